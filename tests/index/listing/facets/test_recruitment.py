"""Whether people can take part on a day: the table row by row, dates, sites, samples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import Certainty, Recruitment, Status
from index.listing.facets.recruitment import (
    AS_STATED,
    JOINABLE,
    RULES,
    Circumstances,
    Confirmed,
    End,
    Start,
    open_on,
    samples_judged_on,
    shown_as,
    years_before,
)
from index.listing.parts import Site, first_day, last_day
from tests.conftest import listing

DAY = date(2026, 11, 30)
OPENNESS = {
    Recruitment.RECRUITING: 3,
    Recruitment.CHECK_FIRST: 2,
    Recruitment.MAY_HAVE_CLOSED: 1,
}

RECRUITING, PLANNED = {"status": "recruiting"}, {"status": "not-yet-recruiting"}
AHEAD = {"primary_completion_date": "2027-06", "primary_completion_certainty": "estimated"}
TABLE = {
    "recruiting, verified within a year, ends ahead": (
        RECRUITING | AHEAD | {"verified": "2026-05"},
        Recruitment.RECRUITING,
    ),
    "recruiting, verified within a year, end not stated": (
        RECRUITING | {"verified": "2026-05"},
        Recruitment.RECRUITING,
    ),
    "recruiting, verified 12 to 24 months ago": (
        RECRUITING | AHEAD | {"verified": "2025-05"},
        Recruitment.CHECK_FIRST,
    ),
    "recruiting, without a date": (RECRUITING | AHEAD, Recruitment.CHECK_FIRST),
    "recruiting, an estimated end passed": (
        RECRUITING
        | {
            "verified": "2026-05",
            "primary_completion_date": "2026-08",
            "primary_completion_certainty": "estimated",
        },
        Recruitment.CHECK_FIRST,
    ),
    "recruiting, an end of no known certainty passed": (
        RECRUITING | {"verified": "2026-05", "primary_completion_date": "2026-08"},
        Recruitment.CHECK_FIRST,
    ),
    "recruiting, verified over 24 months ago": (
        RECRUITING | AHEAD | {"verified": "2020-08"},
        Recruitment.MAY_HAVE_CLOSED,
    ),
    "recruiting, an actual end passed": (
        RECRUITING
        | {
            "verified": "2026-10",
            "primary_completion_date": "2026-09",
            "primary_completion_certainty": "actual",
        },
        Recruitment.MAY_HAVE_CLOSED,
    ),
    "recruiting, no primary end, an actual final one passed": (
        RECRUITING
        | {
            "verified": "2026-10",
            "completion_date": "2026-09",
            "completion_certainty": "actual",
        },
        Recruitment.MAY_HAVE_CLOSED,
    ),
    "recruiting, a primary end ahead holds over a final one": (
        RECRUITING
        | AHEAD
        | {"verified": "2026-10", "completion_date": "2026-09", "completion_certainty": "actual"},
        Recruitment.RECRUITING,
    ),
    "recruiting, updated lately but verified long ago": (
        RECRUITING | AHEAD | {"verified": "2020-08", "updated": "2026-11-01"},
        Recruitment.MAY_HAVE_CLOSED,
    ),
    "recruiting, updated lately and never verified": (
        RECRUITING | AHEAD | {"updated": "2026-11-01"},
        Recruitment.RECRUITING,
    ),
    "not yet recruiting, planned start ahead": (
        PLANNED | {"start_date": "2027-01", "verified": "2020-01"},
        Recruitment.NOT_YET_RECRUITING,
    ),
    "not yet recruiting, planned start passed": (
        PLANNED | {"start_date": "2026-10", "verified": "2026-10"},
        Recruitment.MAY_BE_OPEN,
    ),
    "not yet recruiting, no start, confirmed lately": (
        PLANNED | {"verified": "2026-10"},
        Recruitment.NOT_YET_RECRUITING,
    ),
    "not yet recruiting, no start, confirmed long ago": (
        PLANNED | {"verified": "2020-10"},
        Recruitment.MAY_BE_OPEN,
    ),
    "enrolling by invitation": (
        {"status": "enrolling-by-invitation"},
        Recruitment.ENROLLING_BY_INVITATION,
    ),
    "suspended": ({"status": "suspended"}, Recruitment.SUSPENDED),
    "unknown": ({"status": "unknown", "verified": "2026-10"}, Recruitment.MAY_HAVE_CLOSED),
    "expanded access": (
        {"status": "available", "kind": "expanded-access"},
        Recruitment.AVAILABLE,
    ),
    "completed": ({"status": "completed"}, Recruitment.COMPLETED),
    "nothing": ({}, None),
}


@pytest.mark.parametrize("row", TABLE)
def test_what_a_status_is_shown_as(row: str) -> None:
    fields, shown = TABLE[row]
    standing = open_on(listing("A1", **fields), None, DAY)
    assert standing.shown is shown
    assert standing.stated == fields.get("status")
    assert standing.can_be_joined == (shown in JOINABLE)


def test_every_row_of_the_table_is_met_by_some_circumstances() -> None:
    met = {
        next(number for number, rule in enumerate(RULES) if rule.holds(stated, on))
        for stated in Status
        for on in EVERY
    }
    assert met == {*range(len(RULES))}


EVERY = [
    Circumstances(confirmed, end, start)
    for confirmed in Confirmed
    for end in End
    for start in Start
]


@pytest.mark.parametrize("stated", Status)
def test_without_a_day_every_status_is_shown_as_it_is_stated(stated: Status) -> None:
    unknown = stated is Status.UNKNOWN
    expected = Recruitment.MAY_HAVE_CLOSED if unknown else Recruitment.of(stated.value)
    assert shown_as(stated, AS_STATED) is expected


def test_what_registries_call_active_or_closed_does_not_age() -> None:
    ageing = {Status.RECRUITING, Status.NOT_YET_RECRUITING}
    assert {one for one in Status if len({shown_as(one, on) for on in EVERY}) > 1} == ageing


# --- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verified", "shown"),
    [
        ("2025-12", Recruitment.RECRUITING),
        ("2025-11-30", Recruitment.RECRUITING),
        ("2025-11-29", Recruitment.CHECK_FIRST),
        ("2025-11", Recruitment.CHECK_FIRST),
        ("2026", Recruitment.RECRUITING),
        ("2025", Recruitment.CHECK_FIRST),
        ("2024-11-30", Recruitment.CHECK_FIRST),
        ("2024-11-29", Recruitment.MAY_HAVE_CLOSED),
        ("2024-11", Recruitment.MAY_HAVE_CLOSED),
        ("2024-12", Recruitment.CHECK_FIRST),
        ("2024", Recruitment.MAY_HAVE_CLOSED),
        ("2027-01", Recruitment.RECRUITING),
    ],
)
def test_a_confirmation_is_of_the_first_day_that_it_may_be(
    verified: str, shown: Recruitment
) -> None:
    one = listing("A1", **RECRUITING, **AHEAD, verified=verified)
    assert open_on(one, None, DAY).shown is shown


@pytest.mark.parametrize(
    ("end", "shown"),
    [
        ("2026-11-29", Recruitment.MAY_HAVE_CLOSED),
        ("2026-11-30", Recruitment.RECRUITING),
        ("2026-11", Recruitment.RECRUITING),
        ("2026-10", Recruitment.MAY_HAVE_CLOSED),
        ("2026", Recruitment.RECRUITING),
        ("2025", Recruitment.MAY_HAVE_CLOSED),
    ],
)
def test_an_end_has_passed_when_the_last_day_that_it_may_be_is_over(
    end: str, shown: Recruitment
) -> None:
    one = listing(
        "A1",
        **RECRUITING,
        verified="2026-11-01",
        primary_completion_date=end,
        primary_completion_certainty="actual",
    )
    assert open_on(one, None, DAY).shown is shown


@pytest.mark.parametrize(("start", "passed"), [("2026-11", False), ("2026-10", True)])
def test_a_start_has_passed_when_its_month_is_over(start: str, passed: bool) -> None:
    shown = open_on(listing("A1", **PLANNED, start_date=start), None, DAY).shown
    assert (shown is Recruitment.MAY_BE_OPEN) is passed


@pytest.mark.parametrize(
    ("day", "years", "first"),
    [
        (date(2026, 11, 30), 1, date(2025, 11, 30)),
        (date(2025, 2, 28), 1, date(2024, 2, 28)),
        (date(2025, 3, 1), 1, date(2024, 3, 1)),
        # 28 February 2023 is more than a year before.
        (date(2024, 2, 29), 1, date(2023, 3, 1)),
        (date(2024, 2, 29), 2, date(2022, 3, 1)),
        (date(1, 1, 1), 2, date(1, 1, 1)),
    ],
)
def test_years_are_counted_by_the_calendar(day: date, years: int, first: date) -> None:
    assert years_before(day, years) == first


@given(st.dates(min_value=date(3, 1, 1)), st.integers(1, 2))
def test_the_same_day_so_many_years_on_is_within_them(day: date, years: int) -> None:
    on = date(day.year - years, day.month, min(day.day, 28))
    assert (on >= years_before(day, years)) or day.day > 28


def test_what_is_no_day_is_the_last_of_its_month() -> None:
    assert first_day("2023-02-30") == last_day("2023-02") == date(2023, 2, 28)
    assert last_day("2024-02") == date(2024, 2, 29)
    assert first_day("0000") == date(1, 1, 1)


partial_dates = st.dates(min_value=date(2019, 1, 1), max_value=date(2030, 12, 31)).flatmap(
    lambda one: st.sampled_from([str(one.year), f"{one:%Y-%m}", one.isoformat()])
)
days = st.dates(min_value=date(2019, 1, 1), max_value=date(2033, 12, 31))
certainties = st.none() | st.sampled_from(Certainty)


@given(
    verified=st.none() | partial_dates,
    updated=st.none() | partial_dates,
    end=st.none() | partial_dates,
    certainty=certainties,
    day=days,
    later=st.integers(0, 2_000),
)
def test_a_study_that_recruits_never_becomes_more_open_as_days_go_on(
    verified: str | None,
    updated: str | None,
    end: str | None,
    certainty: Certainty | None,
    day: date,
    later: int,
) -> None:
    one = listing(
        "A1",
        **RECRUITING,
        verified=verified,
        updated=updated,
        primary_completion_date=end,
        primary_completion_certainty=certainty,
    )
    before = open_on(one, None, day).shown
    after = open_on(one, None, day + timedelta(days=later)).shown
    assert before is not None
    assert after is not None
    assert OPENNESS[after] <= OPENNESS[before]


# --- sites --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of_listing", "of_site", "shown"),
    [
        ("recruiting", None, Recruitment.RECRUITING),
        ("recruiting", "recruiting", Recruitment.RECRUITING),
        ("recruiting", "completed", Recruitment.COMPLETED),
        ("recruiting", "suspended", Recruitment.SUSPENDED),
        ("recruiting", "not-yet-recruiting", Recruitment.MAY_BE_OPEN),
        ("completed", "recruiting", Recruitment.COMPLETED),
        ("terminated", "not-yet-recruiting", Recruitment.TERMINATED),
        ("withdrawn", "recruiting", Recruitment.WITHDRAWN),
        ("suspended", "recruiting", Recruitment.SUSPENDED),
        ("unknown", "recruiting", Recruitment.MAY_HAVE_CLOSED),
        ("completed", "withdrawn", Recruitment.WITHDRAWN),
        ("not-yet-recruiting", "recruiting", Recruitment.MAY_BE_OPEN),
        (None, "recruiting", Recruitment.RECRUITING),
        (None, None, None),
    ],
)
def test_a_site_is_never_more_open_than_its_listing(
    of_listing: str | None, of_site: str | None, shown: Recruitment | None
) -> None:
    one = listing("A1", status=of_listing, start_date="2026-01", verified="2026-10")
    standing = open_on(one, Site(status=Status(of_site) if of_site else None), DAY)
    assert standing.shown is shown
    assert standing.stated == (of_site or of_listing)


@pytest.mark.parametrize(
    ("verified", "shown"),
    [("2025-05", Recruitment.CHECK_FIRST), ("2020-08", Recruitment.MAY_HAVE_CLOSED)],
)
def test_a_site_ages_by_the_dates_of_its_listing(verified: str, shown: Recruitment) -> None:
    one = listing("A1", **RECRUITING, verified=verified)
    assert open_on(one, Site(status=Status.RECRUITING), DAY).shown is shown


# --- samples ------------------------------------------------------------------------------------


def test_a_sample_is_judged_on_the_day_that_is_written_down() -> None:
    judged = samples_judged_on()
    one = listing("A1", **RECRUITING, sample=True, verified=judged.isoformat())
    later = date(judged.year + 20, 1, 1)
    assert open_on(one, None, later).shown is Recruitment.RECRUITING
    old = listing("A1", **RECRUITING, sample=True, verified="2001")
    assert open_on(old, None, date(2001, 6, 1)).shown is Recruitment.MAY_HAVE_CLOSED
