"""What stands beside a part of a question: the words around it, and what the vocabulary knows of
them. *Boston asthma* is not *Boston naming test*, nor *over 65 depression* *over 65 patients*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from index.analysis import folded, without_apostrophes
from index.reference import Concept, ConceptKind
from search.understanding.entities.words.concepts import Names

_TOKEN = re.compile(r"[^\W_]+(?:[.'’+-]+[^\W_]+)*")
_GAP = re.compile(r"\.?\s+")
_SPACE = re.compile(r"\s+")

_LONGEST = 5
"""Words of a name that is looked for around something else."""

_ILLNESS = (ConceptKind.CONDITION, ConceptKind.SIGN)


class Token(msgspec.Struct, frozen=True):
    """A word of a question: as it is typed, and folded."""

    said: str
    key: str
    start: int
    end: int


class Beside:
    """The words of a question, and what the vocabulary knows of them."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.tokens = [
            Token(match[0], without_apostrophes(folded(match[0])), match.start(), match.end())
            for match in _TOKEN.finditer(text)
        ]
        self._names = names
        letters = [token.said for token in self.tokens if token.said.isalpha()]
        self.shouts = len(letters) > 1 and all(said.isupper() for said in letters)
        """Whether capitals say nothing, since all is written in them."""

    def first(self, start: int) -> int:
        """The number of the first token at a place or behind it."""
        return bisect_left(self.tokens, start, key=lambda token: token.start)

    def before(self, start: int) -> Token | None:
        """The word right before a place, with nothing but a space between."""
        n = self.first(start) - 1
        if n < 0 or not _SPACE.fullmatch(self.text, self.tokens[n].end, start):
            return None
        return self.tokens[n]

    def after(self, end: int) -> Token | None:
        """The word right after a place, with nothing but a space between."""
        n = self.first(end)
        if n == len(self.tokens) or not _SPACE.fullmatch(self.text, end, self.tokens[n].start):
            return None
        return self.tokens[n]

    def are_joined(self, first: int, last: int) -> bool:
        """Whether tokens from the first to the last have nothing but spaces between them."""
        return all(
            _GAP.fullmatch(self.text, one.end, other.start)
            for one, other in pairwise(self.tokens[first : last + 1])
        )

    # --- what the vocabulary knows --------------------------------------------------------------

    def named(self, start: int, end: int) -> tuple[Concept, ...]:
        """The concepts that a part of the question names."""
        return self._names.named(self.text[start:end])

    def lies_in_name(self, start: int, end: int) -> bool:
        """Whether a known name holds a part of the question: *West Nile virus*, *CA 125*."""
        first, after = self.first(start), self.first(end)
        for begin in range(max(0, after - _LONGEST), first + 1):
            for last in range(after - 1, min(begin + _LONGEST, len(self.tokens))):
                if last < first or not self._are_near(begin, last):
                    continue
                if self.named(self.tokens[begin].start, self.tokens[last].end):
                    return True
        return False

    def _are_near(self, first: int, last: int) -> bool:
        between = (
            self.text[one.end : other.start]
            for one, other in pairwise(self.tokens[first : last + 1])
        )
        return all(not gap.strip(" /-.") for gap in between)

    def names_until(self, start: int) -> Iterator[Concept]:
        """What names that end right before a place may name."""
        last = self.first(start) - 1
        for first in range(last, max(-1, last - _LONGEST), -1):
            if not self.are_joined(first, last):
                return
            yield from self.named(self.tokens[first].start, self.tokens[last].end)

    def names_from(self, end: int) -> Iterator[Concept]:
        """What names that begin right after a place may name."""
        first = self.first(end)
        for last in range(first, min(first + _LONGEST, len(self.tokens))):
            if not self.are_joined(first, last):
                return
            yield from self.named(self.tokens[first].start, self.tokens[last].end)

    def illness_until(self, start: int) -> bool:
        """Whether the name of an illness ends right before a place."""
        return any(concept.kind in _ILLNESS for concept in self.names_until(start))

    def illness_from(self, end: int) -> bool:
        """Whether the name of an illness begins right after a place."""
        return any(concept.kind in _ILLNESS for concept in self.names_from(end))
