"""The pages: read the request, ask the searcher, lay out the answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import islice

import msgspec
from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from index.listing import FACET, NOT_STATED, Kind, Listing
from index.reference import SOURCES
from search.engine import FacetAnswer
from search.errors import EngineUnavailable
from search.request import SearchRequest, from_args
from search.results import Results
from web.links import FIND, ID, PART, Link, listing_url, search_url, value_link
from web.routes.service import Answers
from web.views import (
    NOTHING_READ,
    RULE,
    Held,
    every_status,
    facet_page_view,
    lacks_places,
    listing_view,
    only_record,
    results_view,
    structured_data,
    why_view,
)
from web.wording import count_words

log = logging.getLogger(__name__)

EXAMPLES = (
    "breast cancer",
    "asthma in children",
    "long COVID",
    "type 2 diabetes",
    '"heart failure" exercise',
    "depression -medication",
)

BROWSE_CONDITIONS = 18
BROWSE_COUNTRIES = 8
BROWSE_STATES = 12

MAX_FIND = 100
MAX_PARTS = 100_000
MAX_RELATED = 20
MAX_LINKED = 500
"""Of one kind; a center has some dozens of subprojects."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the site can answer, and from which index."""

    status: str
    stamp: str = ""
    built: str = ""
    listings: int = 0
    samples: int = 0


