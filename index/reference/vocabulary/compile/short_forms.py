"""Short forms with all that they stand for, as rows of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from index.errors import FileRefused, Problem
from index.reference.vocabulary.compile.files import WrittenShortForm
from index.reference.vocabulary.concepts import (
    Concept,
    Name,
    NameKind,
    SmallLetters,
    SourceName,
)
from index.reference.vocabulary.names import as_typed, name_key, terms_of

Row = tuple[str, int, int, str, str, str, str]
"""The form in capitals, the place of a sense among its senses, the concept, the form as written,
where it is read in small letters, terms beside which the sense is meant, and the reason."""


class ShortNames(NamedTuple):
    """Which short names tell what they mean in a listing, whose terms know no capitals."""

    clear: frozenset[str]
    """The terms of short forms that are no word and no unit in small letters either."""

    @classmethod
    def of(cls, written: Sequence[WrittenShortForm]) -> ShortNames:
        """By the short forms that we wrote."""
        clear = [one.short for one in written if one.small is SmallLetters.ANYWHERE]
        return cls(frozenset(_terms(clear)))

    def tell(self, name: Name) -> bool:
        """Whether a name of one term is told from other words and names that have its term. Two
        letters are not: *ET* is *and* in French, and *AP* stands in *3-AP*. Nor is a stem that is
        another's short form: *sty* and *STI*. Of 28 listings that named essential tremor, 22 had
        *ET* alone, and of those that named a stye all meant an STI."""
        terms = terms_of(name.text)
        if len(terms) != 1:
            return True
        (term,) = terms
        if term in self.clear:
            return name.text.isupper() or as_typed(name.text).startswith(term)
        return len(term) > 2


def short_forms(
    written: Sequence[WrittenShortForm],
    called: Mapping[str, Mapping[int, Sequence[Name]]],
    concepts: Sequence[Concept],
) -> list[Row]:
    """A row for each sense. `called` has the names under each key by the number of their concept.

    Raises `FileRefused` where a sense names no concept, or two name one.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for one in written:
        where = f"vocabulary, short form “{one.short}”"
        numbers: list[int] = []
        for place, sense in enumerate(one.each()):
            number = _likeliest(sense.means, called, concepts)
            if number is None:
                problems.append(Problem(where, f"“{sense.means}” names no concept"))
            elif number in numbers:
                problems.append(Problem(where, f"“{sense.means}” is another name of one above"))
            else:
                numbers.append(number)
                beside = " ".join(dict.fromkeys(_terms(sense.beside)))
                form = one.short.upper()
                rows.append((form, place, number, one.short, one.small, beside, one.why))
    if problems:
        raise FileRefused(problems)
    return rows


def _terms(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from terms_of(word)


def _likeliest(
    text: str, called: Mapping[str, Mapping[int, Sequence[Name]]], concepts: Sequence[Concept]
) -> int | None:
    """The concept that prefers a name, else that to which we give it, else that of most names."""

    def likely(number: int) -> tuple[bool, bool, int]:
        names = held[number]
        return (
            any(name.how is NameKind.MAIN for name in names),
            any(name.source is SourceName.OURS for name in names),
            len(concepts[number].names),
        )

    held = called.get(name_key(text), {})
    return max(held, key=likely, default=None)
