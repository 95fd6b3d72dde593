"""What is meant to become of a field of a record: its place in a listing, or why it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from tests.real_data.coverage.squashed import squashed

Read = Callable[[str], str]


class Kept(msgspec.Struct, frozen=True):
    """A field that is taken over."""

    fields: tuple[str, ...]
    """Of the listing; one of them has the value."""
    read: Read = str
    """What of the value is looked for, where a listing says it in another way; empty where the
    value says nothing."""
    within: bool = False
    """Whether it may stand in a longer value however short it is: a name, the digits of a phone."""
    structure: re.Pattern[str] | None = None
    """Lines that become structure: the headings of criteria that are split."""
    note: str = ""


class LeftOut(msgspec.Struct, frozen=True):
    """A field that is left out on purpose."""

    why: str


Purpose = Kept | LeftOut


def words(meanings: Mapping[str, str]) -> Read:
    """Reads some values by a table, and all others as they stand."""

    def read(value: str) -> str:
        return meanings.get(value, value)

    return read


def kept(fields: str, **how: object) -> Kept:
    """Kept in one of the fields that are named, with spaces between."""
    return Kept(tuple(fields.split()), **how)  # type: ignore[arg-type]


def purpose_of(path: str, purposes: Mapping[str, Purpose]) -> Purpose | None:
    """That of the longest declared beginning of a path."""
    return next((purposes[one] for one in _beginnings(path) if one in purposes), None)


def _beginnings(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]


def stated(value: object) -> str:
    """A leaf of a record as text; empty where it states nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if squashed(str(value)) else ""
