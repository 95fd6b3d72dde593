"""From a request to its results: the whole story on one page."""

from __future__ import annotations

import logging
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import msgspec

from index.errors import IndexingError
from index.facets import PLACE, STATUS
from index.generations import Generations
from index.listing import Listing
from index.places import Gazetteer, open_gazetteer
from index.schema import FACETS, RELEVANCE
from index.vocabulary import VOCABULARY_FILE, SourceName, vocabulary_in
from search.atlas import Atlas
from search.engine import Engine, open_engine
from search.errors import EngineUnavailable
from search.near import nearness
from search.query import AllOf, Everything, FacetWish, Filter, Ids, Node, Not, Query
from search.reading import Read
from search.request import DISTANCE, SearchRequest, facet_or_problem
from search.results import (
    ClauseKind,
    EngineStatus,
    Explanation,
    FacetAnswer,
    Found,
    Hit,
    Nearness,
    Reading,
    Results,
    ScoredListing,
)
from search.snippets import marks, snippet
from search.understanding import Understood, understand

FACET_VALUES = 20
"""Values of a facet that an answer lists; the rest can be asked for facet by facet."""

BROWSING_SORT = "verified"
"""The order of listings that no question ranks: what was updated last comes first."""

LISTINGS_AT_ONCE = 1_000
"""Listings that are in memory together where all of them are read."""

RETRY_AFTER = 60.0
"""Seconds until a generation that could not be opened is tried again."""

_log = logging.getLogger(__name__)


class _Served(NamedTuple):
    """An engine and the places that its listings have."""

    engine: Engine
    atlas: Atlas


