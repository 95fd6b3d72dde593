"""From a request to its results: the whole story on one page."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from threading import Lock

import msgspec

from index.errors import IndexingError
from index.generations import Generations
from index.listing import Listing
from index.schema import FACETS, RELEVANCE
from search.engine import Engine, open_engine
from search.errors import EngineUnavailable
from search.query import AllOf, Everything, FacetWish, Filter, Node, Not, Query
from search.reading import Read, read
from search.request import SearchRequest, facet_or_problem
from search.results import (
    ClauseKind,
    EngineStatus,
    Explanation,
    FacetAnswer,
    Found,
    Hit,
    Reading,
    Results,
    ScoredListing,
)
from search.snippets import marks, snippet

FACET_VALUES = 20
"""Values of a facet that an answer lists; the rest can be asked for facet by facet."""

BROWSING_SORT = "verified"
"""The order of listings that no question ranks: what was updated last comes first."""


RETRY_AFTER = 60.0
"""Seconds until a generation that could not be opened is tried again."""

_log = logging.getLogger(__name__)


class Searcher:
    """Answers requests from whatever generation is published in `home` at that moment.

    A generation that is published later is picked up by the next request; a request that is
    under way keeps the one it began with. Safe to share between threads.
    """

    def __init__(self, home: Path) -> None:
        self._generations = Generations(home)
        self._home = home
        self._engine: Engine | None = None
        self._failed = ""
        self._retry_at = 0.0
        self._lock = Lock()

    def search(self, request: SearchRequest) -> Results:
        """One page of hits with the facets beside them.

        Raises `EngineUnavailable` where there is no index to ask.
        """
        wishes = tuple(FacetWish(facet.name, FACET_VALUES) for facet in FACETS)
        engine = self._current()
        question = read(request.text)
        found, relaxed = _ask(engine, _query(request, question.match, wishes), question)
        status = engine.status()
        return Results(
            hits=tuple(
                Hit(
                    listing=hit.listing,
                    score=hit.score,
                    snippet=snippet(hit.listing, question.terms),
                    title_marks=marks(hit.listing.title, question.terms),
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
        question = read(request.text)
        query = _query(request, question.match, (FacetWish(name, sys.maxsize),), limit=0)
        found, _ = _ask(self._current(), query, question)
        return found.facets[0]

    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        """The first `depth` hits of a question, without what a page shows beside them."""
        question = read(text)
        query = _query(SearchRequest(text=text), question.match, (), limit=depth)
        found, _ = _ask(self._current(), query, question)
        return found.hits

    def explain(self, text: str, id: str) -> Explanation | None:  # noqa: A002
        """What each word of a question adds to the score of a listing, or None where the question
        does not find it."""
        engine = self._current()
        question = read(text)
        _, widened = _ask(engine, Query(match=question.match, limit=0), question)
        match = question.any_words if widened and question.any_words else question.match
        return engine.explain(match, id)

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, its own or an earlier one, or nothing."""
        return self._current().get(id)

    def status(self) -> EngineStatus:
        """Which index answers."""
        return self._current().status()

    def _current(self) -> Engine:
        try:
            published = self._generations.current_name()
        except IndexingError as problem:
            raise EngineUnavailable(str(problem)) from problem
        with self._lock:
            failed = self._failed == published and time.monotonic() < self._retry_at
            if self._engine is None or (
                self._engine.status().generation != published and not failed
            ):
                self._engine = self._opened(published)
            return self._engine

    def _opened(self, published: str) -> Engine:
        """The engine over what is published now, or the old one where that cannot be used.

        Newer software may publish what this process cannot read; until it is restarted it
        answers from what it has, says so in its log, and tries again after a minute.
        """
        try:
            return open_engine(self._home)
        except EngineUnavailable as problem:
            if self._engine is None:
                raise
            self._failed, self._retry_at = published, time.monotonic() + RETRY_AFTER
            _log.error("%s Still answering from %s.", problem, self._engine.status().generation)
            return self._engine


def _ranks(match: Node) -> bool:
    """Whether a match tells better listings from worse: words left out alone do not."""
    if isinstance(match, AllOf):
        return not all(isinstance(child, Not) for child in match.children)
    return not isinstance(match, Everything)


def _query(
    request: SearchRequest, match: Node, wishes: tuple[FacetWish, ...], limit: int | None = None
) -> Query:
    browsing = not _ranks(match) and request.sort == RELEVANCE.name
    return Query(
        match=match,
        filters=tuple(Filter(facet, values) for facet, values in request.chosen),
        facets=wishes,
        sort=BROWSING_SORT if browsing else request.sort,
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
    if query.filters and engine.search(Query(match=query.match, limit=0)).total:
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
