"""Whether people can take part on a day: what a record states of it, aged by one table.

A registry repeats what a team once said. Of 1,935 records that say *recruiting*, 1,912 were last
updated over two years before, or their end had passed. So a status is shown as what it means on the
day that is asked: `RULES` is the table, `open_on` answers from it, and engines look up what it
answers for every combination of what it asks (`shown_as`, `Circumstances`).

That a status which was not confirmed for two years is not known any more is the registry's rule
(ClinicalTrials.gov shows such a study as *unknown* once its end has passed); the rest is ours.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

import msgspec

from index.data_files import DATA, read_as
from index.listing.codes import NOT_STATED, Certainty, Coded, Recruitment, Status
from index.listing.parts import PartialDate, Site, first_day, last_day

SAMPLES_FILE = DATA / "samples.yml"

RECENT_YEARS, OLD_YEARS = 1, 2
"""How long a confirmation is recent, and from when on it is old: to the same day so many years on,
that day included."""

JOINABLE = (Recruitment.RECRUITING, Recruitment.CHECK_FIRST)
"""What people can ask to join, the surer first."""

_OPENNESS = {
    Recruitment.NOT_YET_RECRUITING: 1,
    Recruitment.MAY_BE_OPEN: 2,
    Recruitment.CHECK_FIRST: 3,
    Recruitment.RECRUITING: 4,
}
"""How open what is shown is; 0 for whatever else is shown."""


class Ageing(Protocol):
    """What of a listing its status ages by."""

    @property
    def sample(self) -> bool: ...
    @property
    def status(self) -> Status | None: ...
    @property
    def last_known_status(self) -> Status | None: ...
    @property
    def start_date(self) -> PartialDate | None: ...
    @property
    def primary_completion_date(self) -> PartialDate | None: ...
    @property
    def primary_completion_certainty(self) -> Certainty | None: ...
    @property
    def completion_date(self) -> PartialDate | None: ...
    @property
    def completion_certainty(self) -> Certainty | None: ...
    @property
    def verified(self) -> PartialDate | None: ...
    @property
    def updated(self) -> PartialDate | None: ...


# --- what the table asks --------------------------------------------------------------------------


class Confirmed(Coded):
    """How long ago a status was confirmed."""

    RECENTLY = ("recently", "confirmed within 12 months")
    BEFORE = ("before", "confirmed 12 to 24 months ago")
    LONG_AGO = ("long-ago", "confirmed over 24 months ago")
    NEVER = ("never", "without the date of a confirmation")


class End(Coded):
    """Whether a study has ended."""

    AHEAD = ("ahead", "its end is ahead or not stated")
    ESTIMATE_PASSED = ("estimate-passed", "its estimated end has passed")
    ACTUAL_PASSED = ("actual-passed", "its actual end has passed")


class Start(Coded):
    """Whether a study should have started."""

    AHEAD = ("ahead", "its start is ahead")
    PASSED = ("passed", "its start has passed")
    NOT_STATED = ("not-stated", "its start is not stated")


class Circumstances(NamedTuple):
    """How the dates of a listing stand to a day."""

    confirmed: Confirmed = Confirmed.RECENTLY
    end: End = End.AHEAD
    start: Start = Start.AHEAD


AS_STATED = Circumstances()
"""Those in which every status is shown as it is stated."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: a status that is stated, in any of some circumstances, and what it is
    shown as then."""

    stated: Status
    shown: Recruitment
    confirmed: tuple[Confirmed, ...] = tuple(Confirmed)
    end: tuple[End, ...] = tuple(End)
    start: tuple[Start, ...] = tuple(Start)

    def holds(self, stated: Status, on: Circumstances) -> bool:
        """Whether this is the case."""
        return (
            stated is self.stated
            and on.confirmed in self.confirmed
            and on.end in self.end
            and on.start in self.start
        )

    @property
    def words(self) -> str:
        """The circumstances: *confirmed within 12 months, its end is ahead or not stated*."""
        asked: tuple[tuple[Collection[Coded], type[Coded]], ...] = (
            (self.confirmed, Confirmed),
            (self.end, End),
            (self.start, Start),
        )
        return ", ".join(
            " or ".join(one.words for one in some)
            for some, every in asked
            if len(some) < len(every)
        )


RULES: tuple[Rule, ...] = (
    Rule(
        stated=Status.RECRUITING,
        confirmed=(Confirmed.LONG_AGO,),
        shown=Recruitment.MAY_HAVE_CLOSED,
    ),
    Rule(
        stated=Status.RECRUITING,
        end=(End.ACTUAL_PASSED,),
        shown=Recruitment.MAY_HAVE_CLOSED,
    ),
    Rule(
        stated=Status.RECRUITING,
        confirmed=(Confirmed.BEFORE, Confirmed.NEVER),
        shown=Recruitment.CHECK_FIRST,
    ),
    Rule(
        stated=Status.RECRUITING,
        end=(End.ESTIMATE_PASSED,),
        shown=Recruitment.CHECK_FIRST,
    ),
    Rule(stated=Status.RECRUITING, shown=Recruitment.RECRUITING),
    Rule(
        stated=Status.NOT_YET_RECRUITING,
        start=(Start.PASSED,),
        shown=Recruitment.MAY_BE_OPEN,
    ),
    # Planned, and nobody has said for when, nor for two years that it still is.
    Rule(
        stated=Status.NOT_YET_RECRUITING,
        start=(Start.NOT_STATED,),
        confirmed=(Confirmed.LONG_AGO,),
        shown=Recruitment.MAY_BE_OPEN,
    ),
    # What the registry calls unknown is what it calls recruiting, unconfirmed for two years.
    Rule(stated=Status.UNKNOWN, shown=Recruitment.MAY_HAVE_CLOSED),
    *(
        Rule(stated=one, shown=Recruitment.of(one.value))
        for one in Status
        if one not in (Status.RECRUITING, Status.UNKNOWN)
    ),
)
"""What each status is shown as. Of several rows that hold the first does."""


@cache
def shown_as(stated: Status, on: Circumstances) -> Recruitment:
    """What a status is shown as in some circumstances, by `RULES`."""
    return next(rule.shown for rule in RULES if rule.holds(stated, on))


def shown_at_site(site: Recruitment | None, listing: Recruitment | None) -> Recruitment | None:
    """What is shown of a site beside what is shown of its listing, None where nothing is stated.

    A site that states nothing is as its listing is, and no site is more open than that: a registry
    calls a study recruiting as soon as one site is, so that a site that recruits in one that was
    completed was left behind.
    """
    if site is None or listing is None:
        return listing if site is None else site
    return listing if _OPENNESS.get(site, 0) > _OPENNESS.get(listing, 0) else site


# --- the dates of a listing -----------------------------------------------------------------------


class Dates(NamedTuple):
    """What a status ages by, as it is stated."""

    confirmed: PartialDate | None = None
    """When the study's own team last verified it; where that is not stated, its last update."""
    end: PartialDate | None = None
    """When its main measures were or will be taken; where that is not stated, when it ends."""
    end_certainty: Certainty = Certainty.ESTIMATED
    """An end that is not said to be actual is an estimate."""
    start: PartialDate | None = None


