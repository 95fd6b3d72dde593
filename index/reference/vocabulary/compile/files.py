"""The vocabulary that people write: `data/vocabulary/*.yml`, read strictly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from index.data_files import DATA, read_yaml
from index.errors import FileRefused, Problem
from index.reference.vocabulary.concepts import ConceptKind, SmallLetters
from index.reference.vocabulary.names import is_short, name_key

_Entry = TypeVar("_Entry")

VOCABULARY = DATA / "vocabulary"

MOST_MEANINGS = 2
"""Concepts that one word of ours may stand for."""


class FileKind(StrEnum):
    """What a file is of: its key `kind`."""

    IDIOM = "idiom"
    BIOMARKER = "biomarker"
    DRUG_CLASS = "drug class"
    ABBREVIATION = "abbreviation"
    BRITISH = "british"
    MISSPELLING = "misspelling"
    SPANISH = "spanish"
    DENY = "deny"
    SHORT_FORM = "short form"
    FIELD_WORD = "field word"
    LABEL = "label"
    NO_KIND = "no kind"

    @property
    def concept(self) -> ConceptKind:
        """What its entries are where no source says so."""
        return _CONCEPTS.get(self, ConceptKind.CONDITION)

    @property
    def says_what_it_is(self) -> bool:
        """Whether all entries of such a file are of one kind of concept that is no condition."""
        return self in _CONCEPTS


_CONCEPTS = {
    FileKind.BIOMARKER: ConceptKind.BIOMARKER,
    FileKind.DRUG_CLASS: ConceptKind.TREATMENT,
}


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry: a concept by one of its names, and what people say for it."""

    means: str
    said: tuple[str, ...]
    why: str
    also: tuple[str, ...] = ()
    """Medical names that mean the same."""
    narrower: tuple[str, ...] = ()
    """Names of kinds of it."""
    apart: bool = False
    """Whether it is a concept of its own though a source has its name for another: a benign brain
    tumor is no brain cancer."""
    shown: str = ""
    """What a reader sees, where what its source prefers is hard to read; "" for that."""


class Aside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that is not to be read as a source has it."""

    name: str
    why: str
    in_listings: bool = False
    """Whether a name of its stem is still one in a listing: *minds* asks for no mindfulness, but
    a listing that says *mindfulness* is about it."""


class WrittenSense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the things that a short form stands for."""

    means: str
    """A name of the concept."""
    beside: tuple[str, ...] = ()
    """Words beside which it is meant before the others."""


class WrittenShortForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A short form with all that it stands for, what people mean first first."""

    short: str
    senses: tuple[str | WrittenSense, ...]
    why: str
    small: SmallLetters = SmallLetters.NEVER

    def each(self) -> Iterator[WrittenSense]:
        """Its senses, in their order."""
        for sense in self.senses:
            yield WrittenSense(sense) if isinstance(sense, str) else sense


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are said of health: what stands beside them is no everyday word."""

    words: tuple[str, ...]
    why: str


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that no reader is shown in the name of a concept, and what is shown instead."""

    name: str
    instead: str
    why: str


class NoKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A concept that a source has below another one, and that nobody means who asks for that."""

    name: str
    of: str
    why: str


class Written(msgspec.Struct, frozen=True):
    """An entry and where it stands."""

    file: str
    kind: FileKind
    meaning: Meaning

    def problem(self, field: str, message: str) -> Problem:
        return Problem(f"{self.file}, entry “{self.meaning.means}”, {field}", message)


class WrittenVocabulary(msgspec.Struct, frozen=True):
    """All files."""

    entries: tuple[Written, ...] = ()
    denied: tuple[Aside, ...] = ()
    short_forms: tuple[WrittenShortForm, ...] = ()
    field_words: tuple[FieldWords, ...] = ()
    labels: tuple[Label, ...] = ()
    no_kinds: tuple[NoKind, ...] = ()


def read_vocabulary(folder: Path = VOCABULARY) -> WrittenVocabulary:
    """The files of a folder, in order of their names. Raises `FileRefused` with every problem."""
    entries: list[Written] = []
    others: dict[FileKind, list[Any]] = {kind: [] for kind in _OTHERS}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        file = f"{path.parent.name}/{path.name}"
        for kind, number, raw in _raw_entries(path, file, problems):
            where = f"{file}, entry {number}"
            if kind in _OTHERS:
                other = _converted(raw, _OTHERS[kind], where, problems)
                if other is not None:
                    others[kind].append(other)
                    problems += _problems_of_texts(where, _texts_of(other), other.why)
                continue
            meaning = _converted(raw, Meaning, where, problems)
            if meaning is not None:
                entries.append(Written(file, kind, meaning))
                problems += _problems_of(entries[-1])
    said = [one.short.upper() for one in others[FileKind.SHORT_FORM]]
    twice = sorted({one for one in said if said.count(one) > 1})
    problems += [Problem(f"{folder.name}, short form “{one}”", "stands twice") for one in twice]
    if problems:
        raise FileRefused(problems)
    return WrittenVocabulary(
        tuple(entries),
        tuple(others[FileKind.DENY]),
        tuple(others[FileKind.SHORT_FORM]),
        tuple(others[FileKind.FIELD_WORD]),
        tuple(others[FileKind.LABEL]),
        tuple(others[FileKind.NO_KIND]),
    )


