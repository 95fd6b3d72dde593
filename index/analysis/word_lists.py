"""Reads `data/words.yml`: what the analysis knows about words."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from index.data_files import read_as
from index.errors import FileRefused, Problem


class _Ending(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    from_: str = msgspec.field(name="from")
    to: str
    except_: tuple[str, ...] = msgspec.field(name="except", default=())


class _Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    from_: str = msgspec.field(name="from")
    to: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stop_words: str
    protected: str
    families: tuple[tuple[str, ...], ...]
    endings: tuple[_Ending, ...]
    spellings: tuple[_Spelling, ...]
    number_heads: str
    divided_heads: str
    letter_heads: str
    roman_heads: str
    greek: dict[str, str]


class Words(msgspec.Struct, frozen=True):
    """The word lists of the analysis, ready for use; all words are folded."""

    stop_words: frozenset[str]
    protected: frozenset[str]
    families: dict[str, str]
    """Word → the first word of its family."""
    endings: tuple[tuple[str, str, frozenset[str]], ...]
    any_ending: tuple[str, ...]
    spellings: tuple[tuple[re.Pattern[str], str], ...]
    any_spelling: re.Pattern[str]
    """Finds something in exactly the words in which one of the spellings finds something."""
    number_heads: frozenset[str]
    divided_heads: frozenset[str]
    letter_heads: frozenset[str]
    roman_heads: frozenset[str]
    greek: dict[str, str]
    greek_or_word: re.Pattern[str]
    """Finds the pieces of a folded word: each Greek letter, and what stands between them."""


def load_words(path: Path) -> Words:
    """The word lists of a file. Raises `FileRefused` where it is not of its form."""
    file = read_as(path, _File)
    families: dict[str, str] = {}
    for family in file.families:
        for word in family:
            if families.setdefault(word, family[0]) != family[0]:
                raise FileRefused([Problem(path.name, f"“{word}” is in two families")])
    return Words(
        stop_words=frozenset(file.stop_words.split()),
        protected=frozenset(file.protected.split()),
        families=families,
        endings=tuple((e.from_, e.to, frozenset(e.except_)) for e in file.endings),
        any_ending=tuple(e.from_ for e in file.endings),
        spellings=tuple((re.compile(s.from_), s.to) for s in file.spellings),
        any_spelling=re.compile("|".join(f"(?:{s.from_})" for s in file.spellings)),
        number_heads=frozenset(file.number_heads.split()),
        divided_heads=frozenset(file.divided_heads.split()),
        letter_heads=frozenset(file.letter_heads.split()),
        roman_heads=frozenset(file.roman_heads.split()),
        greek=file.greek,
        greek_or_word=re.compile(f"[{''.join(file.greek)}]|[^\\W_{''.join(file.greek)}]+"),
    )
