"""From a request to its results: the whole story on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self

import msgspec

from index.errors import IndexDamaged, IndexingError
from index.generation import REBUILD
from index.listing import FACETS, PLACE, STATUS, Listing
from index.reference import SourceName
from search.engine import (
    MOST_VALUES,
    AllOf,
    Engine,
    Everything,
    FacetAnswer,
    FacetWish,
    Ids,
    Query,
    ScoredListing,
)
from search.errors import EngineUnavailable
from search.request import SearchRequest, facet_or_problem
from search.results import (
    Explanation,
    Highlighter,
    Hit,
    Nearness,
    Results,
    ServiceStatus,
    Suggestion,
    explanation_of,
    nearness_of,
    snippet,
)
from search.searcher.following import page_of, relaxed_of, relaxed_queries
from search.searcher.leaving_out import relaxations
from search.searcher.published import Opened, Published, Serving
from search.searcher.relaxation import (
    ask_engine,
    with_notices,
)
from search.searcher.serving import Served
from search.understanding import Understood, query_of

FACET_VALUES = 20
"""Values of a facet that an answer lists; the rest can be asked for facet by facet."""


def clock(day: datetime | None) -> Callable[[], date]:
    """Tells a day that somebody named, or today."""
    return date.today if day is None else day.date


@contextmanager
def _damage_is_told() -> Iterator[None]:
    """What is read of words and places turns out to be damaged: there is nothing to answer from."""
    try:
        yield
    except IndexDamaged as damaged:
        raise EngineUnavailable(f"The index is damaged: {damaged}. {REBUILD}") from damaged
    except IndexingError as unusable:
        raise EngineUnavailable(str(unusable)) from unusable


class Searcher:
    """Answers requests from whatever generation is published in `home` at that moment.

    A generation that is published later is picked up by the next request; a request that is
    under way keeps the one it began with. One that is named is kept to, to be compared.
    `today` tells the day for which requests are answered.
    Safe to share between threads.
    """

    def __init__(
        self,
        home: Path,
        generation: str | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._serving: Serving = Published(home, generation)
        self._today = today

    @classmethod
    def over(cls, served: Served, today: Callable[[], date] = date.today) -> Self:
        """A searcher of what is open already, whatever is published later."""
        searcher = cls(Path(), today=today)
        searcher._serving = Opened(served)
        return searcher

    def pinned(self) -> Searcher:
        """A searcher of the generation that is published now on the day that it is now, whatever
        is published later: all that it is asked goes together. Raises `EngineUnavailable` where
        there is no index."""
        day = self._today()
        return Searcher.over(self._serving.current(), lambda: day)

    def today(self) -> date:
        """The day for which requests are answered."""
        return self._today()

    @_damage_is_told()
    def search(self, request: SearchRequest) -> Results:
        """One page of hits with the facets beside them.

        Raises `EngineUnavailable` where there is no index to ask.
        """
        wishes = tuple(FacetWish(facet.name, FACET_VALUES) for facet in FACETS)
        served, day = self._serving.current(), self._today()
        understood = served.understand(request)
        question = understood.question
        query = query_of(understood, wishes, day=day)
        engine = served.engine.for_one_request()
        answer = ask_engine(engine, query, understood, _is_narrowed(request))
        found = answer.found
        page = page_of(engine, answer, understood, _is_narrowed(request))
        highlighter = Highlighter(question.highlights)
        return Results(
            hits=tuple(
                Hit(
                    listing=hit.listing,
                    score=hit.score,
                    group=group,
                    snippet=snippet(hit.listing, highlighter),
                    title_marks=highlighter.spans(hit.listing.title),
                    near=_nearness(hit.listing, understood, day),
                    lacks=lacks,
                )
                for hit, group, lacks in page.placed
            ),
            total=found.total,
            relaxed_total=page.relaxed,
            facets=found.facets,
            reading=with_notices(engine, query, question, answer),
            relaxed=answer.relaxed,
            stamp=engine.status().stamp,
            mentioned_total=found.mentioned_total,
            partial_total=found.partial_total,
            relaxations=relaxations(
                understood,
                0 if answer.relaxed else found.total,
                engine.counts,
                served.lexicon,
                day,
            ),
            day=day,
        )

    @_damage_is_told()
    def facet(self, request: SearchRequest, name: str) -> FacetAnswer:
        """Every value of one facet for a request. Raises `BadRequest` for an unknown facet."""
        facet_or_problem(name)
        served = self._serving.current()
        understood = served.understand(request)
        query = query_of(understood, (FacetWish(name, MOST_VALUES),), 0, self._today())
        engine = served.engine.for_one_request()
        answer = ask_engine(engine, query, understood, _is_narrowed(request))
        return answer.found.facets[0]

    @_damage_is_told()
    def ranking(self, text: str, depth: int) -> tuple[ScoredListing, ...]:
        """The first `depth` hits of a question, without what a page shows beside them, as records
        state it: a ranking is measured by what was judged, and not otherwise tomorrow."""
        served = self._serving.current()
        understood = served.understand(SearchRequest(text=text))
        query = query_of(understood, (), depth, day=None)
        engine = served.engine.for_one_request()
        answer = ask_engine(engine, query, understood, chosen=False)
        total, hits = answer.found.total, answer.found.hits
        relaxed = (one.hit for one in relaxed_of(engine, answer, understood))
        return (*hits[:total], *relaxed, *hits[total:])[:depth]

    @_damage_is_told()
    def explain(self, request: SearchRequest, id: str) -> Explanation | None:  # noqa: A002
        """What each part of a question adds to the score of a listing, or None where the request
        does not find it, neither among the matches nor the partial ones."""
        served = self._serving.current()
        engine = served.engine.for_one_request()
        listing = engine.get(id)
        understood = served.understand(request)
        query = query_of(understood, (), 0, self._today())
        answer = ask_engine(engine, query, understood, _is_narrowed(request))
        found = answer.found
        if listing is None or not (found.total or found.mentioned_total or found.partial_total):
            return None
        query = answer.query
        possible = (query.match, query.mentioned, query.partial)
        ways = [
            *((query, way) for way in possible if way is not None),
            *((way, way.match) for way, _ in relaxed_queries(query, understood)),
        ]
        counts = engine.counts(
            [
                msgspec.structs.replace(
                    within, match=AllOf((way, Ids((listing.id,)))), mentioned=None, partial=None
                )
                for within, way in ways
            ]
        )
        found_by = next((way for (_, way), found in zip(ways, counts, strict=True) if found), None)
        if found_by is None:
            return None
        return explanation_of(
            understood.question,
            found_by,
            listing,
            lambda node: engine.explain(node, listing.id),
            served.lexicon.names,
        )

    def engine(self) -> Engine:
        """The engine that answers now, to be asked past all reading."""
        return self._serving.current().engine

    def listings(self) -> Iterator[Listing]:
        """Every listing of the index that is served now."""
        return self._serving.current().engine.scan(Query(match=Everything()))

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, its own or an earlier one, or nothing."""
        return self._serving.current().engine.get(id)

    def status(self) -> ServiceStatus:
        """Which index answers, and what is known beside it."""
        served = self._serving.current()
        return ServiceStatus(
            **msgspec.structs.asdict(served.engine.status()),
            closest_names=served.lexicon.closest.state,
        )

    def source_versions(self) -> dict[SourceName, str]:
        """The versions of the sources of medical names that the index was built with."""
        return dict(self._serving.current().lexicon.names.versions)

    @_damage_is_told()
    def complete(self, typed: str) -> tuple[Suggestion, ...]:
        """Names of conditions, treatments, sponsors and places that may be about to be typed."""
        return self._serving.current().suggester.complete(typed)


def _nearness(listing: Listing, understood: Understood, day: date) -> Nearness | None:
    if understood.near is None:
        return None
    values = understood.request.values
    return nearness_of(listing, understood.near, values(PLACE.name), values(STATUS.name), day)


def _is_narrowed(request: SearchRequest) -> bool:
    """Whether somebody has chosen what the results are narrowed to."""
    return bool(request.chosen or request.near)
