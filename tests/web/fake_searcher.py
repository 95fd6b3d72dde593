"""A searcher over a handful of listings in memory: exact, slow, and without an index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from index.codes import NOT_STATED
from index.listing import Listing
from index.schema import FACET, FACETS, facet_values, value_depth, value_label
from search.request import SearchRequest
from search.results import (
    Clause,
    ClauseKind,
    EngineStatus,
    FacetAnswer,
    FacetCount,
    Hit,
    Reading,
    Results,
    Snippet,
)

STAMP = "3f9c2a71d04be588"


class FakeSearcher:
    """Matches listings that hold every word, ignoring case; with none, those with some."""

    def __init__(self, listings: Sequence[Listing], facet_limit: int = 6) -> None:
        self.listings = tuple(listings)
        self.facet_limit = facet_limit
        self.notices: tuple[str, ...] = ()
        self.unheld_id_is_read_as_an_id = False
        self.asked: list[SearchRequest] = []

    def search(self, request: SearchRequest) -> Results:
        self.asked.append(request)
        matched, relaxed, clauses = self._matched(request.text)
        found = [listing for listing in matched if self._narrowed(listing, request, "")]
        if request.sort == "title":
            found.sort(key=lambda listing: listing.title)
        start = (request.page - 1) * request.size
        return Results(
            hits=tuple(
                self._hit(listing, request.text) for listing in found[start : start + request.size]
            ),
            total=len(found),
            facets=tuple(
                self._facet(request, matched, facet.name, self.facet_limit) for facet in FACETS
            ),
            reading=Reading(clauses=clauses, notices=self.notices),
            relaxed=relaxed,
            stamp=STAMP,
        )

    def facet(self, request: SearchRequest, name: str) -> FacetAnswer:
        matched, _, _ = self._matched(request.text)
        return self._facet(request, matched, name, len(self.listings) * 2_000)

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        wanted = id.casefold()
        for listing in self.listings:
            if wanted in {known.casefold() for known in (listing.id, *listing.other_id)}:
                return listing
        return None

    def status(self) -> EngineStatus:
        return EngineStatus(
            generation="20240311-1",
            stamp=STAMP,
            built="2024-03-11T09:30:00Z",
            listings=len(self.listings),
            samples=sum(listing.sample for listing in self.listings),
        )

    def _matched(self, text: str) -> tuple[list[Listing], bool, tuple[Clause, ...]]:
        if not text:
            return list(self.listings), False, ()
        record = self.listing(text)
        kind = ClauseKind.ID if record else ClauseKind.WORDS
        clauses = (Clause(kind, text, 0, len(text)),)
        if record:
            return [record], False, clauses
        if self.unheld_id_is_read_as_an_id:
            mentioning = [one for one in self.listings if text in _searched(one)]
            return mentioning, bool(mentioning), (Clause(ClauseKind.ID, text, 0, len(text)),)
        words = re.findall(r"\w+", text.casefold())
        texts = {one.id: _searched(one).casefold() for one in self.listings}
        every = [one for one in self.listings if all(word in texts[one.id] for word in words)]
        if every or len(words) < 2:
            return every, False, clauses
        some = [one for one in self.listings if any(word in texts[one.id] for word in words)]
        return some, bool(some), clauses

    def _narrowed(self, listing: Listing, request: SearchRequest, but: str) -> bool:
        return all(
            name == but or set(values) & set(facet_values(FACET[name], listing))
            for name, values in request.chosen
        )

    def _facet(
        self, request: SearchRequest, matched: Sequence[Listing], name: str, limit: int
    ) -> FacetAnswer:
        facet = FACET[name]
        counts: Counter[str] = Counter()
        written: dict[str, str] = {}
        for listing in matched:
            if self._narrowed(listing, request, name):
                values = facet_values(facet, listing)
                counts.update(values.keys())
                written |= values
        chosen = request.values(name)
        for value in chosen:
            counts.setdefault(value, 0)
        commonest = sorted(counts, key=lambda value: (value == NOT_STATED, -counts[value], value))
        if facet.separator:
            commonest = _below_their_parents(commonest)
        shown = [value for rank, value in enumerate(commonest) if rank < limit or value in chosen]
        return FacetAnswer(
            name=name,
            label=facet.label,
            counts=tuple(
                FacetCount(
                    value,
                    value_label(facet, value, written.get(value, "")),
                    counts[value],
                    value in chosen,
                    value_depth(facet, value),
                )
                for value in shown
            ),
            more=len(commonest) - len(shown),
        )

    def _hit(self, listing: Listing, text: str) -> Hit:
        words = re.findall(r"\w+", text) or ["\0"]
        pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
        passage = (listing.description or listing.summary)[:240]
        return Hit(
            listing=listing,
            score=1.0,
            snippet=Snippet(passage, _marks(pattern, passage)),
            title_marks=_marks(pattern, listing.title),
        )


def _marks(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text))


def _searched(listing: Listing) -> str:
    return msgspec.json.encode(listing).decode()


def _below_their_parents(values: Sequence[str]) -> list[str]:
    rank = {value: place for place, value in enumerate(values)}

    def key(value: str) -> list[int]:
        levels = value.split("/")
        above = ["/".join(levels[: end + 1]) for end in range(len(levels))]
        return [rank[one] for one in above if one in rank]

    return sorted(values, key=key)
