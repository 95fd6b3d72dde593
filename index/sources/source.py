"""What every source of listings gives: a record as found, and its translation."""

from __future__ import annotations

import enum
from typing import Any, Protocol

import msgspec

from index.errors import Problem
from index.listing import Listing


class JsonTextDamaged(Exception):
    """The bytes of a record are no JSON; the text says why, and goes after where it was read."""


class JsonText(msgspec.Struct, frozen=True):
    """One record as the bytes of its JSON, in UTF-8, not decoded yet."""

    text: bytes

    def decoded(self) -> Any:
        """The value. Raises `JsonTextDamaged` where there is none."""
        try:
            return msgspec.json.decode(self.text)
        except RecursionError as fault:
            raise JsonTextDamaged("is nested too deeply") from fault
        except UnicodeDecodeError as fault:
            raise JsonTextDamaged("is not UTF-8") from fault
        except (msgspec.DecodeError, ValueError) as fault:
            raise JsonTextDamaged(f"is not valid JSON: {fault}") from fault


class Raw(msgspec.Struct, frozen=True):
    """One record as found: not translated, and where it is `JsonText` not decoded either.

    `where` says how its owner finds it again: ``studies.json.gz, line 7``,
    ``page.json, record 7``, ``all.zip, NCT00000102.json, record 1``, ``asthma.yml, line 12`` or
    just a file name.
    """

    where: str
    value: Any


class RecordAuthority(enum.Enum):
    """The authority of a record: whose words it holds, which decides whose win where two describe
    one project."""

    OFFICIAL = "official"
    EDITORIAL = "editorial"


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """A record as a listing, with what had to be left out on the way.

    Translations with the same `group` describe one project, and the one with the highest
    `rank` is its newest record. `where` is where the record was read.
    """

    listing: Listing
    where: str
    problems: tuple[Problem, ...] = ()
    authority: RecordAuthority = RecordAuthority.OFFICIAL
    group: str = ""
    rank: tuple[int | str, ...] = ()


class Source(Protocol):
    """One kind of record: how it is recognised, and what it says as a listing."""

    @property
    def name(self) -> str:
        """The kind of record, in words for staff: ``ClinicalTrials.gov study``."""
        ...

    def recognises(self, sample: Any) -> bool:
        """Whether a decoded record looks like one of this source."""
        ...

    def translate(self, raw: Raw) -> Translation:
        """The record as a listing; pure.

        Raises `index.errors.RecordRefused` with every reason at once, each with a `where` of
        ``<file>, line 7, <id>, <field>``. A bad optional value is dropped with a warning.
        """
        ...
