"""An answer → what the results page says. Every link is a new request. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from index.listing import (
    DISTANCE,
    FACET,
    PLACE,
    RELEVANCE,
    SORTS,
    Listing,
    lead_sentence,
    open_on,
    value_label,
)
from search.engine import FacetAnswer
from search.request import MAX_PAGE, PARAMETER, SIZES, SearchRequest
from search.results import FEW, Hit, HitGroup, Relaxation, Results
from search.understanding import ClauseKind, Reading, spot_name
from web.links import Link, listing_url, search_url, why_url
from web.views.facets import FacetPanel, facet_panel
from web.views.listing import RULE, ShownStatus, shown_status, sites_line, stage_words
from web.views.reading import ReadingView, near_phrase, reading_view, text_as_words, which_sites
from web.wording import (
    both,
    count_words,
    date_words,
    either,
    marked,
    nearness_words,
    page_numbers,
    pages_needed,
    place_phrase,
    shortened,
)

CLOSE = "These do not have everything you asked for, but are close."
LIKE_SOME = "These have none of your words, but are like listings that have some of them."


class FilterTag(msgspec.Struct, frozen=True):
    """A chosen value, and the address of the same question without it."""

    facet: str
    label: str
    url: str


class HitView(msgspec.Struct, frozen=True, kw_only=True):
    """A listing among the results. `why_url` is empty where nothing ranks it."""

    listing: Listing
    url: str
    why_url: str
    title: Markup
    lead: str
    snippet: Markup | None
    status: ShownStatus | None
    stage: str
    places: str
    lacks: str
    """What is not as it was asked for; "" where everything is."""
    updated: str


class PageLink(msgspec.Struct, frozen=True):
    """A page of results; no number stands for a gap."""

    number: int | None
    url: str
    current: bool


class MentionsView(msgspec.Struct, frozen=True, kw_only=True):
    """Listings that mention what was asked for and are about something else: those of this page,
    and the address at which all of them count as matches."""

    heading: str
    hits: tuple[HitView, ...]
    first: int
    """The number of the first of them, from 1."""
    every: Link
    open: bool
    """Whether they are shown before anybody asks for them."""


class ResultsView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the results page says."""

    heading: str
    read: ReadingView
    notices: tuple[str, ...]
    relaxations: tuple[Link, ...]
    hits: tuple[HitView, ...]
    relaxed: tuple[HitView, ...]
    """Those that follow the last of `hits`: about the same, but elsewhere or of another phase."""
    relaxed_first: int
    """The number of the first of them, from 1."""
    relaxed_heading: str
    mentions: MentionsView | None
    """What follows these; nothing where no listing mentions what was asked for."""
    partial: tuple[HitView, ...]
    """Those that have not all that was asked for: they follow the last of `mentions`."""
    partial_first: int
    """The number of the first of them, from 1."""
    partial_words: str
    rule: str
    """How a status ages, where one of those shown has."""
    total: int
    first: int
    """The number of the first hit on the page, from 1."""
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
    """What the results page says about an answer to a request, on the day of that answer."""
    last = min(pages_needed(results.shown, request.size), MAX_PAGE)
    shown: dict[HitGroup, list[HitView]] = {group: [] for group in HitGroup}
    for hit in results.hits:
        shown[hit.group].append(hit_view(hit, results, request))
    every = [hit for hits in shown.values() for hit in hits]
    aged = any(hit.status is not None and hit.status.aged for hit in every)
    matches, mentions = shown[HitGroup.MATCH], shown[HitGroup.MENTION]
    relaxed = shown[HitGroup.RELAXED]
    first = (request.page - 1) * request.size + 1
    return ResultsView(
        heading=heading(results, request),
        read=reading_view(results.reading, request),
        notices=results.reading.notices,
        relaxations=tuple(relaxation_links(results.relaxations)),
        hits=tuple(matches),
        relaxed=tuple(relaxed),
        relaxed_first=first + len(matches),
        relaxed_heading=_relaxed_heading(results),
        mentions=_mentions(results, request, mentions, first + len(matches) + len(relaxed)),
        partial=tuple(shown[HitGroup.CLOSE]),
        partial_first=first + len(matches) + len(relaxed) + len(mentions),
        partial_words=LIKE_SOME if results.relaxed else CLOSE,
        rule=RULE if aged else "",
        total=results.total,
        first=first,
        tags=tuple(filter_tags(results, request)),
        clear_url=search_url(request.without_chosen()),
        panels=tuple(
            facet_panel(facet, request, results.reading) for facet in results.facets if facet.counts
        ),
        sorts=tuple(sort_links(results.reading, request)),
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
    """The count in words: *1,204 listings for “asthma” in Georgia*, *within 50 miles of Macon*."""
    text = text_as_words(results.reading, request)
    what = f" for “{shortened(text)}”" if text else ""
    paths = chosen_places(results.facets, request) or _asked_places(results)
    places = [place_phrase(path) for path in paths]
    where = f" in {either(places)}" if places and len(places) <= 3 else ""
    if near := near_phrase(results.reading):
        where += f" {near}"
    if results.relaxed and results.total and not _asks_for_an_id(results):
        close = f"{results.total:,} come{'s' * (results.total == 1)} close"
        return f"No listings match{what.removeprefix(' for')}{where}; {close}"
    if not results.total and results.mentioned_total:
        return f"No listings are about{what.removeprefix(' for')}{where}"
    if not results.total:
        return f"No listings match{what.removeprefix(' for')}{where}"
    return f"{count_words(results.total, 'listing')}{what}{where}"


def _relaxed_heading(results: Results) -> str:
    """What those have that follow the last match: *The same, but not in Italy*."""
    if near := near_phrase(results.reading):
        return f"The same, but not {near}"
    places = [place_phrase(path) for path in _named_places(results.reading)]
    if places:
        return (
            f"The same, but not in {either(places)}" if len(places) <= 3 else "The same elsewhere"
        )
    return "The same, but of another phase"


def _mentions(
    results: Results, request: SearchRequest, hits: list[HitView], first: int
) -> MentionsView | None:
    """What a page says of mentions: how many there are, and those that follow its last match."""
    there = results.mentioned_total
    if not there:
        return None
    whole = "1 listing that mentions it" if there == 1 else f"{there:,} listings that mention it"
    return MentionsView(
        heading=f"{count_words(there, 'listing')} about something else that "
        f"mention{'s' if there == 1 else ''} it",
        hits=tuple(hits),
        first=first,
        every=Link(f"Count the {whole} as results", search_url(request.with_mentions())),
        open=results.total < FEW,
    )


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


def chosen_places(facets: Iterable[FacetAnswer], request: SearchRequest) -> tuple[str, ...]:
    """The places an answer is narrowed to, whether chosen or read from the question."""
    read = [
        count.value
        for facet in facets
        if facet.name == PLACE.name
        for count in facet.counts
        if count.chosen
    ]
    return tuple(dict.fromkeys((*request.values(PLACE.name), *read)))


def _asked_places(results: Results) -> tuple[str, ...]:
    """The places that a question names where nothing was found, so that no facet counts them."""
    return _named_places(results.reading) if results.relaxed else ()


def _named_places(reading: Reading) -> tuple[str, ...]:
    """The places that a question names, as paths."""
    asked = (
        one for one in reading.clauses if one.kind is ClauseKind.PLACE and one.facet == PLACE.name
    )
    return tuple(path for one in asked for path in one.values)


def sort_links(reading: Reading, request: SearchRequest) -> Iterable[Link]:
    """The orders to choose from; by distance only where there is a place to measure from."""
    sorts = SORTS if reading.near is None else (*SORTS, DISTANCE)
    current = request.sort if request.sort in {sort.name for sort in sorts} else RELEVANCE.name
    for sort in sorts:
        yield Link(sort.label, search_url(request.sorted_by(sort.name)), sort.name == current)


def filter_tags(results: Results, request: SearchRequest) -> Iterable[FilterTag]:
    """The place to be near, the chosen values in the words the answer counts them by, and what is
    not to be read."""
    written = {
        (facet.name, count.value): count.label for facet in results.facets for count in facet.counts
    }
    if request.near:
        label = near_words(results.reading, request)
        yield FilterTag(PARAMETER["near"].label, label, search_url(request.near_to("")))
    for name, values in request.chosen:
        for value in values:
            label = written.get((name, value)) or value_label(FACET[name], value)
            url = search_url(request.without_value(name, value))
            yield FilterTag(FACET[name].label, label, url)
    if request.mentions:
        label = dict(PARAMETER["mentions"].choices)[request.mentions]
        url = search_url(request.without_mentions())
        yield FilterTag(PARAMETER["mentions"].label, label, url)
    for said in request.words:
        kept = tuple(one for one in request.words if one != said)
        url = search_url(msgspec.structs.replace(request, words=kept, page=1))
        yield FilterTag(PARAMETER["words"].label, f"“{shortened(said)}”", url)


def near_words(reading: Reading, request: SearchRequest) -> str:
    """The place typed, what it was taken for, and the distance: *30322 (Atlanta, Georgia), within
    50 miles*."""
    typed = shortened(request.near, 40)
    if reading.near is None:
        return f"{typed} (not used)"
    meant = spot_name(reading.near)
    place = meant if typed.casefold() in meant.casefold() else f"{typed} ({meant})"
    return f"{place}, within {reading.within.words}"


def hit_view(hit: Hit, results: Results, request: SearchRequest) -> HitView:
    """A hit of an answer as the results page shows it on the day of the answer."""
    listing, reading, day = hit.listing, results.reading, results.day
    if hit.near:
        places = nearness_words(hit.near, which_sites(reading, request))
    else:
        places = sites_line(listing, chosen_places(results.facets, request))
    lead = lead_sentence(listing, day)
    # The lead often is the passage that matched; saying it twice would only lengthen the page.
    repeats = not hit.snippet.text or hit.snippet.text.strip(" .…") in lead
    return HitView(
        listing=listing,
        url=listing_url(listing.id),
        why_url=why_url(request, listing.id) if hit.score else "",
        title=marked(listing.title, hit.title_marks),
        lead=lead,
        snippet=None if repeats else marked(hit.snippet.text, hit.snippet.marks),
        status=shown_status(open_on(listing, None, day)),
        stage=both(stage_words(listing)),
        places=places,
        lacks=f"{hit.lacks[:1].upper()}{hit.lacks[1:]}",
        updated=date_words(listing.updated),
    )


def relaxation_links(relaxations: Iterable[Relaxation]) -> Iterable[Link]:
    """*Without “phase 3”: 4 listings*."""
    for way in relaxations:
        yield Link(f"{way.words}: {count_words(way.total, 'listing')}", search_url(way.request))


def _page_links(request: SearchRequest, last: int) -> Iterable[PageLink]:
    for number in page_numbers(min(request.page, last), last):
        if number is None:
            yield PageLink(None, "", False)
        else:
            yield PageLink(number, search_url(request.at_page(number)), number == request.page)
