"""An answer → what the results page says. Every link is a new request. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from markupsafe import Markup

from index.codes import Status
from index.lead import lead_sentence
from index.listing import Listing
from index.schema import FACET, SORTS, value_label
from search.request import MAX_PAGE, SIZES, SearchRequest
from search.results import ClauseKind, FacetAnswer, Hit, Results
from web.facet_panels import FacetPanel, facet_panel
from web.links import Link, listing_url, search_url
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
    shortened,
)

MAX_WAYS_OUT = 6


class FilterTag(msgspec.Struct, frozen=True):
    """A chosen value, and the address of the same question without it."""

    facet: str
    label: str
    url: str


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
        status=listing.status,
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
