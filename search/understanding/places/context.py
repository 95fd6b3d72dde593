"""What stands around a name in a question: other words, sentence marks, and what the vocabulary
knows. It tells a place from a word: *Boston asthma*, and not *Boston naming test*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from index.analysis import STOP_WORDS, folded, without_apostrophes
from index.reference import Concept, ConceptKind
from search.understanding.places.word_lists import WORDS
from search.understanding.words import Names

_TOKEN = re.compile(r"[^\W_]+(?:[.'’+-]+[^\W_]+)*")
_GAP = re.compile(r"\.?\s+")
_SPACE = re.compile(r"\s+")

_LONGEST = 5
"""Words of a name that is looked for around another one."""

_INSTRUMENT = 5
"""Words after a place within which a name of an instrument ends."""

_ILLNESS = (ConceptKind.CONDITION, ConceptKind.SIGN)


class Token(msgspec.Struct, frozen=True):
    """A word of a question: as it is typed, and folded."""

    said: str
    key: str
    start: int
    end: int


class Context:
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
            for one, other in zip(
                self.tokens[first:last], self.tokens[first + 1 : last + 1], strict=True
            )
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
            for one, other in zip(
                self.tokens[first:last], self.tokens[first + 1 : last + 1], strict=True
            )
        )
        return all(not gap.strip(" /-.") for gap in between)

    def _names_until(self, start: int) -> Iterator[Concept]:
        """What names that end right before a place may name."""
        last = self.first(start) - 1
        for first in range(last, max(-1, last - _LONGEST), -1):
            if not self.are_joined(first, last):
                return
            yield from self.named(self.tokens[first].start, self.tokens[last].end)

    def _names_from(self, end: int) -> Iterator[Concept]:
        """What names that begin right after a place may name."""
        first = self.first(end)
        for last in range(first, min(first + _LONGEST, len(self.tokens))):
            if not self.are_joined(first, last):
                return
            yield from self.named(self.tokens[first].start, self.tokens[last].end)

    # --- what stands beside ---------------------------------------------------------------------

    def follows_topic(self, start: int) -> bool:
        """Whether an illness stands right before a place, or people or studies of it."""
        token = self.before(start)
        if token is None:
            return False
        if token.key in WORDS.people_and_studies or any(c.isdigit() for c in token.key):
            return True
        return any(concept.kind in _ILLNESS for concept in self._names_until(start))

    def follows_anything_known(self, start: int) -> bool:
        """Whether a place begins the question or a part of it, or follows something known."""
        token = self.before(start)
        if token is None or token.key in WORDS.people_and_studies:
            return True
        return token.key in ("and", "or", "y", "o") or any(self._names_until(start))

    def leads_to_anything_known(self, end: int) -> bool:
        """Whether a place ends the question or a part of it, or goes before something known."""
        token = self.after(end)
        if token is None:
            return not self.text[end : end + 1].strip(" ,;.:?!)/\n\"")
        if token.key in WORDS.people_and_studies or token.key in WORDS.goes_on_after or token.key.isdigit():
            return True
        return any(self._names_from(end))

    def are_initials(self, start: int, letters: str) -> bool:
        """Whether letters are the first ones of the words before: *geographic atrophy GA*."""
        last = self.first(start)
        words = self.tokens[max(0, last - len(letters)) : last]
        return "".join(token.key[0] for token in words) == letters

    def ends(self, end: int) -> bool:
        """Whether nothing but people and studies follow a place: *asthma NY recruiting trials*."""
        rest = self.tokens[self.first(end) :]
        return all(
            token.key in WORDS.people_and_studies or token.key in STOP_WORDS or token.key.isdigit()
            for token in rest
        )

    def is_of_a_name(self, start: int, end: int) -> bool:
        """Whether the words beside make a place part of the name of a person, a house or an
        instrument."""
        before, after = self.before(start), self.after(end)
        if before is not None and before.key in WORDS.names_before:
            return True
        if after is None:
            return self.text[end : end + 1] in ("'", "’")
        if after.key in WORDS.names_go_on or after.key in WORDS.names_after:
            return True
        first = self.first(end)
        for last in range(first, min(first + _INSTRUMENT, len(self.tokens))):
            if not self.are_joined(first, last) or self.tokens[last].key in STOP_WORDS:
                return False
            if self.tokens[last].key in WORDS.instruments and last > first:
                return True
        return False
