"""An answer → what the results page says. Every link is a new request. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup

from index.codes import NOT_STATED, Status
from index.lead import lead_sentence
from index.listing import Listing
from index.schema import FACET, SORTS, value_label
from search.answer_json import shown_status
from search.request import MAX_PAGE, SIZES, SearchRequest
from search.results import ClauseKind, FacetAnswer, FacetCount, Hit, Results
from web.links import facet_url, listing_url, search_url
from web.listing_view import sites_line, stage_words
from web.words import (
    both,
    count_words,
    date_words,
    either,
    marked,
    page_numbers,
    pages_needed,
    place_phrase,
)

# Facets below these are folded until somebody opens or uses them.
OPEN_FACETS = frozenset({"kind", "status", "place", "condition"})

VALUES_BESIDE_RESULTS = 8
"""More would push the next facet out of sight; the others are one link away."""

PLACES_BESIDE_RESULTS = 12
"""Places take more room: a country, its states and their cities stand under each other."""

COUNTRIES_BESIDE_RESULTS = 6
"""Half of that room: by count alone, one country with its states and cities would take it all."""

VALUES_ON_A_PART = 240

MAX_WAYS_OUT = 6


class Link(msgspec.Struct, frozen=True):
    """Words that lead somewhere; `current` where they lead to the page itself."""

    words: str
    url: str
    current: bool = False


class FilterTag(msgspec.Struct, frozen=True):
    """A chosen value, and the address of the same question without it."""

    facet: str
    label: str
    url: str


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


class HitView(msgspec.Struct, frozen=True, kw_only=True):
    """A listing among the results."""

    listing: Listing
    url: str
    title: Markup
    lead: str
    snippet: Markup | None
    status: Status | None
    stage: str
    places: str
    updated: str


class PageLink(msgspec.Struct, frozen=True):
    """A page of results; no number stands for a gap."""

    number: int | None
    url: str
    current: bool


class ResultsView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the results page says."""

    heading: str
    notices: tuple[str, ...]
    hits: tuple[HitView, ...]
    total: int
    first: int
    tags: tuple[FilterTag, ...]
    clear_url: str
    panels: tuple[FacetPanel, ...]
    sorts: tuple[Link, ...]
    sizes: tuple[Link, ...]
    pages: tuple[PageLink, ...]
    previous_url: str
    next_url: str
    last_page: int
    last_page_url: str
    past_the_end: bool


def results_view(results: Results, request: SearchRequest) -> ResultsView:
    """What the results page says about an answer to a request."""
    last = min(pages_needed(results.total, request.size), MAX_PAGE)
    notices = results.reading.notices
    # Where an id was asked for there are no words to be missing; its own notice says the rest.
    if results.relaxed and not _asks_for_an_id(results):
        notices = (*notices, "No listing has all of your words, so these have some of them.")
    return ResultsView(
        heading=heading(results, request),
        notices=notices,
        hits=tuple(hit_view(hit, request) for hit in results.hits),
        total=results.total,
        first=(request.page - 1) * request.size + 1,
        tags=tuple(filter_tags(results.facets, request)),
        clear_url=search_url(request.without_chosen()),
        panels=tuple(facet_panel(facet, request) for facet in results.facets if facet.counts),
        sorts=tuple(
            Link(sort.label, search_url(request.sorted_by(sort.name)), sort.name == request.sort)
            for sort in SORTS
        ),
        sizes=tuple(
            Link(
                str(size),
                search_url(msgspec.structs.replace(request, size=size, page=1)),
                size == request.size,
            )
            for size in SIZES
        ),
        pages=tuple(_page_links(request, last)) if last > 1 else (),
        previous_url=search_url(request.at_page(request.page - 1))
        if 1 < request.page <= last
        else "",
        next_url=search_url(request.at_page(request.page + 1)) if request.page < last else "",
        last_page=last,
        last_page_url=search_url(request.at_page(last)),
        past_the_end=results.total > 0 and request.page > last,
    )


def heading(results: Results, request: SearchRequest) -> str:
    """The count in words: *1,204 listings for “asthma” in Georgia*."""
    what = f" for “{shortened(request.text)}”" if request.text else ""
    places = [place_phrase(path) for path in request.values("place")]
    where = f" in {either(places)}" if places and len(places) <= 3 else ""
    if not results.total:
        return f"No listings match{what.removeprefix(' for')}{where}"
    return f"{count_words(results.total, 'listing')}{what}{where}"


