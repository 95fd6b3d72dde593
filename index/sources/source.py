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


class Role(enum.Enum):
    """What a record is to the project of its group."""

    WHOLE = "whole"
    SUPPLEMENT = "supplement"
    """Money that was added to the whole, with a purpose of its own."""
    PART = "part"
    """A core or project of a center, with people and a topic of its own."""


class Hint(enum.Enum):
    """What a title says of whether its record is a part."""

    NONE = "none"
    CENTER = "center"
    """Diabetes Research Center."""
    PERHAPS = "perhaps"
    """Imaging Core: a part beside a center, and itself where nothing else is the center."""
    PART = "part"
    """Administrative Core, Project 2: Mouse Models."""


class Membership(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a record is to the project of its group, as far as the record alone can say."""

    role: Role = Role.WHOLE
    stated: bool = False
    """Whether the record has a field for it, so that the role is no reading of other fields."""
    hint: Hint = Hint.NONE
    title: str = ""
    """The title, folded, as titles of one group are compared."""
    names_itself: bool = True
    """Whether the title is more than a place in a list: not *Project 1* or *Core-002*."""
    number: str = ""
    """The number of the award in one year of its support, which the whole and its parts of that
    year share; empty where nothing is split into parts."""
    year: int | None = None
    """The fiscal year."""


ALONE = Membership()
"""Of a record that is no member of anything."""


class Translation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record as a listing, with what had to be left out on the way.

    Translations with the same `group` belong to one project, each as its `membership` says; of
    those that describe the same, the one with the highest `rank` is the newest record. `where` is
    where the record was read.
    """

    listing: Listing
    where: str
    problems: tuple[Problem, ...] = ()
    authority: RecordAuthority = RecordAuthority.OFFICIAL
    group: str = ""
    rank: tuple[int | str, ...] = ()
    membership: Membership = ALONE


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A record that is no listing of its own, and adds to one that another record describes:
    a row of a table of abstracts, or of one that joins projects and trials.

    It may be read before what it belongs to or after it.
    """

    where: str
    to: str
    """The id of the record that it belongs to, or the number of its award, in any case."""
    missing: str
    """What is said, and is to be done, where that is not among what was read."""
    found_by: tuple[str, ...] = ()
    """Other ids that find what it belongs to."""
    summary: str = ""
    description: str = ""
    trial: str = ""
    """The id of a trial that the project pays for."""
    missing_trial: str = ""
    """What is said, and is to be done, where the trial is not among what was read."""
    problems: tuple[Problem, ...] = ()


class Source(Protocol):
    """One kind of record: how it is recognised, and what it says as a listing."""

    @property
    def name(self) -> str:
        """The kind of record, in words for staff: ``ClinicalTrials.gov study``."""
        ...

    def recognises(self, sample: Any) -> bool:
        """Whether a decoded record looks like one of this source."""
        ...

    def translate(self, raw: Raw) -> Translation | Attachment:
        """The record as a listing, or as what it adds to one; pure.

        Raises `index.errors.RecordRefused` with every reason at once, each with a `where` of
        ``<file>, line 7, <id>, <field>``. A bad optional value is dropped with a warning.
        """
        ...
