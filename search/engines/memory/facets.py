"""From how many listings have each value to what is listed of a facet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.listing import NOT_STATED, Coded, Facet, value_depth, value_label
from search.engine import FacetAnswer, FacetCount
from search.engines.memory.analysed import Analysed


class Labels:
    """The words a reader sees for values: names as most listings write them, of equally common
    ways the first by alphabet."""

    def __init__(self, rows: Iterable[Analysed]) -> None:
        ways: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for row in rows:
            for facet, values in row.values.items():
                for value, written in values.items():
                    ways[facet, value][written] += 1
        self._written = {
            named: min(counts, key=lambda written: (-counts[written], written))
            for named, counts in ways.items()
        }

    def of(self, facet: Facet, value: str) -> str:
        """The words for a value, whether a listing has it or not."""
        return value_label(facet, value, self._written.get((facet.name, value), ""))


def facet_answer(
    facet: Facet, counts: Mapping[str, int], limit: int, chosen: Sequence[str], labels: Labels
) -> FacetAnswer:
    """The commonest `limit` values and what is chosen, even where nothing has it.

    Names come most first, coded values in their declared order, places under what they lie in, and
    *not stated* last. Of places, so many are listed of all, of the countries, and of what lies in
    each chosen place: the commonest of all may be one country and its cities.
    """
    asked, chosen = chosen, [value for value in chosen if _is_value(facet, value)]
    counted = {value: counts.get(value, 0) for value in (*counts, *chosen)}
    ranked = sorted(
        counted,
        key=lambda value: (
            value == NOT_STATED,
            -counted[value],
            labels.of(facet, value),
            value,
        ),
    )
    kept = {*ranked[:limit], *chosen}
    if facet.separator:
        for above in ("", *chosen):
            kept.update([one for one in ranked if _lies_in(facet, one) == above][:limit])
        kept.update(
            above
            for one in (*kept, *asked)
            for above in ancestor_path(facet, one)
            if above in counts
        )
    answers = tuple(
        FacetCount(
            value,
            labels.of(facet, value),
            counted[value],
            value in chosen,
            value_depth(facet, value),
        )
        for value in _in_order(facet, [value for value in ranked if value in kept])
    )
    more = len(counts) - sum(1 for one in answers if one.count)
    return FacetAnswer(facet.name, facet.label, answers, more)


def _in_order(facet: Facet, ranked: list[str]) -> list[str]:
    """The values in the order of their facet."""
    if facet.words is not None:
        return [value for value in _declared(facet.words) if value in ranked]
    if facet.separator:
        rank = {value: place for place, value in enumerate(ranked)}
        return sorted(
            ranked, key=lambda value: [rank.get(above, -1) for above in ancestor_path(facet, value)]
        )
    return ranked


def _is_value(facet: Facet, value: str) -> bool:
    """Whether a listing could have a value: a declared word; a place, which ends in no empty level;
    any name."""
    if facet.words is not None:
        return value in _declared(facet.words)
    return not facet.separator or ancestor_path(facet, value)[-1:] == [value]


def _declared(words: type[Coded]) -> list[str]:
    return [*(word.value for word in words), NOT_STATED]


def _lies_in(facet: Facet, value: str) -> str:
    """The value right above one in its hierarchy; "" above the topmost."""
    above = ancestor_path(facet, value)[:-1]
    return above[-1] if above else ""


def ancestor_path(facet: Facet, value: str) -> list[str]:
    """A value of a hierarchy and everything above it, topmost first; an empty level has no value of
    its own, and a value that ends in one is not in its own path."""
    levels = value.split(facet.separator)
    return [facet.separator.join(levels[: end + 1]) for end, level in enumerate(levels) if level]
