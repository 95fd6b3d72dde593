"""Made records as files of the forms that staff have them in."""

from __future__ import annotations

import enum
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from tests.benchmarks.records.projects import project
from tests.benchmarks.records.studies import study
from tests.benchmarks.records.words import Words

MAKERS: dict[str, Callable[[int, Words], dict[str, Any]]] = {
    "studies": study,
    "projects": project,
}
"""Each kind of record: how record `number` of it is made."""

_PAGE_KEYS = {"studies": "studies", "projects": "results"}


class Form(enum.Enum):
    """How the records of one kind lie in a file."""

    LINES = "JSON lines"
    PAGE = "one page"
    ZIP = "ZIP, a file a record"


def encoded(kind: str, count: int, words: Words) -> Iterator[bytes]:
    """The first `count` records of a kind as JSON."""
    maker, encode = MAKERS[kind], msgspec.json.Encoder().encode
    return (encode(maker(number, words)) for number in range(count))


def write_lines(path: Path, kind: str, count: int, words: Words) -> None:
    """Writes the first `count` records of a kind, one a line."""
    with path.open("wb") as file:
        file.writelines(one + b"\n" for one in encoded(kind, count, words))


def copy_as(form: Form, lines: Path, into: Path, kind: str) -> None:
    """Writes the records of a file of JSON lines in another form."""
    with lines.open("rb") as file:
        records = (line.rstrip(b"\n") for line in file)
        if form is Form.LINES:
            into.hardlink_to(lines)
        elif form is Form.PAGE:
            with into.open("wb") as page:
                page.write(b'{"%s":[' % _PAGE_KEYS[kind].encode())
                page.write(next(records))
                page.writelines(chain.from_iterable((b",\n", one) for one in records))
                page.write(b"]}")
        else:
            with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for number, one in enumerate(records):
                    archive.writestr(f"{kind}/{number:07d}.json", one)
