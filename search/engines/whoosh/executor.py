"""Answers a `Query` from a Whoosh generation: match, narrow, count, order, load."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Self

import msgspec
import numpy as np

from index import analysis
from index.engines.whoosh import ArraySegment, Columns, contents, not_self_checked
from index.errors import IndexDamaged, IndexingError
from index.generation import REBUILD, Generations, Manifest, damage
from index.listing import DISTANCE, RELEVANCE, Listing, id_key, schema_fingerprint
from search.engine import (
    EngineStatus,
    Found,
    Node,
    Query,
    ScoredListing,
    Scoring,
    checked,
    owner_of,
)
from search.engines.whoosh.facets import Facets
from search.engines.whoosh.filters import Ages, Narrowed, Sites
from search.engines.whoosh.matching import LookedUp, Matching, Model
from search.engines.whoosh.postings import Docs, Index
from search.engines.whoosh.standings import standings
from search.engines.whoosh.top_hits import Ranks, Scores, first_by_rank, first_by_score
from search.errors import EngineUnavailable

DAYS = 4
"""Days for which is kept what is shown of statuses: today's, and those of who asks for another. One
takes some ten bytes a listing, and two a site."""


class WhooshEngine:
    """An `Engine` over one generation. Safe to share between threads.

    A file that turns out to be damaged makes it raise `EngineUnavailable`.
    """

    def __init__(self, directory: Path, manifest: Manifest, segments: Sequence[ArraySegment]):
        self._manifest = manifest
        self._index = Index(directory, segments)
        self._model = Model.of(self._index)
        parts = [(part.base, part.arrays.size, part.arrays.column) for part in self._index.parts]
        self._facets = Facets(parts, live=self._index.live)
        self._sites = Sites(parts)
        columns = [columns for _, _, columns in parts]
        # Not a method that is cached, which would keep the engine until a round of the collector.
        self._on = lru_cache(DAYS)(partial(_on_day, columns, self._facets, self._sites))
        self._ages = Ages(parts)
        self._ranks = Ranks(columns)
        self._decoder = msgspec.json.Decoder(Listing)
        self._looked_up: Callable[[], LookedUp] = LookedUp

    # --- a query, answered ----------------------------------------------------------------------

    def search(self, query: Query) -> Found:
        """The hits from `offset`, the exact total, and the wished facets."""
        with _damage_told(self._manifest):
            return self._search(query)

    def counts(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many listings match each query and pass its filters: nothing is ranked, and what the
        queries have in common is looked up once."""
        looked_up = self._looked_up()
        with _damage_told(self._manifest):
            return tuple(len(self._passing(query, looked_up)) for query in queries)

    def for_one_request(self) -> Self:
        """The same engine for all that one request asks, in one thread.

        What is found of a question is asked for again to say what follows it and what more would
        be found with a part of it left out: its engine time is 8.1 ms instead of 10.3 at the 95th
        percentile of consumers' questions.
        """
        asked, looked_up = copy(self), LookedUp()
        asked._looked_up = lambda: looked_up
        return asked

    def scan(self, query: Query) -> Iterator[Listing]:
        """Every listing that matches and passes the filters, each once, in the order in which they
        were indexed, read as they are asked for."""
        with _damage_told(self._manifest):
            for doc in self._passing(query, LookedUp()).tolist():
                yield self._load(doc)

    def _passing(self, query: Query, looked_up: LookedUp) -> Docs:
        """The documents that match and pass the filters, ascending."""
        matched = Matching(self._index, self._model, query.match, looked_up).docs()
        return self._narrowed(query, matched).docs if query.is_narrowed else matched

    def _narrowed(self, query: Query, matched: Docs) -> Narrowed:
        facets, sites = self._on(query.day)
        return Narrowed(facets, sites, self._ages, query, matched)

    def _search(self, query: Query) -> Found:
        matching = Matching(self._index, self._model, query.match, self._looked_up())
        narrowed = self._narrowed(query, matching.docs())
        first, scores = self._first(narrowed, matching, query)
        found = Found(
            hits=self._hits(narrowed.docs[first], scores),
            total=len(narrowed.docs),
            facets=tuple(map(narrowed.count, query.facets)),
        )
        seen = narrowed.docs
        if query.mentioned is not None:
            docs, hits = self._following(seen, matching.of(query.mentioned), query)
            found = msgspec.structs.replace(
                found, hits=(*found.hits, *hits), mentioned_total=len(docs)
            )
            seen = np.union1d(seen, docs)
        # A page that ends with the last match says what follows, though it has no room for it.
        room = query.offset + query.limit - len(seen)
        if query.partial is None or query.sort != RELEVANCE.name or room < 0 or not len(seen):
            return found
        docs, hits = self._following(seen, matching.of(query.partial), query)
        return msgspec.structs.replace(found, hits=(*found.hits, *hits), partial_total=len(docs))

    def _following(
        self, seen: Docs, others: Matching, query: Query
    ) -> tuple[Docs, tuple[ScoredListing, ...]]:
        """The documents of another tree that are none of some, and those of them on the page, best
        first, where all of these come before them."""
        more = np.setdiff1d(others.docs(), seen, assume_unique=True)
        docs = self._narrowed(query, more).docs
        room = query.offset + query.limit - len(seen)
        if room <= 0 or query.sort != RELEVANCE.name:
            return docs, ()
        scores = others.scores(docs)
        places = self._best(docs, scores, query, room)[max(0, query.offset - len(seen)) :]
        return docs, self._hits(docs[places], scores[places])

    def _first(self, narrowed: Narrowed, matching: Matching, query: Query) -> tuple[Docs, Scores]:
        """Places in what is left of the hits on the page, first hit first, and their scores; what
        is equal keeps the order of the index."""
        docs, limit = narrowed.docs, query.offset + query.limit
        by_distance = query.sort == DISTANCE.name
        if query.sort == RELEVANCE.name or (by_distance and query.near is None):
            scores = matching.scores(docs)
            places = self._best(docs, scores, query, limit)[query.offset :]
            return places, scores[places]

        def scores_at(places: Docs) -> Scores:
            ascending = np.sort(docs[places])
            return matching.scores(ascending)[ascending.searchsorted(docs[places])]

        if by_distance:
            places = first_by_score(-narrowed.kilometers(), limit)
        else:
            places = first_by_rank(self._ranks.of(query.sort)[docs], scores_at, limit)
        places = places[query.offset :]
        return places, scores_at(places)

    def _best(self, docs: Docs, scores: Scores, query: Query, limit: int) -> Docs:
        """Places of the first documents by relevance, of which some may come sooner: those that
        pass the first of `sooner`, then of the others those that pass the next, and so on."""
        facets, _ = self._on(query.day)
        left = np.arange(len(docs))
        ordered: list[Docs] = []
        for one in query.sooner:
            sooner = facets.passing(facets.select(docs[left]), one)
            ordered.append(_best_of(left[sooner], scores, limit))
            left = left[~sooner]
        return np.concatenate((*ordered, _best_of(left, scores, limit)))[:limit]

    def _hits(self, docs: Docs, scores: Scores) -> tuple[ScoredListing, ...]:
        loaded = map(self._load, docs.tolist())
        return tuple(map(ScoredListing, loaded, scores.tolist()))

    def _load(self, doc: int) -> Listing:
        return self._decoder.decode(self._index.listing(doc))

    # --- one listing ----------------------------------------------------------------------------

    def get(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id (`owner_of`), or nothing."""
        with _damage_told(self._manifest):
            doc = self._known_as(id)
            return None if doc is None else self._load(doc)

    def _known_as(self, id: str) -> int | None:  # noqa: A002
        docs: list[int] = self._index.known_as(id_key(id)).tolist()
        known = [self._load(doc) for doc in docs]
        owner = owner_of(id, known)
        return None if owner is None else docs[known.index(owner)]

    def explain(self, match: Node, id: str) -> Scoring | None:  # noqa: A002
        """What adds up to the score of a listing; None where it does not match or is not known."""
        with _damage_told(self._manifest):
            doc = self._known_as(id)
            matching = Matching(self._index, self._model, checked(match))
            if doc is None or doc not in matching.docs():
                return None
            score = float(matching.scores(np.array([doc]))[0])
            return Scoring(score, matching.shares(doc))

    # --- the generation -------------------------------------------------------------------------

    @classmethod
    def open(cls, home: Path, generation: str | None = None) -> Self:
        """The engine over a generation of `home`, by default the one that is published, checked
        for what it was built with.

        Raises `EngineUnavailable` with what to run.
        """
        generations = Generations(home)
        try:
            manifest = generations.manifest(generation or generations.current_name())
            generations.check_files(manifest)
            generations.check_sums(manifest, not_self_checked(manifest.files))
        except IndexingError as problem:
            raise EngineUnavailable(str(problem)) from problem
        built_with = (manifest.schema, manifest.analysis)
        if built_with != (schema_fingerprint(), analysis.version()):
            raise EngineUnavailable(
                f"Generation {manifest.generation} was built with another schema or analysis "
                f"than this software has. {REBUILD}"
            )
        directory = generations.directory(manifest.generation)
        with _damage_told(manifest):
            return cls(directory, manifest, contents(directory))

    def status(self) -> EngineStatus:
        """Which index answers."""
        manifest = self._manifest
        return EngineStatus(
            generation=manifest.generation,
            stamp=manifest.stamp,
            built=manifest.built,
            listings=manifest.listings,
            samples=manifest.samples,
        )


def _on_day(
    columns: Sequence[Columns], facets: Facets, sites: Sites, day: date | None
) -> tuple[Facets, Sites]:
    """The facets and the sites with their statuses as they are shown on a day."""
    if day is None:
        return facets, sites
    shown = standings(columns, day)
    return facets.showing(shown), sites.showing(shown)


def _best_of(places: Docs, scores: Scores, limit: int) -> Docs:
    """The first of some places, ascending, by their scores."""
    best: Docs = places[first_by_score(scores[places], limit)]
    return best


@contextmanager
def _damage_told(manifest: Manifest) -> Iterator[None]:
    """Tells what is raised where a file turns out to be damaged in the words of the port."""
    try:
        yield
    except IndexDamaged as damaged:
        raise EngineUnavailable(damage(manifest.generation, damaged)) from damaged
