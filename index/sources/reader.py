"""Files and folders → records as they were found; nothing is skipped in silence."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from index.errors import Problem, Severity, SourceUnreadable
from index.sources.files import Contents
from index.sources.recognition import Gathering, cannot_be_read, read_contents, shown
from index.sources.source import Raw
from index.sources.translation import Arrival, translated


def read(path: Path) -> Iterator[Arrival]:
    """Every record of a file, or of the files in a folder and the folders in it, each translated
    or refused; raises what `records` raises."""
    return map(translated, records(path))


def records(path: Path) -> Iterator[Raw | Problem]:
    """Every record of a file, or of the files in a folder and the folders in it.

    A problem stands where a record cannot be read; one that is but a warning is said of a file and
    counts as no record. Raises `SourceUnreadable`, before the first record, for a path that is not
    there, cannot be opened, holds nothing, or is of no known kind. In a folder, a file that should
    hold records and cannot be read is one refused record, and the others are read.
    """
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        raise SourceUnreadable(f"{shown(path)}: there is no such file or folder. Check the path.")
    if not path.is_file():
        raise SourceUnreadable(
            f"{shown(path)}: is neither a file nor a folder, so it cannot be read."
        )
    return _begun(_file(path, shown(Path(path.name))), shown(path))


def _file(path: Path, name: str) -> Iterator[Raw | Problem]:
    gathering = Gathering()
    try:
        yield from read_contents(Contents(path), name, gathering)
    except OSError as error:
        raise SourceUnreadable(f"{name}: {cannot_be_read(error)}") from error
    yield from gathering.notices(name)


def _folder(folder: Path) -> Iterator[Raw | Problem]:
    unreadable: dict[Path, OSError] = {}

    def note(error: OSError) -> None:
        unreadable[Path(error.filename)] = error

    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if not name.startswith(".")]
    if folder in unreadable:
        error = unreadable[folder]
        raise SourceUnreadable(f"{shown(folder)}: {cannot_be_read(error)}") from error
    if not found and not unreadable:
        raise SourceUnreadable(f"{shown(folder)}: holds no files, so there is nothing to read.")
    return _begun(_files(folder, sorted([*found, *unreadable]), unreadable), shown(folder))


def _files(
    folder: Path, paths: list[Path], unreadable: dict[Path, OSError]
) -> Iterator[Raw | Problem]:
    gathering = Gathering()
    for path in paths:
        name = shown(path.relative_to(folder))

        def read_it(path: Path = path, name: str = name) -> Iterator[Raw | Problem]:
            if path in unreadable:
                raise unreadable[path]
            if not path.is_file():
                raise SourceUnreadable(f"{name}: is no file that can be read.")
            return read_contents(Contents(path), name, gathering)

        yield from gathering.one(name, read_it)
    yield from gathering.notices(shown(Path(folder.name)))


def _begun(found: Iterator[Raw | Problem], place: str) -> Iterator[Raw | Problem]:
    """What was found, where there is anything but notices. Raises `SourceUnreadable` for a place
    with no files of records at all."""
    notices: list[Problem] = []
    for one in found:
        if isinstance(one, Raw) or one.severity is Severity.ERROR:
            return itertools.chain(notices, [one], found)
        notices.append(one)
    return iter(notices)
