"""Whether what stands around a name in a question makes it a place: *Boston asthma*, and not
*Boston naming test*."""

from __future__ import annotations

from index.analysis import STOP_WORDS
from index.reference import ConceptKind
from search.understanding.entities.places.word_lists import WORDS
from search.understanding.entities.words import Beside

_INSTRUMENT = 5
"""Words after a place within which a name of an instrument ends."""

_TOPICS = (ConceptKind.CONDITION, ConceptKind.SIGN, ConceptKind.TREATMENT)


class Context(Beside):
    """The words of a question, and what they say of a name among them."""

    def follows_topic(self, start: int) -> bool:
        """Whether an illness stands right before a place, or people or studies of it."""
        token = self.before(start)
        if token is None:
            return False
        if token.key in WORDS.people_and_studies or any(c.isdigit() for c in token.key):
            return True
        return self.illness_until(start)

    def ends_with_topic(self, start: int) -> bool:
        """Whether an illness or what is done about one stands somewhere before a place, and no
        medicine right before it: *stroke rehab NC*, not *insulin SC*."""
        token = self.before(start)
        if token is None or any(one.kind is ConceptKind.DRUG for one in self.names_until(start)):
            return False
        until = (one.end for one in self.tokens[: self.first(start)])
        return any(one.kind in _TOPICS for end in until for one in self.names_until(end))

    def follows_anything_known(self, start: int) -> bool:
        """Whether a place begins the question or a part of it, or follows something known."""
        token = self.before(start)
        if token is None or token.key in WORDS.people_and_studies:
            return True
        return token.key in ("and", "or", "y", "o") or any(self.names_until(start))

    def leads_to_anything_known(self, end: int) -> bool:
        """Whether a place ends the question or a part of it, or goes before something known."""
        token = self.after(end)
        if token is None:
            return not self.text[end : end + 1].strip(' ,;.:?!)/\n"')
        if (
            token.key in WORDS.people_and_studies
            or token.key in WORDS.goes_on_after
            or token.key.isdigit()
        ):
            return True
        return any(self.names_from(end))

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
        n, after = self.first(start), self.after(end)
        joined = n > 0 and self.are_joined(n - 1, n)
        if joined and self.tokens[n - 1].key in WORDS.names_before:
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