_Other = Aside | WrittenShortForm | FieldWords | Label | NoKind

_OTHERS: dict[FileKind, type[_Other]] = {
    FileKind.DENY: Aside,
    FileKind.SHORT_FORM: WrittenShortForm,
    FileKind.FIELD_WORD: FieldWords,
    FileKind.LABEL: Label,
    FileKind.NO_KIND: NoKind,
}
"""What the entries of a file are that say of names how they are read or shown."""


def _texts_of(one: _Other) -> dict[str, tuple[str, ...]]:
    """What must be a name, by its field."""
    match one:
        case Aside():
            return {"name": (one.name,)}
        case Label():
            return {"name": (one.name,), "instead": (one.instead,)}
        case NoKind():
            return {"name": (one.name,), "of": (one.of,)}
        case FieldWords():
            return {"words": one.words}
        case WrittenShortForm():
            beside = tuple(word for sense in one.each() for word in sense.beside)
            senses = tuple(sense.means for sense in one.each())
            return {"short": (one.short,), "senses": senses, "beside": beside}


def _raw_entries(
    path: Path, file: str, problems: list[Problem]
) -> Iterator[tuple[FileKind, int, object]]:
    """The entries of a file, counted from 1, with the file's kind."""
    try:
        raw = read_yaml(path, file)
    except FileRefused as refused:
        problems += refused.problems
        return
    if not isinstance(raw, dict) or set(raw) != {"kind", "entries"}:
        problems.append(Problem(file, "must hold the keys kind and entries, and no others"))
        return
    if raw["kind"] not in list(FileKind):
        known = ", ".join(FileKind)
        problems.append(Problem(f"{file}, kind", f"“{raw['kind']}” is none of: {known}"))
        return
    if not isinstance(raw["entries"], list):
        problems.append(Problem(f"{file}, entries", "must be a list"))
        return
    for number, entry in enumerate(raw["entries"], start=1):
        yield FileKind(raw["kind"]), number, entry


def _converted(
    raw: object, into: type[_Entry], where: str, problems: list[Problem]
) -> _Entry | None:
    if isinstance(raw, dict):
        named = [raw[key] for key in ("means", "name", "short") if isinstance(raw.get(key), str)]
        where = f"{where} (“{named[0]}”)" if named else where
    try:
        return msgspec.convert(raw, into)
    except msgspec.ValidationError as error:
        problems.append(Problem(where, str(error)))
        return None


def _problems_of(written: Written) -> list[Problem]:
    one = written.meaning
    where = f"{written.file}, entry “{one.means}”"
    texts = {"means": (one.means,), "said": one.said, "also": one.also, "narrower": one.narrower}
    if one.shown:
        texts["shown"] = (one.shown,)
    problems = _problems_of_texts(where, texts, one.why)
    for field in ("said", "also", "narrower"):
        said = texts[field]
        twice = sorted({text for text in said if said.count(text) > 1})
        problems += [Problem(f"{where}, {field}", f"“{text}” stands twice") for text in twice]
    if not one.said and not one.also and not one.narrower:
        problems.append(Problem(where, "says nothing: give said, also or narrower"))
    return problems


def _problems_of_texts(where: str, texts: dict[str, tuple[str, ...]], why: str) -> list[Problem]:
    problems = [] if why.strip() else [Problem(f"{where}, why", "is empty: give a short reason")]
    for field, several in texts.items():
        for text in several:
            # *translocation t(11;14)* that is split at a comma would name every listing with a 14.
            letters = any(letter.isalpha() for letter in text)
            if text != " ".join(text.split()) or not name_key(text) or not letters:
                message = f"“{text}” is no name: it needs letters, and no stray spaces"
                problems.append(Problem(f"{where}, {field}", message))
    return problems


class Sayings:
    """Who says what: a word of ours has one meaning, or the two that it has in life (*AS*)."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._meant: dict[str, dict[int, Written]] = defaultdict(dict)

    def check(self, one: Written, text: str, concept: object) -> None:
        """Notes that an entry says a word for a concept; a third meaning is one of `problems`."""
        # *ED* and *EDS* have one stem, and are told apart as short names are.
        meant = self._meant[text.upper() if is_short(text) else name_key(text)]
        meant.setdefault(id(concept), one)
        if len(meant) > MOST_MEANINGS and meant[id(concept)] is one:
            others = " and ".join(
                f"“{other.meaning.means}” in {other.file}" for other in [*meant.values()][:-1]
            )
            what = f"“{text}” already stands for {others}: take it out of the least likely"
            self.problems.append(one.problem("said", what))