def dates_of(listing: Ageing) -> Dates:
    """The dates that the status of a listing ages by."""
    primary = listing.primary_completion_date
    certainty = listing.primary_completion_certainty if primary else listing.completion_certainty
    return Dates(
        confirmed=listing.verified or listing.updated,
        end=primary or listing.completion_date,
        end_certainty=certainty or Certainty.ESTIMATED,
        start=listing.start_date,
    )


@lru_cache(maxsize=4_096)
def circumstances(dates: Dates, day: date) -> Circumstances:
    """How dates stand to a day.

    What is known to the month alone counts against the study: it was confirmed on the first day
    that may be meant. But a start or an end has passed when the last one is over.
    """
    return Circumstances(
        confirmed=_confirmed(dates.confirmed, day),
        end=_end(dates.end, dates.end_certainty, day),
        start=_start(dates.start, day),
    )


def years_before(day: date, years: int) -> date:
    """The first day that is no more than so many years before a day: of 29 February 2024 and one
    year that is 1 March 2023."""
    try:
        return day.replace(year=max(day.year - years, 1))
    except ValueError:
        return date(max(day.year - years, 1), 3, 1)


def _confirmed(confirmed: PartialDate | None, day: date) -> Confirmed:
    if confirmed is None:
        return Confirmed.NEVER
    said = first_day(confirmed)
    if said >= years_before(day, RECENT_YEARS):
        return Confirmed.RECENTLY
    return Confirmed.BEFORE if said >= years_before(day, OLD_YEARS) else Confirmed.LONG_AGO


def _end(end: PartialDate | None, certainty: Certainty, day: date) -> End:
    if end is None or last_day(end) >= day:
        return End.AHEAD
    return End.ACTUAL_PASSED if certainty is Certainty.ACTUAL else End.ESTIMATE_PASSED


def _start(start: PartialDate | None, day: date) -> Start:
    if start is None:
        return Start.NOT_STATED
    return Start.PASSED if last_day(start) < day else Start.AHEAD


class _Samples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    judged_on: date


@cache
def samples_judged_on() -> date:
    """The day on which samples are judged, whatever day is asked: `data/samples.yml`. Raises
    `FileRefused` where that cannot be read."""
    return read_as(SAMPLES_FILE, _Samples).judged_on


# --- what is shown --------------------------------------------------------------------------------


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Whether people can take part in a listing, or at one of its sites, on a day."""

    shown: Recruitment | None
    """What is shown, filtered and counted; None where nothing is stated."""
    stated: Status | None
    """What the registry says, word for word."""
    dates: Dates
    on: Circumstances
    """How the dates stand to the day."""
    last_known: Status | None = None
    """What it was before its source called it unknown."""

    @property
    def code(self) -> str:
        """The value of the facet."""
        return self.shown.value if self.shown else NOT_STATED

    @property
    def confirmed(self) -> PartialDate | None:
        """When the team of the study last confirmed what is stated, as far as that is known."""
        return self.dates.confirmed

    @property
    def known(self) -> Status | None:
        """What was known last: what is stated, or what that was before it became unknown."""
        unknown = self.stated is Status.UNKNOWN
        return self.last_known if unknown and self.last_known else self.stated

    @property
    def has_ended(self) -> bool:
        """Whether its end has passed, planned or actual."""
        return self.on.end is not End.AHEAD

    @property
    def can_be_joined(self) -> bool:
        """Whether people can ask to join."""
        return self.shown in JOINABLE


def open_on(listing: Ageing, site: Site | None, day: date | None) -> Standing:
    """Whether people can take part in a listing on a day, or at a site of it where one is given;
    None: as its record states it, which ages for nobody. A sample is judged on the day that was
    written down for all samples.

    A site ages by the dates of its listing, which are the only ones there are.
    """
    dates = dates_of(listing)
    if day is not None and listing.sample:
        day = samples_judged_on()
    on = AS_STATED if day is None else circumstances(dates, day)
    own = site.status if site else None
    shown = _shown(listing.status, on)
    return Standing(
        shown=shown_at_site(_shown(own, on), shown),
        stated=own or listing.status,
        dates=dates,
        on=on,
        last_known=listing.last_known_status,
    )


def _shown(stated: Status | None, on: Circumstances) -> Recruitment | None:
    return None if stated is None else shown_as(stated, on)
