"""Files that lie together in a folder or an archive: one that cannot be read is told, and the
others go on; what is to be said of all of them is said in the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from index.errors import Problem, Severity, SourceUnreadable
from index.sources.files import OtherKind, Page, one_of_many
from index.sources.source import Raw

_OURS = (
    ".yml", ".yaml", ".json", ".jsonl", ".ndjson", ".gz", ".txt", ".csv", ".tsv", ".xlsx", ".xls",
    ".xml", ".zip",
)  # fmt: skip
"""What the names of files of records end in: one that holds none is a fault."""
_SHOWN = 10


class UnknownKind(SourceUnreadable):
    """A file in which nothing is recognised."""


class Gathering:
    """What is told of files as a whole while they are read."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._others: list[str] = []

    def pages_of(self, name: str) -> list[Page]:
        """Where the pages of a file are told, which is read from its start."""
        if self._pages and self._pages[-1].name == name:
            self._pages = [page for page in self._pages if page.name != name]
        return self._pages

    def one(
        self, name: str, read: Callable[[], Iterator[Raw | Problem]]
    ) -> Iterator[Raw | Problem]:
        """The records of one of several files; a problem in place of one that cannot be read. A
        file of another kind, in which nobody looks for records, is but told in the end."""
        try:
            yield from read()
        except SourceUnreadable as fault:
            other = isinstance(fault, UnknownKind)
            other |= isinstance(fault, OtherKind) and fault.document
            if other and not name.lower().endswith(_OURS):
                self._others.append(name)
            else:
                yield Problem(name, str(fault).removeprefix(f"{name}: "))
        except OSError as error:
            yield Problem(name, cannot_be_read(error))

    def notices(self, place: str) -> Iterator[Problem]:
        """What is to be said in the end of all files in a place."""
        yield from one_of_many(self._pages)
        if self._others:
            many = len(self._others)
            names = ", ".join(self._others[:_SHOWN]) + (", …" if many > _SHOWN else "")
            files = (
                "a file of another kind was"
                if many == 1
                else (f"{many:,} files of other kinds were")
            )
            yield Problem(place, f"{files} not read: {names}", Severity.WARNING)


def cannot_be_read(error: OSError) -> str:
    """What is said of a file or folder after its name."""
    return f"cannot be read ({error.strerror or error})."


def shown(path: Path) -> str:
    """A path as it can be printed and written as JSON.

    A name may hold any bytes: what is not UTF-8 or not printable is written as ``\\xe9``.
    """
    return printable(os.fsencode(path).decode("utf-8", "backslashreplace"))


def printable(name: str) -> str:
    """A name with what cannot be printed written as ``\\x1b``."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in name
    )
