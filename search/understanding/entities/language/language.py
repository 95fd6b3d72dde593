"""`data/language_words.yml`: whether a question is in English or in Spanish.

It is told once, of the whole question and before any word of it is read: *mi, no, sin, once, son,
me, pie* and *real* are words of both. What tells nothing is English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from index.analysis import TermGroup, folded, term_groups
from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem

WORDS_FILE = DATA / "language_words.yml"

SURE = 1.0
"""What a word of one language alone weighs, or one with an accent of Spanish."""

WEAK = 0.5
"""What a word weighs that English has in names, or one that only ends as words of a language do."""

FOREIGN = 0.25
"""What letters weigh that no Spanish word has together: *Parkinson* and *asthma* stand in Spanish
questions as well."""

LONG = 6
"""Letters of a word whose ending tells something."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ACCENT = re.compile("[áéíóúñ]", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_MARK = re.compile("[¿¡]")
_GOES_ON = re.compile(r"\s+[^\W\d_]")
_BETWEEN = re.compile(r"(?<=\w\s)(?<!type\s)(?<!group\s)(?:[oy]|sin)(?=\s\w)(?!\schromosome)")
"""*Y*, *o* and *sin* between two words, but for *type o blood*."""
_AND_OR = re.compile(r"(?<=\s)(?:[yo](?=\s)|e(?=\s+h?[ií])|u(?=\s+h?[oó]))", re.IGNORECASE)
"""*Y* and *o*, and how they are written before *i* and *o*."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    english: str
    spanish: str
    spanish_short_forms: str
    spanish_weak: str
    spanish_function_words: str
    both: str
    names: tuple[str, ...]
    accented_names: str
    spanish_endings: str
    english_endings: str
    spanish_beginnings: str
    english_letters: str


class Languages(msgspec.Struct, frozen=True):
    """The file, ready to be looked up; words have no accents."""

    english: frozenset[str]
    spanish: frozenset[str]
    spanish_short_forms: frozenset[str]
    spanish_weak: frozenset[str]
    spanish_function_words: frozenset[str]
    accented_names: frozenset[str]
    names: re.Pattern[str]
    spanish_endings: tuple[str, ...]
    english_endings: tuple[str, ...]
    spanish_beginnings: tuple[str, ...]
    english_letters: tuple[str, ...]


def read_languages(path: Path) -> Languages:
    """The words of a file. Raises `FileRefused`, saying what is wrong in it."""
    file = read_as(path, _File)
    seen: set[str] = set()
    lists = (file.english, file.spanish, file.spanish_short_forms, file.spanish_weak, file.both)
    for words in lists:
        for word in words.split():
            if word in seen or word != folded(word):
                raise FileRefused([Problem(path.name, f"has “{word}” twice, or with an accent")])
            seen.add(word)
    return Languages(
        english=frozenset(file.english.split()),
        spanish=frozenset(file.spanish.split()),
        spanish_short_forms=frozenset(file.spanish_short_forms.split()),
        spanish_weak=frozenset(file.spanish_weak.split()),
        spanish_function_words=frozenset(file.spanish_function_words.split()),
        accented_names=frozenset(file.accented_names.split()),
        names=_any_of(file.names),
        spanish_endings=tuple(file.spanish_endings.split()),
        english_endings=tuple(file.english_endings.split()),
        spanish_beginnings=tuple(file.spanish_beginnings.split()),
        english_letters=tuple(file.english_letters.split()),
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    ways = (r"[\s-]+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


LANGUAGES = read_languages(WORDS_FILE)


def is_spanish(text: str) -> bool:
    """Whether a question is in Spanish. `text` is as `question.text.open_text` makes
    it: what is quoted tells nothing."""
    marks = SURE * bool(_MARK.search(text)) + WEAK * bool(_BETWEEN.search(text))
    return marks + _of_words(text) > 0


def is_spanish_word(word: str) -> bool:
    """Whether a word is known to be one of Spanish. One that only looks so may be a slip."""
    said = folded(word)
    return any(
        said in words
        for words in (
            LANGUAGES.spanish,
            LANGUAGES.spanish_short_forms,
            LANGUAGES.spanish_weak,
            LANGUAGES.spanish_function_words,
        )
    )


def question_groups(text: str, spanish: bool = False) -> list[TermGroup]:
    """The term groups of a question in its language, as `index.analysis.term_groups` has those of
    one in English. *Y* and *o* are no letters there, as in *hepatitis o asma*."""
    if not spanish:
        return term_groups(text)
    return [
        group._replace(stop=_carries_nothing(text[group.start : group.end]))
        for group in term_groups(_AND_OR.sub("&", text))
    ]


def _carries_nothing(said: str) -> bool:
    word = folded(said)
    return word in LANGUAGES.spanish_function_words or word in LANGUAGES.spanish_weak


def _of_words(text: str) -> float:
    """What the words of a text weigh: more than nothing for Spanish, less for English."""
    plain = _folded_in_place(text)
    named = [match.span() for match in LANGUAGES.names.finditer(plain)]
    words = [
        match
        for match in _WORD.finditer(text)
        if not any(start <= match.start() < end for start, end in named)
    ]
    shouts = len(words) > 1 and text.isupper()
    weight = 0.0
    for match in words:
        said, word = match[0], folded(match[0])
        if said.isupper() and len(said) > 1 and not shouts:
            # Capitals make a name of what is written: *asthma in LA*.
            weight += SURE if word in LANGUAGES.spanish_short_forms else 0.0
        elif word in LANGUAGES.spanish_weak:
            weight += WEAK if _GOES_ON.match(text, match.end()) else 0.0
        else:
            weight += _of_word(said)
    return weight


def _folded_in_place(text: str) -> str:
    """A text whose letters are folded one by one, which leaves each at its place."""
    if text.isascii():
        return _SPACE.sub(" ", text.casefold())
    return "".join(folded(letter)[:1] or " " for letter in text)


def _of_word(said: str) -> float:
    word = folded(said)
    if word in LANGUAGES.english:
        return -SURE
    accented = _ACCENT.search(said) and word not in LANGUAGES.accented_names
    known = word in LANGUAGES.spanish or word in LANGUAGES.spanish_short_forms
    if known or accented:
        return SURE
    weight = 0.0
    if len(word) >= LONG:
        if word.endswith(LANGUAGES.spanish_endings) or word.startswith(
            LANGUAGES.spanish_beginnings
        ):
            weight += WEAK
        if word.endswith(LANGUAGES.english_endings):
            weight -= WEAK
    if any(letters in word for letters in LANGUAGES.english_letters):
        weight -= FOREIGN
    return weight
