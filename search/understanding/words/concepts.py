"""The concepts of the vocabulary that a question names: the longest names first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

import msgspec

from index.analysis import TermGroup
from index.reference import Concept, Naming, ShortForm, SourceName

_BREAK = re.compile(r"[.!?]\s|[;:()\n]")
"""What no name goes over; *St. John* would, and is known as *St John* as well."""

MAX_TRIED = 800
"""Runs of words that are looked up: all of a hundred words; a look-up takes 30 µs."""


class Names(Protocol):
    """What knows the names of concepts."""

    @property
    def longest(self) -> int:
        """How many words the longest name has."""

    def named(self, said: str) -> tuple[Concept, ...]:
        """The concepts that a text names as a whole, the likeliest first."""

    def naming(self, said: str) -> Naming:
        """What a text names as a whole, and how it is said."""

    def is_of_health(self, term: str) -> bool:
        """Whether a term is that of a word that is said of health."""

    def concept(self, number: int) -> Concept:
        """The concept of a number."""

    @property
    def versions(self) -> Mapping[SourceName, str]:
        """The versions of the sources that they come from."""

    def concept_of(self, key: str) -> Concept | None:
        """The concept of a key (`Concept.key`); None where there is no such concept."""


class NoNames:
    """The names of a generation that was built without a vocabulary."""

    longest = 0
    versions: Mapping[SourceName, str] = MappingProxyType({})

    def named(self, said: str) -> tuple[Concept, ...]:
        """None."""
        return ()

    def naming(self, said: str) -> Naming:
        """Nothing."""
        return Naming()

    def is_of_health(self, term: str) -> bool:
        """No word is known to be."""
        return False

    def concept(self, number: int) -> Concept:
        """Raises KeyError: there is none."""
        raise KeyError(number)

    def concept_of(self, key: str) -> Concept | None:
        """None: there is none."""
        return None


NO_NAMES = NoNames()


class Word(NamedTuple):
    """A word of a question, and what is said by it: something else than what is typed where that
    is misspelt."""

    group: TermGroup
    said: str


class ConceptPhrase(msgspec.Struct, frozen=True):
    """A run of words, by their places among all words of a question, and what it names."""

    first: int
    last: int
    """One behind the last word."""
    concepts: tuple[Concept, ...]
    short: ShortForm | None = None
    """The short form that the words are; the concepts are then its senses, the likeliest first."""


def concept_phrases(text: str, words: list[Word], names: Names) -> list[ConceptPhrase]:
    """The concepts that the words of a text name, in its order and apart from each other. Where
    two names share words the longer one is taken, of equally long ones one in the order of a name,
    and of these the first. Last come short forms, by what stands beside them."""
    found: list[ConceptPhrase] = []
    free = [True] * len(words)

    def take(
        first: int, last: int, concepts: tuple[Concept, ...], short: ShortForm | None = None
    ) -> None:
        if concepts and all(free[first:last]):
            found.append(ConceptPhrase(first, last, concepts, short))
            free[first:last] = [False] * (last - first)

    turned: list[tuple[int, int, Naming]] = []
    short: list[tuple[int, int, ShortForm]] = []
    length = 0
    for first, last in _runs(text, words, names.longest):
        if last - first != length:
            length = _take_all(turned, take, last - first)
        if all(free[first:last]):
            naming = names.naming(spoken(text, words[first:last]))
            if naming.turned:
                turned.append((first, last, naming))
            elif naming.short is not None:
                short.append((first, last, naming.short))
            else:
                take(first, last, naming.concepts)
    _take_all(turned, take, 0)
    for first, last, one in short:
        take(first, last, _supported(one, first, words, names, named=bool(found)), one)
    return sorted(found, key=lambda one: one.first)


def _take_all(
    turned: list[tuple[int, int, Naming]],
    take: Callable[[int, int, tuple[Concept, ...]], None],
    length: int,
) -> int:
    """Takes what was put off until all runs of a length were seen; returns the next length."""
    for first, last, naming in turned:
        take(first, last, naming.concepts)
    turned.clear()
    return length


def _supported(
    short: ShortForm, at: int, words: list[Word], names: Names, *, named: bool
) -> tuple[Concept, ...]:
    """What a short form means beside the other words."""
    others = [word.group for i, word in enumerate(words) if i != at]
    terms = frozenset(term for one in others for run in one.alternatives for term in run)
    of_health = named or any(map(names.is_of_health, terms))
    return short.meant(terms, of_health)


def _runs(text: str, words: list[Word], longest: int) -> Iterator[tuple[int, int]]:
    tried = 0
    for length in range(min(longest, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            last = first + length
            run = words[first:last]
            if all(word.group.stop for word in run) or _BREAK.search(
                text, run[0].group.end, run[-1].group.start
            ):
                continue
            tried += 1
            if tried > MAX_TRIED:
                return
            yield first, last


def spoken(text: str, run: list[Word]) -> str:
    """What a run of words says: as it is typed, unless one of them is misspelt."""
    typed = text[run[0].group.start : run[-1].group.end]
    as_typed = all(word.said == text[word.group.start : word.group.end] for word in run)
    return typed if as_typed else " ".join(word.said for word in run)