def make_pages(searcher: Answers) -> Blueprint:
    """The pages over a searcher."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def home() -> str:
        everything, now = SearchRequest(), searcher.pinned()
        answer = now.search(everything)
        facets = {facet.name: facet for facet in answer.facets}
        places = now.facet(everything, "place")
        status = now.status()
        return render_template(
            "home.html",
            total=answer.total,
            only_samples=0 < status.listings == status.samples,
            examples=[Link(text, search_url(SearchRequest(text=text))) for text in EXAMPLES],
            kinds=_kinds(facets.get("kind"), everything),
            conditions=_links(facets.get("condition"), 0, BROWSE_CONDITIONS),
            countries=_links(places, 0, BROWSE_COUNTRIES),
            states=_links(places, 1, BROWSE_STATES),
            all_conditions="/search/facet/condition",
            all_places="/search/facet/place",
        )

    @pages.get("/search")
    def search() -> AnyResponse | str:
        asked = from_args(request.args.items(multi=True))
        now = searcher.pinned()
        answer = now.search(asked)
        record = only_record(answer)
        if record is not None:
            return redirect(listing_url(record), 303)
        view = results_view(_with_places(now, asked, answer), asked)
        return render_template("results.html", view=view, asked=asked)

    @pages.get("/why")
    def why() -> tuple[str, int]:
        asked = from_args(pair for pair in request.args.items(multi=True) if pair[0] != ID)
        now = searcher.pinned()
        found = now.listing(request.args.get(ID, ""))
        if found is None:
            abort(404)
        explained = now.explain(asked, found.id)
        view = why_view(explained, found, asked, now.today())
        return render_template("why.html", view=view, asked=asked), 200 if explained else 404

    @pages.get("/search/facet/<name>")
    def facet(name: str) -> str:
        if name not in FACET:
            abort(404)
        own = (FIND, PART)
        asked = from_args(pair for pair in request.args.items(multi=True) if pair[0] not in own)
        find = " ".join(request.args.get(FIND, "")[:MAX_FIND].split())
        now = searcher.pinned()
        answer = now.facet(asked, name)
        read = any(one.chosen and one.value not in asked.values(name) for one in answer.counts)
        # Only where a value was read from the question does its link need to know how.
        reading = now.search(asked).reading if read else NOTHING_READ
        view = facet_page_view(answer, asked, find, _part(), reading)
        return render_template("facet.html", view=view, asked=asked, max_find=MAX_FIND)

    @pages.get("/listing/<id>")
    def listing(id: str) -> AnyResponse | str:  # noqa: A002  the field's own name
        now = searcher.pinned()
        found = now.listing(id)
        if found is None:
            abort(404)
        if found.id != id:
            return redirect(listing_url(found.id), 301)
        return render_template(
            "listing.html",
            view=listing_view(found, _held(now, found), now.today()),
            structured=structured_data(found, request.host_url.rstrip("/"), now.today()),
        )

    @pages.get("/sources")
    def sources() -> str:
        try:
            versions = searcher.source_versions()
        except EngineUnavailable:
            versions = {}  # what is owed to the sources is owed without an index as well
        return render_template("sources.html", sources=SOURCES, versions=versions)

    @pages.get("/about")
    def about() -> str:
        return render_template(
            "about.html",
            kinds=tuple(Kind),
            statuses=every_status(),
            rule=RULE,
            status=searcher.status(),
        )

    @pages.get("/health")
    def health() -> Response:
        try:
            status = searcher.status()
        except EngineUnavailable as error:
            log.error("%s", error)
            return _json(Health(status="unavailable"), 503)
        return _json(
            Health(
                status="ok",
                stamp=status.stamp,
                built=status.built,
                listings=status.listings,
                samples=status.samples,
            )
        )

    @pages.get("/robots.txt")
    def robots() -> Response:
        # Crawlers multiply facet addresses without end, and the answers are not theirs to keep.
        text = "User-agent: *\nDisallow: /search\nDisallow: /why\nDisallow: /api\n"
        return Response(text, mimetype="text/plain")

    return pages


def _json(body: Health, code: int = 200) -> Response:
    return Response(msgspec.json.encode(body), code, mimetype="application/json")


def _part() -> int:
    """The part of a long list; what is not a number of one is the first."""
    said = request.args.get(PART, "1")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 1
    return min(max(number, 1), MAX_PARTS)


def _kinds(
    facet: FacetAnswer | None, everything: SearchRequest
) -> tuple[tuple[Kind, str, str], ...]:
    counts = {count.value: count.count for count in facet.counts} if facet else {}
    return tuple(
        (
            kind,
            count_words(counts.get(kind.value, 0), "listing"),
            search_url(everything.with_value("kind", kind.value)) if kind.value in counts else "",
        )
        for kind in Kind
        if kind is not Kind.STUDY or kind.value in counts
    )


def _with_places(searcher: Answers, asked: SearchRequest, answer: Results) -> Results:
    """The answer with all its places, where those it lists are too few to choose from.

    One country's states can be all of the commonest places, and the cities of a chosen state
    are seldom among them.
    """
    facets = tuple(
        searcher.facet(asked, facet.name) if facet.more and lacks_places(facet) else facet
        for facet in answer.facets
    )
    return msgspec.structs.replace(answer, facets=facets)


def _links(facet: FacetAnswer | None, level: int, limit: int) -> tuple[Link, ...]:
    """The commonest named values at one level, as links to their listings.

    The level is that of the path, not the depth: a city whose state is not stated stands as
    deep as a state and is none.
    """
    if facet is None:
        return ()
    separator = FACET[facet.name].separator or "\0"
    named = [
        count
        for count in facet.counts
        if count.value.count(separator) == level and count.value != NOT_STATED
    ]
    named.sort(key=lambda count: -count.count)
    return tuple(value_link(SearchRequest(), facet.name, count) for count in named[:limit])


def _held(searcher: Answers, listing: Listing) -> Held:
    """The listings that a listing names and that are held here; ids of others would be dead
    links."""

    def found(ids: Iterable[str], most: int) -> tuple[Listing, ...]:
        held = (searcher.listing(one) for one in islice(ids, most))
        return tuple(one for one in held if one is not None and one.id != listing.id)

    return Held(
        center=next(iter(found([listing.center] if listing.center else [], 1)), None),
        subproject=found(listing.subproject, MAX_LINKED),
        grant=found(listing.grant, MAX_LINKED),
        trial=found(listing.trial, MAX_LINKED),
        related=found(listing.related, MAX_RELATED),
    )
