"""Another cut of a question into names that weighs nearly what the best one does: *neuropathic foot
pain* is pain of a neuropathic foot, or foot pain that is neuropathic."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec

from search.request import SearchRequest
from search.understanding.cutting.naming import NameInText
from search.understanding.lattice import Candidate, best_cut
from search.understanding.question import Choice, Disambiguation, Span, instead, normal

NEARLY = 0.1
"""What another cut may weigh less than the best one. Names as long that share a word differ by what
their listings weigh: of 1,189 questions of consumers ten have another cut within .05, and the next
one lies .24 below. From there on it is the parts of a name that would be offered for the whole."""

MOST_CUTS = 3
"""Other cuts of a question at most, each of another part of it."""

Names = tuple[NameInText, ...]


class SecondCut(msgspec.Struct, frozen=True):
    """Names of the best cut, and those that stand in their place in another one. That is the best
    where no name goes over the ends of one of its own, `start` and `end`."""

    taken: Names
    others: Names
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the names of either stand."""
        names = (*self.taken, *self.others)
        return min(one.start for one in names), max(one.end for one in names)


def second_readings(
    candidates: Sequence[Candidate[Names]], request: SearchRequest
) -> Iterator[Disambiguation]:
    """What words of a request name by another cut, each with the request that asks for that:
    brackets, which no name goes over, stand around one of the other names."""
    text = normal(request.text)
    for cut in second_cuts(candidates):
        asked = instead(request, cut.start, cut.end, f"({text[cut.start : cut.end]})")
        start, end = cut.span
        choice = Choice(_meant(cut.others), asked)
        yield Disambiguation(text[start:end], (choice,), _meant(cut.taken))


def _meant(names: Names) -> str:
    return " and ".join(dict.fromkeys(name.concepts[0].name for name in names))


def second_cuts(candidates: Sequence[Candidate[Names]]) -> tuple[SecondCut, ...]:
    """The other cuts that are near and name something else, the nearest first."""
    best = best_cut(candidates)
    total = sum(one.weight for one in best)
    before, after = _best_until(candidates), _best_until([_mirrored(one) for one in candidates])
    near = []
    for number, one in enumerate(candidates):
        less = total - before(one.start) - one.weight - after(-one.end)
        if less <= NEARLY and one not in best:
            near.append((less, number))
    found: list[SecondCut] = []
    for _, number in sorted(near):
        cut = _cut_with(candidates[number], candidates, best)
        if cut is not None and not any(_overlap(cut.span, one.span) for one in found):
            found.append(cut)
        if len(found) == MOST_CUTS:
            break
    return tuple(found)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _mirrored(one: Candidate[Names]) -> Candidate[Names]:
    return msgspec.structs.replace(one, start=-one.end, end=-one.start)


def _best_until(candidates: Sequence[Candidate[Names]]) -> Callable[[int], float]:
    """What the best cut weighs of the candidates that end before a place, or there."""
    by_end = sorted(candidates, key=lambda one: one.end)
    ends = [one.end for one in by_end]
    best = [0.0]
    for one in by_end:
        best.append(
            max(best[-1], best[bisect_right(ends, one.start, 0, len(best) - 1)] + one.weight)
        )
    return lambda place: best[bisect_right(ends, place)]


def _cut_with(
    forced: Candidate[Names],
    candidates: Sequence[Candidate[Names]],
    best: Sequence[Candidate[Names]],
) -> SecondCut | None:
    """The best cut with a candidate; None where it names nothing else, or cannot be asked for by
    itself."""
    beside = [one for one in candidates if one.end <= forced.start or forced.end <= one.start]
    within = [one for one in candidates if forced.start <= one.start and one.end <= forced.end]
    cut = best_cut([*beside, forced])
    others = tuple(_named(one for one in cut if one not in best))
    taken = tuple(_named(one for one in best if one not in cut))
    (first, *more) = forced.meaning
    told = taken and not _keys(others) <= _keys(taken)
    if not told or more or best_cut(within) != (forced,):
        return None
    return SecondCut(taken, others, first.start, first.end)


def _named(cut: Iterator[Candidate[Names]]) -> Iterator[NameInText]:
    return (name for one in cut for name in one.meaning)


def _keys(names: Names) -> frozenset[str]:
    return frozenset(concept.key for name in names for concept in name.concepts[:1])