class Searcher:
    """Answers requests from whatever generation is published in `home` at that moment.

    A generation that is published later is picked up by the next request; a request that is
    under way keeps the one it began with. Safe to share between threads.
    """

    def __init__(self, home: Path) -> None:
        self._generations = Generations(home)
        self._home = home
        self._served: _Served | None = None
        self._gazetteer: Gazetteer | None = None
        self._failed = ""
        self._retry_at = 0.0
        self._lock = Lock()

    def search(self, request: SearchRequest) -> Results:
        """One page of hits with the facets beside them.

        Raises `EngineUnavailable` where there is no index to ask.
        """
        wishes = tuple(FacetWish(facet.name, FACET_VALUES) for facet in FACETS)
        engine, atlas = self._current()
        asked = understand(request, atlas)
        question = asked.question
        found, relaxed = _ask(engine, _query(asked, wishes), question)
        status = engine.status()
        return Results(
            hits=tuple(
                Hit(
                    listing=hit.listing,
                    score=hit.score,
                    snippet=snippet(hit.listing, question.terms),
                    title_marks=marks(hit.listing.title, question.terms),
                    near=_nearness(hit.listing, asked),
                )
                for hit in found.hits
            ),
            total=found.total,
            facets=found.facets,
            reading=_noticed(question.reading, relaxed, found.total),
            relaxed=relaxed,
            stamp=status.stamp,
        )

    def facet(self, request: SearchRequest, name: str) -> FacetAnswer:
        """Every value of one facet for a request. Raises `BadRequest` for an unknown facet."""
        facet_or_problem(name)
        engine, atlas = self._current()
        asked = understand(request, atlas)
        query = _query(asked, (FacetWish(name, sys.maxsize),), limit=0)
        found, _ = _ask(engine, query, asked.question)
        return found.facets[0]

    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        """The first `depth` hits of a question, without what a page shows beside them."""
        engine, atlas = self._current()
        asked = understand(SearchRequest(text=text), atlas)
        found, _ = _ask(engine, _query(asked, (), limit=depth), asked.question)
        return found.hits

    def explain(self, text: str, id: str) -> Explanation | None:  # noqa: A002
        """What each word of a question adds to the score of a listing, or None where the question
        does not find it."""
        engine, atlas = self._current()
        asked = understand(SearchRequest(text=text), atlas)
        query = _query(asked, (), limit=0)
        _, widened = _ask(engine, query, asked.question)
        match = asked.question.any_words if widened else None
        match = match or asked.question.match
        this_one = msgspec.structs.replace(query, match=AllOf((match, Ids((id,)))))
        return engine.explain(match, id) if engine.search(this_one).total else None

    def listings(self) -> Iterator[Listing]:
        """Every listing of the index that is served now."""
        engine, _ = self._current()
        for offset in range(0, engine.status().listings, LISTINGS_AT_ONCE):
            query = Query(match=Everything(), offset=offset, limit=LISTINGS_AT_ONCE)
            yield from (hit.listing for hit in engine.search(query).hits)

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, its own or an earlier one, or nothing."""
        return self._current().engine.get(id)

    def status(self) -> EngineStatus:
        """Which index answers."""
        return self._current().engine.status()

    def source_versions(self) -> dict[SourceName, str]:
        """The versions of the sources of medical names that the index was built with."""
        status = self.status()
        path = self._generations.directory(status.generation) / VOCABULARY_FILE
        return vocabulary_in(path).versions() if path.exists() else {}

    def _current(self) -> _Served:
        try:
            published = self._generations.current_name()
        except IndexingError as problem:
            raise EngineUnavailable(str(problem)) from problem
        with self._lock:
            failed = self._failed == published and time.monotonic() < self._retry_at
            if self._served is None or (
                self._served.engine.status().generation != published and not failed
            ):
                self._served = self._opened(published)
            return self._served

    def _opened(self, published: str) -> _Served:
        """What answers from what is published now, or from the old where that cannot be used.

        Newer software may publish what this process cannot read; until it is restarted it
        answers from what it has, says so in its log, and tries again after a minute.
        """
        try:
            if self._gazetteer is None:
                self._gazetteer = _gazetteer_of(self._home)
            engine = open_engine(self._home)
            return _Served(engine, Atlas(self._gazetteer, _listings_by_place(engine)))
        except EngineUnavailable as problem:
            if self._served is None:
                raise
            self._failed, self._retry_at = published, time.monotonic() + RETRY_AFTER
            served = self._served.engine.status().generation
            _log.error("%s Still answering from %s.", problem, served)
            return self._served


def _gazetteer_of(home: Path) -> Gazetteer:
    """The gazetteer of a home. Where there is none it is compiled, which only a home that was
    built by other software needs."""
    try:
        return open_gazetteer(home)
    except (OSError, sqlite3.Error) as problem:
        raise EngineUnavailable(f"The places in {home} cannot be read: {problem}.") from problem


def _listings_by_place(engine: Engine) -> dict[str, int]:
    """How many listings each place has, by its value in the facet."""
    wish = FacetWish(PLACE.name, sys.maxsize)
    (answer,) = engine.search(Query(match=Everything(), facets=(wish,), limit=0)).facets
    return {value.value: value.count for value in answer.counts}


def _nearness(listing: Listing, asked: Understood) -> Nearness | None:
    if asked.near is None:
        return None
    values = asked.request.values
    return nearness(listing, asked.near, values(PLACE.name), values(STATUS.name))


def _ranks(match: Node) -> bool:
    """Whether a match tells better listings from worse: words left out alone do not."""
    if isinstance(match, AllOf):
        return not all(isinstance(child, Not) for child in match.children)
    return not isinstance(match, Everything)


def _query(asked: Understood, wishes: tuple[FacetWish, ...], limit: int | None = None) -> Query:
    request, match = asked.request, asked.question.match
    sort = request.sort if asked.near or request.sort != DISTANCE.name else RELEVANCE.name
    browsing = not _ranks(match) and sort == RELEVANCE.name
    return Query(
        match=match,
        filters=tuple(Filter(facet, values) for facet, values in request.chosen),
        near=asked.near.circle if asked.near else None,
        facets=wishes,
        sort=BROWSING_SORT if browsing else sort,
        offset=(request.page - 1) * request.size,
        limit=request.size if limit is None else limit,
    )


def _ask(engine: Engine, query: Query, question: Read) -> tuple[Found, bool]:
    """What was found, and whether the question had to be widened to find anything.

    The question is widened only where no listing at all holds its words: an empty answer that
    a filter made stays empty, so that its way out is to lift the filter.
    """
    found = engine.search(query)
    if found.total or question.any_words is None:
        return found, False
    narrowed = query.filters or query.near
    if narrowed and engine.search(Query(match=query.match, limit=0)).total:
        return found, False
    wider = engine.search(msgspec.structs.replace(query, match=question.any_words))
    return (wider, True) if wider.total else (found, False)


def _noticed(reading: Reading, relaxed: bool, total: int) -> Reading:
    """The reading, with a sentence about an id that no record here has."""
    asked = [clause.said for clause in reading.clauses if clause.kind is ClauseKind.ID]
    if not asked or (total and not relaxed):
        return reading
    mentions = " Listings that mention it are shown." if relaxed else ""
    notice = f"No record here has the id {asked[0]}.{mentions}"
    return msgspec.structs.replace(reading, notices=(*reading.notices, notice))
