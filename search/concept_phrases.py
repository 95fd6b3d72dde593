"""The concepts of the vocabulary that a question names: the longest names first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from index.units import Unit
from index.vocabulary import Concept

MAX_TRIED = 800
"""Runs of words that are looked up: all of a hundred words; a look-up takes 30 µs."""


class Names(Protocol):
    """What knows the names of concepts."""

    @property
    def longest(self) -> int:
        """How many words the longest name has."""

    def named(self, said: str) -> tuple[Concept, ...]:
        """The concepts that a text names as a whole, the likeliest first."""

    def concept(self, number: int) -> Concept:
        """The concept of a number."""


class NoNames:
    """The names of a generation that was built without a vocabulary."""

    longest = 0

    def named(self, said: str) -> tuple[Concept, ...]:
        """None."""
        return ()

    def concept(self, number: int) -> Concept:
        """Raises KeyError: there is none."""
        raise KeyError(number)


NO_NAMES = NoNames()


class ConceptPhrase(msgspec.Struct, frozen=True):
    """A run of words, by their places among all words of a question, and what it names."""

    first: int
    last: int
    """One behind the last word."""
    concepts: tuple[Concept, ...]


def concept_phrases(text: str, words: list[Unit], names: Names) -> list[ConceptPhrase]:
    """The concepts that the words of a text name, in its order and apart from each other. Where
    two names share words the longer one is taken, and of equally long ones the first."""
    found: list[ConceptPhrase] = []
    free = [True] * len(words)
    for first, last in _runs(words, names.longest):
        if all(free[first:last]):
            named = names.named(text[words[first].start : words[last - 1].end])
            if named:
                found.append(ConceptPhrase(first, last, named))
                free[first:last] = [False] * (last - first)
    return sorted(found, key=lambda one: one.first)


def _runs(words: list[Unit], longest: int) -> Iterator[tuple[int, int]]:
    tried = 0
    for length in range(min(longest, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            last = first + length
            if all(word.stop for word in words[first:last]):
                continue
            tried += 1
            if tried > MAX_TRIED:
                return
            yield first, last
