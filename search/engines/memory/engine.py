"""Answers a `Query` from listings in memory: match, narrow, count, order."""

from __future__ import annotations

import hashlib
from collections.abc import Collection as Group
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Self

import msgspec

from index.analysis import folded
from index.generation import Vocabulary
from index.listing import DISTANCE, FACET, RELEVANCE, SORTED_FIELD, SORTS, Listing, id_key
from index.terms import ConceptNames
from search.engine import (
    EngineStatus,
    FacetAnswer,
    Found,
    Node,
    Query,
    ScoredListing,
    Scoring,
    Share,
    checked,
    owner_of,
)
from search.engines.memory.analysed import analysed
from search.engines.memory.collection import Collection, Numbers
from search.engines.memory.facets import Labels, facet_answer
from search.engines.memory.matching import Matching
from search.engines.memory.more_like_this import spelled_out
from search.engines.memory.narrowing import Narrowing
from search.engines.memory.scoring import Scorer

GENERATION = "in-memory"


class MemoryEngine:
    """An `Engine` over listings, in the order in which they are indexed.

    A listing takes the place of an earlier one of its id. That one, and those whose ids are
    `removed`, are found no more, but still count in how common a term is and how long listings are,
    as in an index that was not written anew since. A vocabulary tells which concepts they name.
    `built` is when it says that it was built: ISO 8601, UTC.
    """

    def __init__(
        self,
        listings: Sequence[Listing],
        vocabulary: Vocabulary | None = None,
        *,
        removed: Group[str] = (),
        built: str = "",
    ) -> None:
        names = ConceptNames(vocabulary) if vocabulary is not None else None
        rows = [analysed(listing, names) for listing in listings]
        last = {id_key(row.listing.id): number for number, row in enumerate(rows)}
        gone = {id_key(one) for one in removed}
        live = [number for key, number in last.items() if key not in gone]
        self._collection = Collection(rows, live)
        self._labels = Labels(rows[number] for number in sorted(live))
        self._built = built or datetime.now(UTC).isoformat(timespec="seconds")

    # --- a query, answered ----------------------------------------------------------------------

    def search(self, query: Query) -> Found:
        """The hits from `offset`, the exact total and the wished facets."""
        matches = _Matches(self._collection, query.match)
        narrowing = Narrowing(query)
        found = self._left(matches.matched, narrowing)
        end = query.offset + query.limit
        hits = self._in_order(found, matches, query)[query.offset : end]
        answer = Found(
            hits=tuple(self._hit(number, matches) for number in hits),
            total=len(found),
            facets=self._facets(matches.matched, narrowing, query),
        )
        seen = Numbers(found)
        if query.mentioned is not None:
            rest, more = self._following(seen, query.mentioned, narrowing, query)
            answer = msgspec.structs.replace(
                answer, hits=(*answer.hits, *more), mentioned_total=len(rest)
            )
            seen |= rest
        # A page that ends with the last match says what follows, though it has no room for it.
        ended = query.offset + query.limit >= len(seen)
        if query.partial is None or query.sort != RELEVANCE.name or not seen or not ended:
            return answer
        rest, more = self._following(seen, query.partial, narrowing, query)
        return msgspec.structs.replace(answer, hits=(*answer.hits, *more), partial_total=len(rest))

    def _following(
        self, seen: Numbers, node: Node, narrowing: Narrowing, query: Query
    ) -> tuple[Numbers, list[ScoredListing]]:
        """What of a tree is none of some, and what of that is on the page, best first, where all of
        these come before it."""
        others = _Matches(self._collection, node)
        rest = self._left(others.matched - seen, narrowing)
        if query.sort != RELEVANCE.name:
            return Numbers(rest), []
        first, end = (max(0, at - len(seen)) for at in (query.offset, query.offset + query.limit))
        best = self._best(rest, others, query)[first:end]
        return Numbers(rest), [self._hit(number, others) for number in best]

    def counts(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many listings match each query and pass its filters."""
        return tuple(len(self._found(query)) for query in queries)

    def for_one_request(self) -> Self:
        """This engine, which keeps nothing of a query."""
        return self

    def scan(self, query: Query) -> Iterator[Listing]:
        """Every listing that matches and passes the filters, in the order of the index."""
        return (self._collection.rows[number].listing for number in self._found(query))

    def _found(self, query: Query) -> list[int]:
        return self._left(_Matches(self._collection, query.match).matched, Narrowing(query))

    def _left(self, matched: Numbers, narrowing: Narrowing) -> list[int]:
        """What passes every filter, in the order of the index."""
        rows = self._collection.rows
        return [number for number in sorted(matched) if narrowing.passes(rows[number])]

    def _hit(self, number: int, matches: _Matches) -> ScoredListing:
        return ScoredListing(self._collection.rows[number].listing, matches.score(number))

    def _facets(
        self, matched: Numbers, narrowing: Narrowing, query: Query
    ) -> tuple[FacetAnswer, ...]:
        rows = [self._collection.rows[number] for number in matched]
        chosen = {one.facet: one.values for one in query.filters}
        return tuple(
            facet_answer(
                FACET[wish.facet],
                narrowing.counted(rows, wish.facet),
                wish.limit,
                chosen.get(wish.facet, ()),
                self._labels,
            )
            for wish in query.facets
        )

    # --- in which order -------------------------------------------------------------------------

    def _in_order(self, found: list[int], matches: _Matches, query: Query) -> list[int]:
        """Listings that stand in the order of the index, which those keep that are equal."""
        if query.sort in SORTED_FIELD:
            return self._by_field(found, matches, query.sort)
        if query.sort == DISTANCE.name and query.near is not None:
            narrowing, rows = Narrowing(query), self._collection.rows
            return sorted(found, key=lambda number: narrowing.kilometers(rows[number]))
        return self._best(found, matches, query)

    def _by_field(self, found: list[int], matches: _Matches, sort: str) -> list[int]:
        """By what a field states, of equal ones the best first; last those that state nothing."""
        stated = {number: self._key(number, sort) for number in found}
        best = sorted(found, key=matches.score, reverse=True)
        (descending,) = [one.descending for one in SORTS if one.name == sort]
        ordered = sorted(best, key=stated.__getitem__, reverse=descending)
        return sorted(ordered, key=lambda number: not stated[number])

    def _key(self, number: int, sort: str) -> str:
        listing = self._collection.rows[number].listing
        return folded(getattr(listing, SORTED_FIELD[sort]) or "")

    def _best(self, found: list[int], matches: _Matches, query: Query) -> list[int]:
        """By score, but what passes the first of `sooner` first, and so on."""
        best = sorted(found, key=matches.score, reverse=True)
        rows = self._collection.rows

        def group(number: int) -> int:
            """Which of the filters a listing passes first, counted from 0."""
            passed = (
                place
                for place, one in enumerate(query.sooner)
                if not {*one.values}.isdisjoint(rows[number].values_on(query.day, one.facet))
            )
            return next(passed, len(query.sooner))

        return sorted(best, key=group)

    # --- one listing ----------------------------------------------------------------------------

    def get(self, id: str) -> Listing | None:  # noqa: A002
        """The listing that an id means: see `search.engine.ids.owner_of`."""
        number = self._owner(id)
        return None if number is None else self._collection.rows[number].listing

    def _owner(self, id: str) -> int | None:  # noqa: A002
        known = sorted(self._collection.known_as(id_key(id)))
        listings = [self._collection.rows[number].listing for number in known]
        owner = owner_of(id, listings)
        return None if owner is None else known[listings.index(owner)]

    def explain(self, match: Node, id: str) -> Scoring | None:  # noqa: A002
        """What adds up to the score of a listing; None where it does not match or is not known."""
        matches = _Matches(self._collection, checked(match))
        number = self._owner(id)
        if number is None or number not in matches.matched:
            return None
        return Scoring(matches.score(number), matches.shares(number))

    # --- the generation -------------------------------------------------------------------------

    def status(self) -> EngineStatus:
        """Which index answers."""
        listings = [self._collection.rows[number].listing for number in self._collection.live]
        raw = sorted(map(msgspec.json.encode, listings))
        return EngineStatus(
            generation=GENERATION,
            stamp=hashlib.sha256(b"\n".join(raw)).hexdigest()[:16],
            built=self._built,
            listings=len(listings),
            samples=sum(one.sample for one in listings),
        )


class _Matches:
    """A query tree, put to the listings."""

    def __init__(self, collection: Collection, tree: Node) -> None:
        self._tree = spelled_out(tree, collection)
        matching = Matching(collection)
        self._scorer = Scorer(collection, matching)
        self.matched = matching.of(self._tree) & collection.live

    def score(self, number: int) -> float:
        """What a listing that matches scores."""
        return self._scorer.score(self._tree, number)

    def shares(self, number: int) -> tuple[Share, ...]:
        """What adds up to it."""
        return tuple(self._scorer.shares(self._tree, number))
