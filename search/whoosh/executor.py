"""Answers a `Query` from a Whoosh generation: match, narrow, count, order, load."""

from __future__ import annotations

import pickle
from functools import reduce
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from whoosh import index as whoosh_index
from whoosh.index import IndexError as WhooshIndexError

from index import analysis, schema
from index.codes import Kind
from index.errors import IndexingError
from index.generations import REBUILD, Generations, Manifest
from index.listing import Listing
from index.schema import RELEVANCE
from index.whoosh.columns import read_ranks
from index.whoosh.schema import id_key, id_keys
from search.errors import EngineUnavailable
from search.query import (
    AllOf,
    AnyOf,
    Best,
    Everything,
    Ids,
    Node,
    Not,
    Phrase,
    Query,
    Term,
)
from search.results import EngineStatus, FacetAnswer, Found, ScoredListing
from search.whoosh.facets import Facets
from search.whoosh.postings import NOTHING, Docs, Matched, Postings

# What reading a file of the wrong content can raise, in Whoosh, its pickles, NumPy and msgspec.
UNREADABLE = (
    WhooshIndexError,
    pickle.UnpicklingError,
    msgspec.DecodeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    ValueError,
)


class WhooshEngine:
    """An `Engine` over one generation."""

    def __init__(self, directory: Path, manifest: Manifest) -> None:
        self._manifest = manifest
        self._postings = Postings(whoosh_index.open_dir(str(directory), readonly=True).reader())
        self._facets = Facets(directory)
        self._ranks = {name: read_ranks(directory, name) for name in schema.SORTED_FIELD}
        self._decoder = msgspec.json.Decoder(Listing)

    @classmethod
    def open(cls, home: Path) -> Self:
        """The engine over what is published in `home`, checked for what it was built with.

        Raises `EngineUnavailable` with what to run.
        """
        generations = Generations(home)
        try:
            manifest = generations.manifest(generations.current_name())
            generations.check_sums(manifest)
        except IndexingError as problem:
            raise EngineUnavailable(str(problem)) from problem
        built_with = (manifest.schema, manifest.analysis)
        if built_with != (schema.fingerprint(), analysis.version()):
            raise EngineUnavailable(
                f"Generation {manifest.generation} was built with another schema or analysis "
                f"than this software has. {REBUILD}"
            )
        try:
            return cls(generations.directory(manifest.generation), manifest)
        except UNREADABLE as damaged:
            raise EngineUnavailable(
                f"Generation {manifest.generation} cannot be opened ({damaged}). {REBUILD}"
            ) from damaged

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

    def get(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id: its own id before another's, and nothing where several
        listings share it. A project that holds an award comes before a trial that cites it."""
        key = id_key(id)
        known = [self._load(doc) for doc in self._postings.known_as(key)]
        own = [one for one in known if key in id_keys((one.id,))]
        projects = [one for one in known if one.kind is Kind.FUNDED_PROJECT]
        for owners in (own, known, projects):
            if len(owners) == 1:
                return owners[0]
        return None

    def search(self, query: Query) -> Found:
        """The hits from `offset`, the exact total, and the wished facets."""
        matched = self._match(query.match)
        passing = [self._facets.passing(matched.docs, one) for one in query.filters]
        inside = reduce(np.logical_and, passing, np.ones(len(matched.docs), dtype=np.bool_))
        docs, scores = matched.docs[inside], matched.scores[inside]
        order = self._order(docs, scores, query.sort)[query.offset : query.offset + query.limit]
        return Found(
            hits=tuple(
                ScoredListing(self._load(int(docs[i])), float(scores[i])) for i in order.tolist()
            ),
            total=len(docs),
            facets=self._count(query, matched.docs, passing),
        )

    def _count(
        self, query: Query, docs: Docs, passing: list[np.typing.NDArray[np.bool_]]
    ) -> tuple[FacetAnswer, ...]:
        """Every wished facet, counted under all filters but its own."""
        answers = []
        for wish in query.facets:
            others = [
                mask
                for mask, filter_ in zip(passing, query.filters, strict=True)
                if filter_.facet != wish.facet
            ]
            chosen = tuple(
                value for one in query.filters if one.facet == wish.facet for value in one.values
            )
            counted = docs[reduce(np.logical_and, others)] if others else docs
            answers.append(self._facets.count(counted, wish, chosen))
        return tuple(answers)

    def _order(
        self, docs: Docs, scores: np.typing.NDArray[np.float64], sort: str
    ) -> np.typing.NDArray[np.int64]:
        """Places in `docs`, first hit first; what is equal keeps the order of the index."""
        if sort == RELEVANCE.name:
            return np.lexsort((docs, -scores))
        return np.lexsort((docs, -scores, self._ranks[sort][docs]))

    def _load(self, doc: int) -> Listing:
        return self._decoder.decode(self._postings.stored(doc))

    # --- the tree ---------------------------------------------------------------------------

    def _match(self, node: Node) -> Matched:
        match node:
            case Term(text):
                return self._postings.term(text)
            case Phrase(terms):
                return self._postings.phrase(terms)
            case AllOf(children):
                return self._all_of(children)
            case AnyOf(children):
                return self._union(children, np.add)
            case Best(children):
                return self._union(children, np.maximum)
            case Not(child):
                return _without(self._everything(), self._match(child))
            case Everything():
                return self._everything()
            case Ids(ids):
                docs = {doc for one in ids for doc in self._postings.known_as(id_key(one))}
                numbers = np.array(sorted(docs), dtype=np.int64)
                return Matched(numbers, np.ones(len(numbers)))
        raise TypeError(f"{type(node).__name__} is no node of a query")

    def _everything(self) -> Matched:
        return Matched(np.arange(self._postings.size), np.zeros(self._postings.size))

    def _all_of(self, children: tuple[Node, ...]) -> Matched:
        found: Matched | None = None
        for child in children:
            if isinstance(child, Not):
                continue
            matched = self._match(child)
            found = matched if found is None else _both(found, matched)
        found = self._everything() if found is None else found
        for child in children:
            if isinstance(child, Not):
                found = _without(found, self._match(child.child))
        return found

    def _union(self, children: tuple[Node, ...], combine: np.ufunc) -> Matched:
        matched = [one for child in children if len((one := self._match(child)).docs)]
        if not matched:
            return NOTHING
        scores = np.zeros(self._postings.size)
        present = np.zeros(self._postings.size, dtype=np.bool_)
        for one in matched:
            scores[one.docs] = combine(scores[one.docs], one.scores)
            present[one.docs] = True
        docs = np.flatnonzero(present)
        return Matched(docs, scores[docs])


def _both(one: Matched, other: Matched) -> Matched:
    docs, here, there = np.intersect1d(
        one.docs, other.docs, assume_unique=True, return_indices=True
    )
    return Matched(docs, one.scores[here] + other.scores[there])


def _without(one: Matched, unwanted: Matched) -> Matched:
    kept = ~np.isin(one.docs, unwanted.docs, assume_unique=True)
    return Matched(one.docs[kept], one.scores[kept])
