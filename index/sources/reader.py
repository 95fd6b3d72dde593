"""Files and folders → records, each translated or refused; nothing is skipped in silence.

What a file holds is recognised by its content, never by its name.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from index.errors import Problem, RecordRefused, SourceUnreadable
from index.sources.files import (
    Contents,
    has_known_header,
    looks_like_listings,
    read_json_records,
    read_table,
    read_workbook,
    read_xml_records,
    read_yaml_listings,
)
from index.sources.records import excesses
from index.sources.source import Attachment, Raw, Source, Translation
from index.sources.translators import (
    ClinicalTrials,
    CsvDownload,
    LegacyXml,
    ListingPage,
    NihReporter,
    StudyFields,
    Version1,
    YamlFiles,
    looks_like_page,
)

SOURCES: tuple[Source, ...] = (
    ClinicalTrials(),
    NihReporter(),
    CsvDownload(),
    Version1(),
    StudyFields(),
    LegacyXml(),
    YamlFiles(),
    ListingPage(),
)
"""Every source there is; a record belongs to the first that recognises it."""

_SUPPORTED = (
    ".yml", ".yaml", ".json", ".jsonl", ".gz", ".txt", ".csv", ".tsv", ".xlsx", ".xml",
)  # fmt: skip
# Pages and YAML files are written by hand; anything larger is something else.
_LARGEST_TEXT = 1_000_000
# How many records are held until one is recognised.
_PATIENCE = 50


class Arrival(msgspec.Struct, frozen=True):
    """One record read: its translation, or why it was refused."""

    raw: Raw
    translation: Translation | Attachment | None = None
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
        raise SourceUnreadable(f"{shown(path)}: there is no such file or folder. Check the path.")
    if not path.is_file():
        raise SourceUnreadable(
            f"{shown(path)}: is neither a file nor a folder, so it cannot be read."
        )
    arrivals = _file(path, shown(Path(path.name)))
    first = next(arrivals, None)
    if first is None:
        raise SourceUnreadable(f"{shown(path)}: holds no records.")
    return itertools.chain([first], arrivals)


def _folder(folder: Path) -> Iterator[Arrival]:
    unreadable: dict[Path, OSError] = {}

    def note(error: OSError) -> None:
        unreadable[Path(error.filename)] = error

    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(parent, name)
            for name in files
            if name.lower().endswith(_SUPPORTED) and not name.startswith(".")
        ]
    if folder in unreadable:
        raise _cannot_be_read(shown(folder), unreadable[folder]) from unreadable[folder]
    if not found and not unreadable:
        raise SourceUnreadable(
            f"{shown(folder)}: holds no file that ends in {', '.join(_SUPPORTED)}, so there is "
            "nothing to read in it."
        )
    return itertools.chain.from_iterable(
        _in_folder(path, shown(path.relative_to(folder)), unreadable.get(path))
        for path in sorted([*found, *unreadable])
    )


def _in_folder(path: Path, name: str, error: OSError | None) -> Iterator[Arrival]:
    """The records of a file of a folder; one refused record for what cannot be read of it."""
    try:
        if error:
            raise error
        if not path.is_file():
            raise SourceUnreadable(f"{name}: is no file that can be read.")
        yield from _file(path, name)
    except (SourceUnreadable, OSError) as problem:
        said = _cannot_be_read(name, problem) if isinstance(problem, OSError) else problem
        yield _refused(Problem(name, str(said).removeprefix(f"{name}: ")))


def _cannot_be_read(name: str, error: OSError) -> SourceUnreadable:
    return SourceUnreadable(f"{name}: cannot be read ({error.strerror or error}).")


def shown(path: Path) -> str:
    """A path as it can be printed and written as JSON.

    A name may hold any bytes: what is not UTF-8 or not printable is written as ``\\xe9``.
    """
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in name
    )


def _file(path: Path, name: str) -> Iterator[Arrival]:
    """The records of one file; `name` is what problems call it."""
    try:
        yield from _records(Contents(path), name)
    except OSError as error:
        raise _cannot_be_read(name, error) from error


def _records(contents: Contents, name: str) -> Iterator[Arrival]:
    start = contents.start(_LARGEST_TEXT)
    first = start.lstrip()[:1]
    if not first:
        fault = f" ({contents.fault})" if contents.fault else ""
        raise SourceUnreadable(f"{name}: is empty{fault}.")
    if first in b"{[":
        yield from _recognised(read_json_records, contents, name)
        return
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        yield from _recognised(read_workbook, contents, name)
        return
    if first == b"<" or start.startswith((b"\xff\xfe<", b"\xfe\xff\0<")):
        yield from _recognised(read_xml_records, contents, name)
        return
    if has_known_header(contents):
        yield from _recognised(read_table, contents, name)
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
    if looks_like_page(text):
        yield _translated(Raw(name, text), ListingPage())
    elif looks_like_listings(text):
        for found in read_yaml_listings(text, name):
            yield _refused(found) if isinstance(found, Problem) else _translated(found, YamlFiles())
    else:
        raise SourceUnreadable(
            f"{name}: is of no known kind. Expected ClinicalTrials.gov or NIH RePORTER JSON, a "
            "YAML file of listings, or the text of a listing page."
        )
    if contents.fault:
        yield _refused(Problem(name, f"{contents.fault}; what came before it was read"))


def _recognised(
    reading: Callable[[Contents, str], Iterator[Raw | Problem]], contents: Contents, name: str
) -> Iterator[Arrival]:
    """Records by the source each belongs to; an odd one is refused by that of another.

    However many odd records come first, few of them are held: the file is read once more.
    """
    records = reading(contents, name)
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
        waiting, records = [], reading(contents, name)
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
        f"{name}: holds records, but neither of ClinicalTrials.gov (version 2: "
        "protocolSection) nor of NIH RePORTER (version 2: appl_id, project_title)."
    )


def _refused(problem: Problem) -> Arrival:
    return Arrival(Raw(problem.where, None), refused=(problem,))


def _translated(raw: Raw, source: Source) -> Arrival:
    try:
        translation = source.translate(raw)
    except RecordRefused as refusal:
        return Arrival(raw, refused=refusal.problems)
    if isinstance(translation, Attachment):
        return Arrival(raw, translation=translation)
    where = f"{raw.where}, {translation.listing.id}"
    too_long = tuple(
        Problem(f"{where}, {field}", what) for field, what in excesses(translation.listing)
    )
    if too_long:
        return Arrival(raw, refused=too_long)
    return Arrival(raw, translation=translation)