def shortened(text: str, length: int = 100) -> str:
    """Text that fits a heading, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "…"


def only_record(results: Results) -> str | None:
    """The id of the one record that a question names by its id, if that is what it does.

    A record that only mentions an id which is not held here is a result to look at, not the
    record that was asked for.
    """
    if results.relaxed or results.total != 1 or not _asks_for_an_id(results):
        return None
    return results.hits[0].listing.id if results.hits else None


def _asks_for_an_id(results: Results) -> bool:
    clauses = results.reading.clauses
    return len(clauses) == 1 and clauses[0].kind is ClauseKind.ID


def filter_tags(facets: Iterable[FacetAnswer], request: SearchRequest) -> Iterable[FilterTag]:
    """The chosen values, in the words the answer counts them by."""
    written = {(facet.name, count.value): count.label for facet in facets for count in facet.counts}
    for name, values in request.chosen:
        for value in values:
            label = written.get((name, value)) or value_label(FACET[name], value)
            url = search_url(request.without_value(name, value))
            yield FilterTag(FACET[name].label, label, url)


def facet_panel(facet: FacetAnswer, request: SearchRequest) -> FacetPanel:
    """A facet with its commonest values as links, in the order the answer has them."""
    chosen = bool(request.values(facet.name))
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
        links=tuple(facet_link(facet.name, count, request) for count in shown),
        total=total,
        more_url=facet_url(request, facet.name) if total > len(shown) else "",
        open=chosen or facet.name in OPEN_FACETS,
    )


def lacks_places(facet: FacetAnswer, request: SearchRequest) -> bool:
    """Whether a hierarchy lists too little for its panel: few countries, or an unopened choice."""
    separator = FACET[facet.name].separator
    if not separator:
        return False
    tops = sum(separator not in count.value for count in facet.counts)
    below = {above for count in facet.counts for above in _above(count.value, separator)}
    chosen = request.values(facet.name)
    return tops < COUNTRIES_BESIDE_RESULTS or any(
        value.count(separator) < 2 and value not in below for value in chosen
    )


def places_to_show(counts: Sequence[FacetCount], separator: str, limit: int) -> set[str]:
    """Which values of a hierarchy stand beside the results: `limit`, or more if more are chosen.

    What is chosen and what that lies in; then the commonest countries; then the commonest
    values directly below what is chosen, or below the commonest country where nothing is.
    """
    held = {count.value for count in counts}
    above = {value: [one for one in _above(value, separator) if one in held] for value in held}
    ranked = sorted(counts, key=_commonest_first)
    tops = [count.value for count in ranked if not above[count.value] and count.value != NOT_STATED]
    chosen = [count.value for count in counts if count.chosen and count.value != NOT_STATED]
    kept = {count.value for count in counts if count.chosen}
    kept.update(one for value in chosen for one in above[value])
    open_values = chosen or tops[:1]
    below = [count.value for count in ranked if above[count.value][-1:] and
             above[count.value][-1] in open_values]  # fmt: skip
    for value in (*tops[:COUNTRIES_BESIDE_RESULTS], *below, *tops[COUNTRIES_BESIDE_RESULTS:]):
        if len(kept) >= limit:
            break
        kept.add(value)
    return kept


def _commonest_first(count: FacetCount) -> tuple[bool, int]:
    return count.value == NOT_STATED, -count.count


def facet_link(name: str, count: FacetCount, request: SearchRequest) -> FacetLink:
    """A value as a link that chooses it or, where it is chosen, takes it back."""
    narrowed = (
        request.without_value(name, count.value)
        if count.chosen
        else request.with_value(name, count.value)
    )
    return FacetLink(count.label, count.count, count.chosen, count.depth, search_url(narrowed))


def hit_view(hit: Hit, request: SearchRequest) -> HitView:
    """A hit as the results page shows it."""
    listing = hit.listing
    lead = lead_sentence(listing)
    # The lead often is the passage that matched; saying it twice would only lengthen the page.
    repeats = not hit.snippet.text or hit.snippet.text.strip(" .…") in lead
    return HitView(
        listing=listing,
        url=listing_url(listing.id),
        title=marked(listing.title, hit.title_marks),
        lead=lead,
        snippet=None if repeats else marked(hit.snippet.text, hit.snippet.marks),
        status=shown_status(listing),
        stage=both(stage_words(listing)),
        places=sites_line(listing, request.values("place")),
        updated=date_words(listing.verified),
    )


def _page_links(request: SearchRequest, last: int) -> Iterable[PageLink]:
    for number in page_numbers(min(request.page, last), last):
        if number is None:
            yield PageLink(None, "", False)
        else:
            yield PageLink(number, search_url(request.at_page(number)), number == request.page)


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
    facet: FacetAnswer, request: SearchRequest, find: str, part: int
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
            facet_link(facet.name, count, request) for count in (*_ancestors(facet, shown), *shown)
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


def ways_out(request: SearchRequest) -> tuple[tuple[str, SearchRequest], ...]:
    """Wider requests to offer when nothing matches: without each filter, then without all."""
    wider = [
        (f"Without “{FACET[name].label}: {_chosen_words(name, values)}”",
         request.without_facet(name))
        for name, values in request.chosen
    ]  # fmt: skip
    if len(wider) > 1:
        wider.append(("Without any filter", request.without_chosen()))
    return tuple(wider[-MAX_WAYS_OUT:])


def _chosen_words(name: str, values: Sequence[str]) -> str:
    return either([value_label(FACET[name], value) for value in values[:3]])
