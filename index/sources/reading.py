"""Files and folders → records, each translated or refused; nothing is skipped in silence.

What a file holds is recognised by its content, never by its name.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec

from index.errors import RecordRefused, SourceUnreadable
from index.problems import Problem
from index.sources import json_files, page_layout, yaml_files
from index.sources.clinicaltrials import ClinicalTrials
from index.sources.contents import Contents
from index.sources.listing_page import ListingPage
from index.sources.nih_reporter import NihReporter
from index.sources.source import Raw, Source, Translation
from index.sources.yaml_files import YamlFiles

SOURCES: tuple[Source, ...] = (ClinicalTrials(), NihReporter(), YamlFiles(), ListingPage())
"""Every source there is; a record belongs to the first that recognises it."""

_SUPPORTED = (".yml", ".yaml", ".json", ".jsonl", ".gz", ".txt")
# Pages and YAML files are written by hand; anything larger is something else.
_LARGEST_TEXT = 1_000_000
# How many records are held until one is recognised.
_PATIENCE = 50


class Arrival(msgspec.Struct, frozen=True):
    """One record read: its translation, or why it was refused."""

    raw: Raw
    translation: Translation | None = None
    refused: tuple[Problem, ...] = ()


def read(path: Path) -> Iterator[Arrival]:
    """Every record of a file, or of the supported files in a folder and the folders in it.

    Raises `SourceUnreadable`, before the first record, for a path that is not there, cannot
    be opened, holds nothing, or is of no known kind. In a folder, a file of no known kind is
    one refused record, and the others are read.
    """
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        raise SourceUnreadable(f"{path}: there is no such file or folder. Check the path.")
    if not path.is_file():
        raise SourceUnreadable(f"{path}: is neither a file nor a folder, so it cannot be read.")
    arrivals = _file(path, path.name)
    first = next(arrivals, None)
    if first is None:
        raise SourceUnreadable(f"{path}: holds no records.")
    return itertools.chain([first], arrivals)


def _folder(folder: Path) -> Iterator[Arrival]:
    try:
        files = [
            file
            for file in sorted(folder.rglob("*"))
            if file.suffix.lower() in _SUPPORTED
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        ]
    except OSError as error:
        raise SourceUnreadable(f"{folder}: {error.strerror or 'cannot be read'}.") from error
    if not files:
        raise SourceUnreadable(
            f"{folder}: holds no file that ends in {', '.join(_SUPPORTED)}, so there is nothing "
            "to read in it."
        )
    return itertools.chain.from_iterable(_in_folder(file, folder) for file in files)


def _in_folder(file: Path, folder: Path) -> Iterator[Arrival]:
    name = str(file.relative_to(folder))
    try:
        yield from _file(file, name)
    except SourceUnreadable as problem:
        yield _refused(Problem(name, str(problem).removeprefix(f"{name}: ")))


def _file(path: Path, name: str) -> Iterator[Arrival]:
    """The records of one file; `name` is what problems call it."""
    try:
        yield from _records(Contents(path), name)
    except OSError as error:
        raise SourceUnreadable(f"{name}: {error.strerror or 'cannot be read'}.") from error


def _records(contents: Contents, name: str) -> Iterator[Arrival]:
    start = contents.start(_LARGEST_TEXT)
    first = start.lstrip()[:1]
    if not first:
        fault = f" ({contents.fault})" if contents.fault else ""
        raise SourceUnreadable(f"{name}: is empty{fault}.")
    if first in b"{[":
        yield from _recognised(contents, name)
        return
    try:
        text = start.decode()
    except UnicodeDecodeError as error:
        raise SourceUnreadable(
            f"{name}: is not text in UTF-8 (byte {error.start}), so its kind cannot be recognised."
        ) from error
    if len(start) > _LARGEST_TEXT:
        raise SourceUnreadable(
            f"{name}: is not JSON, and with over 1 MB it is too long to be a listing page or a "
            "YAML file of listings."
        )
    if page_layout.looks_like_page(text):
        yield _translated(Raw(name, text), ListingPage())
    elif yaml_files.looks_like_listings(text):
        for found in yaml_files.listings(text, name):
            yield _refused(found) if isinstance(found, Problem) else _translated(found, YamlFiles())
    else:
        raise SourceUnreadable(
            f"{name}: is of no known kind. Expected ClinicalTrials.gov or NIH RePORTER JSON, a "
            "YAML file of listings, or the text of a listing page."
        )
    if contents.fault:
        yield _refused(Problem(name, f"{contents.fault}; what came before it was read"))


def _recognised(contents: Contents, name: str) -> Iterator[Arrival]:
    """JSON records by the source each belongs to; an odd one is refused by that of another.

    However many odd records come first, few of them are held: the file is read once more.
    """
    records = json_files.records(contents, name)
    waiting: list[Raw | Problem] = []
    source: Source | None = None
    for one in records:
        if len(waiting) < _PATIENCE:
            waiting.append(one)
        if isinstance(one, Raw) and (source := _source_of(one)):
            break
    if source is None:
        raise _unrecognised(waiting, name)
    if len(waiting) == _PATIENCE:
        waiting, records = [], json_files.records(contents, name)
    for one in itertools.chain(waiting, records):
        if isinstance(one, Raw):
            source = _source_of(one) or source
        yield _translated(one, source) if isinstance(one, Raw) else _refused(one)


def _source_of(raw: Raw) -> Source | None:
    return next((source for source in SOURCES if source.recognises(raw.value)), None)


def _unrecognised(waiting: list[Raw | Problem], name: str) -> SourceUnreadable:
    problem = next((one for one in waiting if isinstance(one, Problem)), None)
    if problem is not None and not any(isinstance(one, Raw) for one in waiting):
        return SourceUnreadable(f"{name}: holds no record that can be read ({problem}).")
    return SourceUnreadable(
        f"{name}: is JSON, but neither of ClinicalTrials.gov (version 2: protocolSection) nor of "
        "NIH RePORTER (version 2: appl_id, project_title)."
    )


def _refused(problem: Problem) -> Arrival:
    return Arrival(Raw(problem.where, None), refused=(problem,))


def _translated(raw: Raw, source: Source) -> Arrival:
    try:
        return Arrival(raw, translation=source.translate(raw))
    except RecordRefused as refusal:
        return Arrival(raw, refused=refusal.problems)
