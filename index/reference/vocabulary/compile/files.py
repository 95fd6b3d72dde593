"""The vocabulary that people write: `data/vocabulary/*.yml`, read strictly."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from index.data_files import DATA, read_yaml
from index.errors import FileRefused, Problem
from index.reference.vocabulary.concepts import ConceptKind
from index.reference.vocabulary.names import name_key

_Entry = TypeVar("_Entry")

VOCABULARY = DATA / "vocabulary"


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

    @property
    def concept(self) -> ConceptKind:
        """What its entries are where no source says so."""
        return _CONCEPTS.get(self, ConceptKind.CONDITION)


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
    shown: str = ""
    """What a reader sees, where what its source prefers is hard to read; "" for that."""


class Aside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that is not to be read as a source has it."""

    name: str
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


def read_vocabulary(folder: Path = VOCABULARY) -> WrittenVocabulary:
    """The files of a folder, in order of their names. Raises `FileRefused` with every problem."""
    entries: list[Written] = []
    denied: list[Aside] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        file = f"{path.parent.name}/{path.name}"
        for kind, number, raw in _raw_entries(path, file, problems):
            where = f"{file}, entry {number}"
            if kind is FileKind.DENY:
                aside = _converted(raw, Aside, where, problems)
                if aside is not None:
                    denied.append(aside)
                    problems += _problems_of_texts(where, {"name": (aside.name,)}, aside.why)
                continue
            meaning = _converted(raw, Meaning, where, problems)
            if meaning is not None:
                entries.append(Written(file, kind, meaning))
                problems += _problems_of(entries[-1])
    if problems:
        raise FileRefused(problems)
    return WrittenVocabulary(tuple(entries), tuple(denied))


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
    if isinstance(raw, dict) and isinstance(raw.get("means", raw.get("name")), str):
        where = f"{where} (“{raw.get('means', raw.get('name'))}”)"
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
