"""Whoosh as it comes: its own codec, stemming analyzer, columns and facets.

Facets of one value are counted from sortable columns, those of several in overlapping groups.
These read vectors; without vectors every search first lists the values of all listings, which
took 0.67 s against 0.09 s for 170 matches in 8,000 listings, if a quarter less for 2,200.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, query, sorting
from whoosh import index as whoosh_index

from index.listing.schema import FACETS
from tests.benchmarks.engine import LISTING, TOP, VALUES, Answer, How, Prepared, Question

MOST = 20_000
"""Listings that it is built on at most: with a few hundred a second, more would take too long."""

MEMORY_MB = 512

SEVERAL = ("phase", "condition", "place", "age_group", "intervention_kind")
"""Facets for which a listing may have several values."""

_BETWEEN = "\x1f"
"""Between values, as names hold spaces and commas."""


def _schema() -> fields.Schema:
    schema = fields.Schema(
        text=fields.TEXT(analyzer=analysis.StemmingAnalyzer()), listing=fields.STORED()
    )
    separate = analysis.RegexTokenizer(f"[^{_BETWEEN}]+")
    for facet in FACETS:
        several = facet.name in SEVERAL
        schema.add(
            facet.name,
            fields.KEYWORD(analyzer=separate, sortable=not several, vector=several),
        )
    return schema


class WhooshBuilding:
    """An index in the making."""

    def __init__(self, directory: Path) -> None:
        index: Any = whoosh_index.create_in(str(directory), _schema())
        self._writer = index.writer(limitmb=MEMORY_MB)

    def add(self, batch: Sequence[Prepared]) -> None:
        """Takes the next listings."""
        for one in batch:
            values = {name: _BETWEEN.join(codes) for name, codes in one.values.items()}
            self._writer.add_document(text=one.text, listing=one.stored, **values)

    def finish(self) -> None:
        """Writes everything as one segment."""
        self._writer.commit(optimize=True)


class WhooshReader:
    """An index opened for asking."""

    def __init__(self, directory: Path) -> None:
        index = whoosh_index.open_dir(str(directory), readonly=True)
        self._searcher = index.searcher()
        self._analyzer: Any = index.schema["text"].analyzer

    def answer(self, question: Question) -> Answer:
        """The total and the top ten."""
        found = self._searcher.search(self._match(question), limit=TOP, filter=_filter(question))
        return Answer(len(found), _top(found))

    def answer_with_facets(self, question: Question) -> Answer:
        """The same, and every facet."""
        own = question.narrowing.facet if question.narrowing else ""
        others = [facet.name for facet in FACETS if facet.name != own]
        found = self._grouped(question, _filter(question), others)
        counts = {name: _commonest(found.groups(name)) for name in others}
        if own:
            counts[own] = _commonest(self._grouped(question, None, [own]).groups(own))
        return Answer(len(found), _top(found), counts)

    def _grouped(self, question: Question, narrowing: Any, facets: list[str]) -> Any:
        wishes: Any = sorting.Facets()
        for name in facets:
            wishes.add_facet(name, sorting.FieldFacet(name, allow_overlap=name in SEVERAL))
        return self._searcher.search(
            self._match(question),
            limit=TOP,
            filter=narrowing,
            groupedby=wishes,
            maptype=sorting.Count,
        )

    def _match(self, question: Question) -> Any:
        stems = [token.text for word in question.words for token in self._analyzer(word)]
        if question.how is How.PHRASE:
            phrase: Any = query.Phrase
            return phrase("text", stems)
        term: Any = query.Term
        terms = [term("text", stem) for stem in stems]
        combined: Any = query.Or if question.how is How.ANY else query.And
        return combined(terms)


def _filter(question: Question) -> query.Query | None:
    by = question.narrowing
    return query.Term(by.facet, by.value) if by else None


def _top(found: Any) -> tuple[Any, ...]:
    return tuple(LISTING.decode(hit["listing"]) for hit in found)


def _commonest(counts: dict[Any, int]) -> dict[str, int]:
    ranked = sorted(counts, key=counts.__getitem__, reverse=True)[:VALUES]
    return {one.decode() if isinstance(one, bytes) else one: counts[one] for one in ranked}
