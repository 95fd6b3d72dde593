"""All listings together: which hold what, and how common that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from index.listing import LENGTH_SCALE
from search.engine import idf, saturation
from search.engines.memory.analysed import Analysed

Numbers = frozenset[int]
"""Listings by their places in the order in which they were indexed."""


class Collection:
    """Listings in the order in which they were indexed. Those that are not `live` are never found,
    but count in what is common and long, as in an index that was not written anew since."""

    def __init__(self, rows: Sequence[Analysed], live: Iterable[int]) -> None:
        self.rows = rows
        self.live = Numbers(live)
        self.every = Numbers(range(len(rows)))
        self._postings: dict[str, set[int]] = defaultdict(set)
        self._known_as: dict[str, set[int]] = defaultdict(set)
        self._tagged: dict[str, set[int]] = defaultdict(set)
        self._mentioning: dict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(rows):
            for term in row.weights:
                self._postings[term].add(number)
            for key in row.keys:
                self._known_as[key].add(number)
            for concept in row.tags:
                self._tagged[concept].add(number)
            for concept in row.mentions:
                self._mentioning[concept].add(number)

    def postings(self, term: str, field: str = "") -> Numbers:
        """The listings that hold a term, in one field if it is named."""
        found = self._postings.get(term, set())
        return Numbers(number for number in found if self.rows[number].weight(term, field))

    def tagged(self, concept: str) -> Numbers:
        """The listings that name a concept or a narrower one."""
        return Numbers(self._tagged.get(concept, ()))

    def with_subjects(self, terms: Sequence[str]) -> Numbers:
        """The listings that have all of some terms among those that say what they are about."""
        asked = frozenset(terms)
        return Numbers(n for n, row in enumerate(self.rows) if asked and asked <= row.subjects)

    def mentioning(self, concept: str, bits: int) -> Numbers:
        """The listings that mention a concept or a narrower one in one of the kinds
        whose bits are given."""
        return Numbers(
            number
            for number in self._mentioning.get(concept, ())
            if bits & self.rows[number].mentions[concept].all
        )

    def known_as(self, key: str) -> Numbers:
        """The live listings that are known by the key of an id."""
        return self.live & self._known_as.get(key, set())

    def idf(self, postings: Numbers) -> float:
        """What a term is worth that these listings hold."""
        return idf(len(self.rows), len(postings))

    def saturation(self, number: int) -> float:
        """The weight at which a term has half of what it can add to a listing's score."""
        relative = self._lengths[number] / (self._average_length or 1.0)
        return LENGTH_SCALE * saturation(relative)

    @cached_property
    def _lengths(self) -> list[int]:
        return [row.length for row in self.rows]

    @cached_property
    def _average_length(self) -> float:
        return sum(self._lengths) / len(self.rows)

    @cached_property
    def subject_counts(self) -> Counter[str]:
        """How many listings have each term among those that say what they are about."""
        return self.subject_counts_of(self.every)

    def subject_counts_of(self, numbers: Numbers) -> Counter[str]:
        """How many of some listings have each."""
        return Counter(term for number in numbers for term in self.rows[number].subjects)
