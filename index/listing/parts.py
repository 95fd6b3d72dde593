"""The parts of a listing: dates, places, sites, people, treatments, money."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from index.listing.codes import (
    ArmKind,
    InterventionKind,
    LinkKind,
    PublicationKind,
    ResearcherRole,
    SponsorKind,
    Status,
)

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")

PartialDate = Annotated[
    str,
    Meta(
        pattern=rf"^{PARTIAL_DATE.pattern}$",
        examples=["2024", "2024-03", "2024-03-01"],
    ),
]
"""A date as exactly as its source knows it: ``2024-03`` is not 1 March."""


def first_day(partial: PartialDate) -> date:
    """The earliest day that a date may mean: *2024-03* is 1 March at the earliest."""
    year, month, day = (int(part) if part else 1 for part in _parts_of(partial))
    return _day(year, month, day)


def last_day(partial: PartialDate) -> date:
    """The latest day that a date may mean: *2024-03* is 31 March at the latest."""
    year, month, day = _parts_of(partial)
    return _day(int(year), int(month or 12), int(day or 31))


def _parts_of(partial: PartialDate) -> tuple[str, str | None, str | None]:
    match = PARTIAL_DATE.fullmatch(partial)
    if match is None:
        raise ValueError(f"{partial!r} is no date such as 2024, 2024-03 or 2024-03-01")
    year, month, day = match.groups()
    return year, month, day


def _day(year: int, month: int, day: int) -> date:
    """A day, or the last of its month where that has no such day; there is no year 0."""
    year = max(year, 1)
    return date(year, month, min(day, monthrange(year, month)[1]))


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""The months of such a date in words."""

Years = Annotated[float, Meta(ge=0, le=150)]
Identifier = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$")]

UNSEARCHED = "unsearched"
"""Marks a text that is shown where its part is, but not searched with it."""

Aside = Annotated[str, Meta(extra={UNSEARCHED: True})]
"""A text beside the one that its part is searched by: a description of twenty lines beside the name
of a treatment would bury what the study is about."""

Url = Annotated[str, Meta(pattern=r"^(https?://[^\s<>\"]+)?$")]

Point = tuple[float, float]
"""Degrees north and east."""

Level = Literal["country", "state"]
"""What of a place may be missing where its city is named."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A piece of a listing."""


class Intervention(_Part, frozen=True):
    """What is given, done or tested, by name and kind."""

    name: str
    kind: InterventionKind | None = None
    description: Aside = ""


class Arm(_Part, frozen=True, kw_only=True):
    """A group of a study, and the names of what it is given."""

    label: str
    kind: ArmKind | None = None
    description: str = ""
    intervention: tuple[str, ...] = ()


class Outcome(_Part, frozen=True, kw_only=True):
    """What a study measures, and when."""

    measure: str
    time_frame: Aside = ""
    description: Aside = ""


class Link(_Part, frozen=True, kw_only=True):
    """An address that a record gives: to sign up, to read more, a document."""

    label: str
    url: Url
    kind: LinkKind | None = None


class Publication(_Part, frozen=True, kw_only=True):
    """A publication that a record names, by its citation and its number at PubMed."""

    citation: str
    pmid: Annotated[str, Meta(pattern=r"^\d{0,9}$")] = ""
    kind: PublicationKind | None = None


class Sponsor(_Part, frozen=True):
    """An organization, by name and kind."""

    name: str
    kind: SponsorKind | None = None


class Place(_Part, frozen=True, kw_only=True):
    """Where a site lies, by the names that the gazetteer has."""

    country: str
    state: str = ""
    city: str = ""
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    """Degrees north of the middle of the city; None where the gazetteer does not know it."""
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    """Degrees east."""
    inferred: tuple[Level, ...] = ()
    """What the source of the site does not state."""

    @property
    def path(self) -> tuple[str, ...]:
        """Its names, the country first; the last one is the narrowest known."""
        return tuple(name for name in (self.country, self.state, self.city) if name)

    @property
    def point(self) -> Point | None:
        """Degrees north and east."""
        return _point(self.latitude, self.longitude)


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


class Contact(_Part, frozen=True, kw_only=True):
    """Whom to ask."""

    name: str = ""
    role: ResearcherRole | None = None
    """What they do in the study, where they are more than its contact."""
    phone: str = ""
    """As it is dialled, with ``ext. 12`` after it where there is an extension."""
    email: str = ""


class Site(_Part, frozen=True, kw_only=True):
    """One place where the research happens, as its source writes it."""

    facility: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    postal_code: str = ""
    status: Status | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
    contact: tuple[Contact, ...] = ()
    """Whom to ask at this site."""
    place: Place | None = None
    """Where that is, if the gazetteer was asked and knows."""

    @property
    def point(self) -> Point | None:
        """Degrees north and east: what the source states comes before the middle of the city."""
        stated = _point(self.latitude, self.longitude)
        return stated or (self.place.point if self.place else None)

    @property
    def levels(self) -> tuple[str, str, str]:
        """Country, state and city, as they are counted."""
        place = self.place
        if place is None:
            return self.country, self.state, self.city
        return place.country, place.state, place.city


class Researcher(_Part, frozen=True):
    """Somebody who leads the research."""

    name: str
    role: ResearcherRole | None = None
    affiliation: str = ""


class Funding(_Part, frozen=True, kw_only=True):
    """NIH money: the activity code and institute are looked up in words before they are shown."""

    mechanism: str = ""
    institute: str = ""
    fiscal_year: Annotated[int, Meta(ge=1938, le=2100)] | None = None
    amount: Annotated[int, Meta(ge=0)] | None = None
    cofunded_by: tuple[str, ...] = ()
    """Codes of the other institutes that pay."""
