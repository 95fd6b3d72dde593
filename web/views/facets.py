"""The values of a facet as links: the commonest beside the results, all on a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from index.listing import FACET, NOT_STATED
from search.engine import FacetAnswer, FacetCount
from search.request import SearchRequest
from search.understanding import Reading
from web.links import Link, facet_url, search_url
from web.views.reading import taken_back
from web.wording import pages_needed, shortened

# Facets below these are folded until somebody opens or uses them.
OPEN_FACETS = frozenset({"kind", "status", "place", "condition"})

VALUES_BESIDE_RESULTS = 8
"""More would push the next facet out of sight; the others are one link away."""

PLACES_BESIDE_RESULTS = 12
"""Places take more room: a country, its states and their cities stand under each other."""

COUNTRIES_BESIDE_RESULTS = 6
"""Half of that room: by count alone, one country with its states and cities would take it all."""

VALUES_ON_A_PART = 240

NOTHING_READ = Reading()
"""How a request without a question is understood."""


class FacetLink(msgspec.Struct, frozen=True):
    """A value that can be chosen or, when it is, taken back."""

    label: str
    count: int
    chosen: bool
    depth: int
    url: str


class FacetPanel(msgspec.Struct, frozen=True):
    """A facet beside the results. `total` counts all its values."""

    name: str
    label: str
    help: str
    links: tuple[FacetLink, ...]
    total: int
    more_url: str
    open: bool


def facet_panel(
    facet: FacetAnswer, request: SearchRequest, reading: Reading = NOTHING_READ
) -> FacetPanel:
    """A facet with its commonest values as links, in the order the answer has them."""
    total = len(facet.counts) + facet.more
    separator = FACET[facet.name].separator
    limit = PLACES_BESIDE_RESULTS if separator else VALUES_BESIDE_RESULTS
    # A link to see two more values would take as much room as the values.
    if total <= limit + 2:
        kept = {count.value for count in facet.counts}
    elif separator:
        kept = places_to_show(facet.counts, separator, limit)
    else:
        ranked = sorted(facet.counts, key=_commonest_first)
        kept = {count.value for count in ranked[:limit]}
    shown = [count for count in facet.counts if count.value in kept or count.chosen]
    return FacetPanel(
        name=facet.name,
        label=facet.label,
        help=FACET[facet.name].help,
        links=tuple(facet_link(facet.name, count, request, reading) for count in shown),
        total=total,
        more_url=facet_url(request, facet.name) if total > len(shown) else "",
        open=facet.name in OPEN_FACETS or any(count.chosen for count in shown),
    )


def lacks_places(facet: FacetAnswer) -> bool:
    """Whether a hierarchy lists too little for its panel: few countries, or an unopened choice."""
    separator = FACET[facet.name].separator
    if not separator:
        return False
    tops = sum(separator not in count.value for count in facet.counts)
    below = {above for count in facet.counts for above in _above(count.value, separator)}
    chosen = [count.value for count in facet.counts if count.chosen]
    return tops < COUNTRIES_BESIDE_RESULTS or any(
        value.count(separator) < 2 and value not in below for value in chosen
    )


def places_to_show(counts: Sequence[FacetCount], separator: str, limit: int) -> set[str]:
    """Which values of a hierarchy stand beside the results: `limit`, or more if more are chosen.

    What is chosen and what that lies in; then the commonest countries; then the commonest
    values directly below what is chosen, or below the commonest country where nothing is; then any.
    How many state no place is shown beside these.
    """
    held = {count.value for count in counts}
    above = {value: [one for one in _above(value, separator) if one in held] for value in held}
    ranked = sorted(counts, key=_commonest_first)
    tops = [count.value for count in ranked if not above[count.value] and count.value != NOT_STATED]
    chosen = [count.value for count in counts if count.chosen and count.value != NOT_STATED]
    kept = set(chosen)
    kept.update(one for value in chosen for one in above[value])
    open_values = chosen or tops[:1]
    below = [count.value for count in ranked if above[count.value][-1:] and
             above[count.value][-1] in open_values]  # fmt: skip
    # Where few countries and states are left, as near a place, there is room for cities.
    deeper = [count.value for count in ranked if above[count.value]]
    others = (*below, *tops[COUNTRIES_BESIDE_RESULTS:], *deeper)
    for value in (*tops[:COUNTRIES_BESIDE_RESULTS], *others):
        if len(kept) >= limit:
            break
        kept.add(value)
    return kept | ({NOT_STATED} & held)


def _commonest_first(count: FacetCount) -> tuple[bool, int]:
    return count.value == NOT_STATED, -count.count


def facet_link(
    name: str, count: FacetCount, request: SearchRequest, reading: Reading = NOTHING_READ
) -> FacetLink:
    """A value as a link that chooses it or, where it is chosen, takes it back."""
    narrowed = (
        taken_back(request, name, count.value, reading)
        if count.chosen
        else request.with_value(name, count.value)
    )
    return FacetLink(count.label, count.count, count.chosen, count.depth, search_url(narrowed))


class FacetPageView(msgspec.Struct, frozen=True, kw_only=True):
    """All values of one facet, or those that hold the words looked for."""

    name: str
    label: str
    help: str
    heading: str
    links: tuple[FacetLink, ...]
    find: str
    parts: tuple[Link, ...]
    first: int
    last: int
    total: int
    back_url: str
    all_url: str
    hidden: tuple[tuple[str, str], ...]
    hierarchical: bool


def facet_page_view(
    facet: FacetAnswer,
    request: SearchRequest,
    find: str,
    part: int,
    reading: Reading = NOTHING_READ,
) -> FacetPageView:
    """One part of the values of a facet; a part past the end is the last one."""
    found = values_with(facet.counts, find, FACET[facet.name].separator)
    last_part = pages_needed(len(found), VALUES_ON_A_PART)
    part = min(part, last_part)
    start = (part - 1) * VALUES_ON_A_PART
    shown = found[start : start + VALUES_ON_A_PART]
    what = f" for “{shortened(request.text)}”" if request.text else ""
    return FacetPageView(
        name=facet.name,
        label=facet.label,
        help=FACET[facet.name].help,
        heading=f"{facet.label}: all values{what}",
        links=tuple(
            facet_link(facet.name, count, request, reading)
            for count in (*_ancestors(facet, shown), *shown)
        ),
        find=find,
        parts=tuple(
            Link(str(number), facet_url(request, facet.name, find, number), number == part)
            for number in range(1, last_part + 1)
        )
        if last_part > 1
        else (),
        first=start + 1 if found else 0,
        last=start + len(shown),
        total=len(found),
        back_url=search_url(request.at_page(1)),
        all_url=facet_url(request, facet.name),
        hidden=request.at_page(1).to_args(),
        hierarchical=bool(FACET[facet.name].separator),
    )


def values_with(
    counts: Sequence[FacetCount], find: str, separator: str | None
) -> tuple[FacetCount, ...]:
    """The values whose words hold every word of `find`, in any case, below their ancestors.

    Only a facet with a `separator` has ancestors: the slash of *HIV/AIDS* is none.
    """
    words = find.casefold().split()
    if not words:
        return tuple(counts)
    found = {
        count.value for count in counts if all(word in count.label.casefold() for word in words)
    }
    if separator:
        found.update([above for value in found for above in _above(value, separator)])
    return tuple(count for count in counts if count.value in found)


def _ancestors(facet: FacetAnswer, shown: Sequence[FacetCount]) -> tuple[FacetCount, ...]:
    """The values that a part in the middle of a hierarchy starts below."""
    separator = FACET[facet.name].separator
    if not separator or not shown:
        return ()
    above = set(_above(shown[0].value, separator))
    return tuple(count for count in facet.counts if count.value in above)


def _above(value: str, separator: str) -> Iterable[str]:
    levels = value.split(separator)
    return (separator.join(levels[:end]) for end in range(1, len(levels)))
