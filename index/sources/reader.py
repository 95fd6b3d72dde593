"""Files and folders → records as they were found; nothing is skipped in silence.

What a file holds is recognised by its content, never by its name.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from index.errors import Problem, SourceUnreadable
from index.sources.files import Contents, looks_like_listings, read_json_records, read_yaml_listings
from index.sources.source import JsonText, JsonTextDamaged, Raw
from index.sources.translation import Arrival, source_of, translated
from index.sources.translators import looks_like_page

_SUPPORTED = (".yml", ".yaml", ".json", ".jsonl", ".gz", ".txt")
# Pages and YAML files are written by hand; anything larger is something else.
_LARGEST_TEXT = 1_000_000
# How many records are held until one is recognised.
_PATIENCE = 50


def read(path: Path) -> Iterator[Arrival]:
    """Every record of a file, or of the supported files in a folder and the folders in it, each
    translated or refused; raises what `records` raises."""
    return map(translated, records(path))


def records(path: Path) -> Iterator[Raw | Problem]:
    """Every record of a file, or of the supported files in a folder and the folders in it.

    A problem stands where a record cannot be read; one that is but a warning is said of a file and
    counts as no record.

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
    found = _file(path, shown(Path(path.name)))
    first = next(found, None)
    if first is None:
        raise SourceUnreadable(f"{shown(path)}: holds no records.")
    return itertools.chain([first], found)


def _folder(folder: Path) -> Iterator[Raw | Problem]:
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


def _in_folder(path: Path, name: str, error: OSError | None) -> Iterator[Raw | Problem]:
    """The records of a file of a folder; one refused record for what cannot be read of it."""
    try:
        if error:
            raise error
        if not path.is_file():
            raise SourceUnreadable(f"{name}: is no file that can be read.")
        yield from _file(path, name)
    except (SourceUnreadable, OSError) as problem:
        said = _cannot_be_read(name, problem) if isinstance(problem, OSError) else problem
        yield Problem(name, str(said).removeprefix(f"{name}: "))


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


def _file(path: Path, name: str) -> Iterator[Raw | Problem]:
    """The records of one file; `name` is what problems call it."""
    try:
        yield from _records(Contents(path), name)
    except OSError as error:
        raise _cannot_be_read(name, error) from error


def _records(contents: Contents, name: str) -> Iterator[Raw | Problem]:
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
    if looks_like_page(text):
        yield Raw(name, text)
    elif looks_like_listings(text):
        yield from read_yaml_listings(text, name)
    else:
        raise SourceUnreadable(
            f"{name}: is of no known kind. Expected ClinicalTrials.gov or NIH RePORTER JSON, a "
            "YAML file of listings, or the text of a listing page."
        )
    if contents.fault:
        yield Problem(name, f"{contents.fault}; what came before it was read")


def _recognised(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    """JSON records, of which a source recognises one at least.

    However many odd records come first, few of them are held: the file is read once more.
    """
    found = read_json_records(contents, name)
    waiting: list[Raw | Problem] = []
    recognised = False
    for one in found:
        if len(waiting) < _PATIENCE:
            waiting.append(one)
        if isinstance(one, Raw) and source_of(_decoded(one)):
            recognised = True
            break
    if not recognised:
        raise _unrecognised(waiting, name)
    if len(waiting) == _PATIENCE:
        waiting, found = [], read_json_records(contents, name)
    yield from itertools.chain(waiting, found)


def _decoded(raw: Raw) -> object:
    """The value of a record; nothing where it has none."""
    if not isinstance(raw.value, JsonText):
        return raw.value
    try:
        return raw.value.decoded()
    except JsonTextDamaged:
        return None


def _unrecognised(waiting: list[Raw | Problem], name: str) -> SourceUnreadable:
    problem = next((one for one in waiting if isinstance(one, Problem)), None)
    if problem is not None and not any(isinstance(one, Raw) for one in waiting):
        return SourceUnreadable(f"{name}: holds no record that can be read ({problem}).")
    return SourceUnreadable(
        f"{name}: is JSON, but neither of ClinicalTrials.gov (version 2: protocolSection) nor of "
        "NIH RePORTER (version 2: appl_id, project_title)."
    )
