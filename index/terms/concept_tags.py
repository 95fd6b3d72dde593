"""Which concepts of a vocabulary a listing names, and how much, for every engine.

A listing names a concept where a name of it stands in a subject field and no longer name of another
concept covers it: *lung cancer* does not name *cancer*, which is broader and is listed with what it
has below it. What a listing is tagged with depends on nothing but the listing and the vocabulary.

This is plain, one listing at a time, to be read and to be measured against;
`index.engines.whoosh.concepts.tags` does the same for many listings at once, in arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from index.generation import Named
from index.listing import FIELD, SUBJECTS, tenths
from index.terms.listing_terms import MAX_POSITION, MOST_WEIGHT, TermPosition

MOST_TERMS = 255
"""In one name: its length has eight bits. The longest name of a chemical has 46."""

CONDITION = "condition"
"""The field in which a name counts most (`search.engine.ranking.IN_CONDITIONS`)."""


class Tag(NamedTuple):
    """How a listing names a concept: its own names, and those of all narrower concepts, at any
    depth."""

    own: int
    """The sum, in tenths, of the weights of the fields of all places where a name of it begins."""
    own_in_conditions: bool
    """Whether one of these places is among the conditions."""
    narrower: int
    narrower_in_conditions: bool


class NamedPlaces(NamedTuple):
    """Where the names of concepts begin, by key: a concept's own, and those of narrower ones, at
    any depth. A name that a longer one of another concept covers is none."""

    own: dict[str, set[int]]
    narrower: dict[str, set[int]]

    @property
    def concepts(self) -> list[str]:
        """All that have one."""
        return sorted(self.own.keys() | self.narrower.keys())


class _Name(NamedTuple):
    """A name that stands in a listing: places `first` to `last`, exclusive."""

    first: int
    last: int
    concepts: frozenset[str]

    def is_covered_for(self, concept: str, names: Iterable[_Name]) -> bool:
        """Whether a longer name of another concept lies over it."""
        return any(
            name.first <= self.first
            and self.last <= name.last
            and name.last - name.first > self.last - self.first
            and name.concepts != {concept}
            for name in names
        )


class ConceptNames:
    """The names of a vocabulary, and what is broader than what; concepts are told by their keys."""

    def __init__(self, vocabulary: Named) -> None:
        keys = vocabulary.keys()
        self._names: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for concept, terms in vocabulary.names():
            if 0 < len(terms) <= MOST_TERMS:
                self._names[terms].add(keys[concept])
                self._by_first[terms[0]].add(terms)
        self._broader: dict[str, set[str]] = defaultdict(set)
        for broader, narrower in vocabulary.narrower():
            self._broader[keys[narrower]].add(keys[broader])

    def tags(self, occurrences: Iterable[TermPosition]) -> dict[str, Tag]:
        """By key, the concepts that a listing names, and those broader than one that it names."""
        terms: dict[int, set[str]] = defaultdict(set)
        fields: dict[int, str] = {}
        for term, field, position in occurrences:
            if field in SUBJECTS and position <= MAX_POSITION:
                terms[position].add(term)
                fields[position] = field
        places = self.places(terms)
        return {
            concept: Tag(
                *_summed(places.own.get(concept, set()), fields),
                *_summed(places.narrower.get(concept, set()), fields),
            )
            for concept in places.concepts
        }

    def places(self, terms: Mapping[int, set[str]]) -> NamedPlaces:
        """Where a text names which concepts, given its terms at each place."""
        own: dict[str, set[int]] = defaultdict(set)
        narrower: dict[str, set[int]] = defaultdict(set)
        names = list(self._found(terms))
        for name in names:
            for concept in name.concepts:
                if not name.is_covered_for(concept, names):
                    own[concept].add(name.first)
                    for broader in self._all_broader(concept):
                        narrower[broader].add(name.first)
        return NamedPlaces(own, narrower)

    def _found(self, terms: Mapping[int, set[str]]) -> Iterator[_Name]:
        """The names whose terms stand one after the other."""
        for first, here in terms.items():
            for term in here:
                for run in self._by_first.get(term, ()):
                    if all(one in terms.get(first + after, ()) for after, one in enumerate(run)):
                        yield _Name(first, first + len(run), frozenset(self._names[run]))

    def _all_broader(self, concept: str) -> set[str]:
        """All that are broader, at any depth; a circle does not make a concept broader than
        itself."""
        found: set[str] = set()
        wanted = [concept]
        while wanted:
            further = self._broader.get(wanted.pop(), set()) - found
            found |= further
            wanted += further
        return found - {concept}


def _summed(places: set[int], fields: Mapping[int, str]) -> tuple[int, bool]:
    """The weight of some places, and whether one of them is among the conditions."""
    standing_in = [fields[place] for place in places]
    weight = sum(tenths(FIELD[field].use.weight) for field in standing_in)
    return min(weight, MOST_WEIGHT), CONDITION in standing_in
