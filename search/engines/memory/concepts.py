"""Which concepts of a vocabulary a listing names.

A listing names a concept where a name of it stands in a subject field and no longer name of another
concept covers it: *lung cancer* does not name *cancer*, which is broader and is listed with what it
has below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.documents import MAX_POSITION, SUBJECTS, tenths
from index.schema import FIELD
from search.engines.memory.analysed import Standing


class Vocabulary(Protocol):
    """Concepts, numbered from 0, and what they are called."""

    def keys(self) -> Sequence[str]:
        """The key of each concept."""

    def names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every name that tags listings: its concept, and the terms of it in a row."""

    def narrower(self) -> Iterator[tuple[int, int]]:
        """Pairs of a concept and a narrower one."""


class Tag(NamedTuple):
    """How a listing names a concept: the weights, in tenths, of the fields of all places where a
    name of it begins, or one of what is narrower, and whether such a place is a condition."""

    own: int
    own_is_condition: bool
    narrower: int
    narrower_is_condition: bool


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

    def __init__(self, vocabulary: Vocabulary) -> None:
        keys = vocabulary.keys()
        self._names: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for concept, terms in vocabulary.names():
            if terms:
                self._names[terms].add(keys[concept])
                self._by_first[terms[0]].add(terms)
        self._broader: dict[str, set[str]] = defaultdict(set)
        for broader, narrower in vocabulary.narrower():
            self._broader[keys[narrower]].add(keys[broader])

    def tags(self, standing: Iterable[Standing]) -> dict[str, Tag]:
        """The concepts that a listing names, or that are broader than one it names."""
        terms: dict[int, set[str]] = defaultdict(set)
        fields: dict[int, str] = {}
        for term, field, position in standing:
            if field in SUBJECTS and position <= MAX_POSITION:
                terms[position].add(term)
                fields[position] = field
        own: dict[str, set[int]] = defaultdict(set)
        narrower: dict[str, set[int]] = defaultdict(set)
        names = list(self._found(terms))
        for name in names:
            for concept in name.concepts:
                if not name.is_covered_for(concept, names):
                    own[concept].add(name.first)
                    for broader in self._all_broader(concept):
                        narrower[broader].add(name.first)
        return {
            concept: _tag(own[concept], narrower[concept], fields)
            for concept in own.keys() | narrower.keys()
        }

    def _found(self, terms: Mapping[int, set[str]]) -> Iterator[_Name]:
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


def _tag(own: set[int], narrower: set[int], fields: Mapping[int, str]) -> Tag:
    return Tag(*_summed(own, fields), *_summed(narrower, fields))


def _summed(places: set[int], fields: Mapping[int, str]) -> tuple[int, bool]:
    standing_in = [fields[place] for place in places]
    return sum(tenths(FIELD[field].use.weight) for field in standing_in), "condition" in standing_in
