"""The concepts of the vocabulary that a question names: every run of words that is a name, with its
weight, and the best cut of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log10
from types import MappingProxyType
from typing import NamedTuple, Protocol

import msgspec

from index.analysis import TermGroup, phrase_terms
from index.reference import Concept, Naming, ShortForm, SourceName
from search.understanding.lattice import Candidate, name_weight

BREAK = re.compile(r"[.!?]\s|[;:()\n]")
"""What no name goes over; *St. John* would, and is known as *St John* as well."""

TURNED = 0.99
"""What a name weighs whose words stand in another order than its own: of two that are as long the
one in its order is meant."""

HELD = 0.005
"""What ten times the listings add to what a name weighs, of itself: it decides where two cuts are
alike, *smoker | lung cancer* and *smoker lung | cancer*."""

SHORT = 0.98
"""What a short form weighs, beside a name of as many words."""

MAX_TRIED = 800
"""Runs of words that are looked up; a look-up takes 30 µs."""


class Names(Protocol):
    """What knows the names of concepts."""

    @property
    def longest(self) -> int:
        """How many words the longest name has."""

    def named(self, said: str) -> tuple[Concept, ...]:
        """The concepts that a text names as a whole, the likeliest first."""

    def naming(self, said: str) -> Naming:
        """What a text names as a whole, and how it is said."""

    def runs_that_may_name(self, words: Sequence[tuple[str, ...]]) -> frozenset[tuple[int, int]]:
        """The runs of words, each with its terms, that may be a name, by the first word and one
        behind the last: a quick test before `naming`."""

    def may_be_short(self, said: str) -> bool:
        """Whether a text may be a short form; a quick test before `naming`."""

    def runs_of(self, number: int) -> tuple[tuple[str, ...], ...]:
        """The runs of terms that name the concept of a number in a listing."""

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
        """What it names, by its own name and in its order."""
        return Naming(self.named(said))

    def runs_that_may_name(self, words: Sequence[tuple[str, ...]]) -> frozenset[tuple[int, int]]:
        """All may."""
        return frozenset(
            (first, last)
            for first in range(len(words))
            for last in range(first + 1, min(first + self.longest, len(words)) + 1)
        )

    def may_be_short(self, said: str) -> bool:
        """It may."""
        return True

    def runs_of(self, number: int) -> tuple[tuple[str, ...], ...]:
        """None."""
        return ()

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

    def lies_within(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether it stands in one of some parts of the text."""
        return any(start <= self.group.start and self.group.end <= end for start, end in spans)

    @property
    def is_bound_number(self) -> bool:
        """Whether it is a number that belongs to a word before it: the 4 of *stage 3 or 4*."""
        return self.said.isdigit() and self.group.alternatives != ((self.said,),)


class ConceptPhrase(msgspec.Struct, frozen=True):
    """A run of words, by their places among all words of a question, and what it names."""

    first: int
    last: int
    """One behind the last word."""
    concepts: tuple[Concept, ...]
    short: ShortForm | None = None
    """The short form that the words are; the concepts are then its senses, the likeliest first."""


def concept_candidates(
    text: str, words: list[Word], names: Names
) -> list[Candidate[ConceptPhrase]]:
    """Every run of words that names a concept, in numbers of words. Short forms name one by what
    stands beside them."""
    found: list[Candidate[ConceptPhrase]] = []
    short: list[tuple[int, int, ShortForm]] = []
    for first, last in _runs(text, words, names):
        naming = names.naming(spoken(text, words[first:last]))
        if naming.short is not None:
            short.append((first, last, naming.short))
        # *Pain in my knee* is not *in pain*: a function word at an end belongs to what follows.
        elif naming.concepts and not (naming.turned and _has_loose_end(words[first:last])):
            weight = _weight(words[first:last]) * _held(naming.concepts)
            weight *= TURNED if naming.turned else 1
            phrase = ConceptPhrase(first, last, naming.concepts)
            found.append(Candidate(first, last, weight, phrase))
    others = list(found)
    for first, last, one in short:
        named = any(other.end <= first or last <= other.start for other in others)
        concepts = _supported(one, first, words, names, named=named)
        if concepts:
            phrase = ConceptPhrase(first, last, concepts, one)
            found.append(Candidate(first, last, SHORT * _weight(words[first:last]), phrase))
    return found


def _has_loose_end(run: list[Word]) -> bool:
    """Whether a run begins or ends with a function word."""
    return run[0].group.stop or run[-1].group.stop


def _held(concepts: tuple[Concept, ...]) -> float:
    """What a name weighs more because the index holds what it names."""
    return 1 + HELD * log10(1 + concepts[0].listings)


def _weight(run: list[Word]) -> float:
    stops = sum(word.group.stop for word in run)
    return name_weight(len(run) - stops, stops)


def _supported(
    short: ShortForm, at: int, words: list[Word], names: Names, *, named: bool
) -> tuple[Concept, ...]:
    """What a short form means beside the other words."""
    others = [word.group for i, word in enumerate(words) if i != at]
    terms = frozenset(term for one in others for run in one.alternatives for term in run)
    of_health = named or any(map(names.is_of_health, terms))
    return short.meant(terms, of_health)


def _runs(text: str, words: list[Word], names: Names) -> Iterator[tuple[int, int]]:
    """The runs of words that may be names, the longest first."""
    terms = [terms_of(text, word) for word in words]
    may_name = names.runs_that_may_name(terms)
    # A form with the last word of what it stands for begins with one that is a form by itself.
    forms = [i for i, word in enumerate(words) if names.may_be_short(spoken(text, [word]))]
    short = (
        (first, last)
        for first in forms
        for last in (first + 1, first + 2)
        if last <= len(words)
        and (first, last) not in may_name
        and (last == first + 1 or names.may_be_short(spoken(text, words[first:last])))
    )
    breaks = [match.span() for match in BREAK.finditer(text)]
    tried = 0
    for first, last in sorted((*may_name, *short), key=lambda run: (run[0] - run[1], run[0])):
        run = words[first:last]
        begin, end = run[0].group.end, run[-1].group.start
        at = bisect_left(breaks, (begin, 0))
        if at < len(breaks) and breaks[at][1] <= end:
            continue
        if all(word.group.stop for word in run):
            continue
        tried += 1
        if tried > MAX_TRIED:
            return
        yield first, last


def may_name(terms: tuple[str, ...], names: Names) -> bool:
    """Whether terms may be those of a name, in any order: a quick test."""
    return (0, 1) in names.runs_that_may_name([terms])


def terms_of(text: str, word: Word) -> tuple[str, ...]:
    """The terms of a word as a name has them, compounds in parts."""
    if word.said == text[word.group.start : word.group.end]:
        return word.group.alternatives[-1]
    return phrase_terms(word.said) or word.group.alternatives[-1]


def spoken(text: str, run: list[Word]) -> str:
    """What a run of words says: as it is typed, unless one of them is misspelt."""
    typed = text[run[0].group.start : run[-1].group.end]
    as_typed = all(word.said == text[word.group.start : word.group.end] for word in run)
    return typed if as_typed else " ".join(word.said for word in run)
