"""A status is filtered, counted and ordered by as it is shown on the day that is asked."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from index.listing.facets.recruitment import open_on, samples_judged_on
from index.listing.schema import FACET
from search.engine.port import Engine
from search.engine.query import Circle, Everything, Filter, Query
from tests.conftest import listing
from tests.contract.conftest import EngineOf, counts, ids

DAY, MUCH_LATER = date(2026, 11, 30), date(2040, 1, 1)
ATLANTA: dict[str, Any] = {"country": "United States", "state": "Georgia", "city": "Atlanta",
                           "latitude": 33.75, "longitude": -84.375}  # fmt: skip
DALLAS: dict[str, Any] = {"country": "United States", "state": "Texas", "city": "Dallas",
                          "latitude": 32.78, "longitude": -96.8}  # fmt: skip
OPEN, SHUT = {"status": "recruiting"}, {"status": "completed"}
ACTUAL = {"primary_completion_date": "2026-06", "primary_completion_certainty": "actual"}

LISTINGS = [
    listing("SURE", status="recruiting", verified="2026-05", site=[ATLANTA | OPEN, DALLAS | SHUT]),
    listing("CHECK", status="recruiting", verified="2025-05", site=[ATLANTA, DALLAS | OPEN]),
    listing("OLD", status="recruiting", verified="2020-08", site=[ATLANTA | OPEN, DALLAS | SHUT]),
    listing("ENDED", status="recruiting", verified="2026-05", site=[DALLAS | OPEN], **ACTUAL),
    listing("PLANNED", status="not-yet-recruiting", start_date="2027-03"),
    listing("STARTED", status="not-yet-recruiting", start_date="2026-02", site=[ATLANTA]),
    listing("UNKNOWN", status="unknown", site=[ATLANTA | OPEN]),
    listing("DONE", status="completed", site=[ATLANTA | OPEN]),
    listing("BARE", site=[ATLANTA | OPEN]),
    listing("SAMPLE", status="recruiting", sample=True,
            verified=samples_judged_on().isoformat(), site=[DALLAS]),
    listing("GRANT", kind="funded-project", source="nih-reporter", status="does-not-enroll"),
]  # fmt: skip
GEORGIA, TEXAS = "United States/Georgia", "United States/Texas"


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


def status(*codes: str) -> tuple[Filter, ...]:
    """Filters by status."""
    return (Filter("status", codes),)


@pytest.mark.parametrize(
    ("code", "having"),
    [
        ("recruiting", ["SURE", "SAMPLE"]),
        ("check-first", ["CHECK"]),
        ("may-have-closed", ["OLD", "ENDED", "UNKNOWN"]),
        ("may-be-open", ["STARTED"]),
        ("not-yet-recruiting", ["PLANNED"]),
        ("completed", ["DONE"]),
        ("not-stated", ["BARE"]),
    ],
)
def test_a_status_is_filtered_as_it_is_shown_on_the_day(
    engine: Engine, code: str, having: list[str]
) -> None:
    assert ids(engine, filters=status(code), day=DAY) == having
    assert counts(engine, "status", day=DAY)[code] == len(having)


def test_without_a_day_nothing_ages(engine: Engine) -> None:
    recruiting = ["SURE", "CHECK", "OLD", "ENDED", "SAMPLE"]
    assert ids(engine, filters=status("recruiting")) == recruiting
    assert ids(engine, filters=status("not-yet-recruiting")) == ["PLANNED", "STARTED"]
    assert ids(engine, filters=status("may-have-closed")) == ["UNKNOWN"]
    assert ids(engine, filters=status("check-first", "may-be-open")) == []


@pytest.mark.parametrize("day", [None, date(2020, 1, 1), date(2025, 9, 1), DAY, MUCH_LATER])
def test_what_a_day_counts_is_what_going_through_its_listings_counts(
    engine: Engine, day: date | None
) -> None:
    expected = Counter(open_on(one, None, day).code for one in LISTINGS)
    assert counts(engine, "status", day=day) == expected
    for code in expected:
        scanned = [one.id for one in LISTINGS if open_on(one, None, day).code == code]
        assert ids(engine, filters=status(code), day=day) == scanned


def test_days_that_are_asked_in_turn_do_not_mix(engine: Engine) -> None:
    days = [date(2020 + n, 1 + n, 1) for n in range(9)] + [None, DAY]
    first = [counts(engine, "status", day=day) for day in days]
    assert first == [counts(engine, "status", day=day) for day in days]
    assert len({*map(str, first)}) > 2


def test_one_site_has_the_place_and_the_status_of_the_day(engine: Engine) -> None:
    def at(place: str, *codes: str) -> list[str]:
        both = (Filter("place", (place,)), *status(*codes))
        return ids(engine, filters=both, day=DAY)

    assert at(GEORGIA, "recruiting") == ["SURE"]
    assert at(TEXAS, "recruiting") == ["SAMPLE"]
    assert at(TEXAS, "check-first") == ["CHECK"]
    assert at(GEORGIA, "may-have-closed") == ["OLD", "UNKNOWN"]
    assert at(TEXAS, "may-have-closed") == ["ENDED"]
    assert at(GEORGIA, "completed") == ["DONE"]


def test_places_are_counted_of_sites_that_have_the_status_on_the_day(engine: Engine) -> None:
    can_be_joined = counts(engine, "place", filters=status("recruiting", "check-first"), day=DAY)
    assert can_be_joined[GEORGIA] == 2
    assert can_be_joined[TEXAS] == 2
    closed = counts(engine, "place", filters=status("may-have-closed"), day=DAY)
    assert (closed[GEORGIA], closed[TEXAS]) == (2, 1)


def test_statuses_are_counted_of_sites_in_a_place_or_a_circle(engine: Engine) -> None:
    expected = {
        "recruiting": 1,
        "check-first": 1,
        "may-be-open": 1,
        "may-have-closed": 2,
        "completed": 1,
    }
    assert counts(engine, "status", filters=(Filter("place", (GEORGIA,)),), day=DAY) == expected
    assert counts(engine, "status", near=Circle(33.75, -84.375, 50.0), day=DAY) == expected


def test_distances_are_of_sites_that_have_the_status_on_the_day(engine: Engine) -> None:
    near = Circle(32.78, -96.8, 5_000.0)
    order = ids(
        engine, filters=status("recruiting", "check-first"), near=near, sort="distance", day=DAY
    )
    assert order == ["CHECK", "SAMPLE", "SURE"]


def test_what_comes_sooner_does_so_by_the_status_of_the_day(engine: Engine) -> None:
    sooner = (*status("recruiting"), *status("check-first"))
    order = ids(engine, sooner=sooner, day=DAY)
    assert order[:3] == ["SURE", "SAMPLE", "CHECK"]
    stated = ids(engine, sooner=sooner)
    assert stated[:5] == ["SURE", "CHECK", "OLD", "ENDED", "SAMPLE"]


def test_other_facets_are_counted_under_the_status_of_the_day(engine: Engine) -> None:
    kinds = counts(engine, "kind", filters=status("recruiting"), day=DAY)
    assert kinds == {"trial": 2}


def test_a_scan_and_counts_narrow_by_the_status_of_the_day(engine: Engine) -> None:
    closed = Query(match=Everything(), filters=status("may-have-closed"), day=DAY)
    stated = Query(match=Everything(), filters=status("may-have-closed"))
    assert [one.id for one in engine.scan(closed)] == ["OLD", "ENDED", "UNKNOWN"]
    assert engine.counts([closed, stated, closed]) == (3, 1, 3)


def test_a_day_changes_the_status_alone(engine: Engine) -> None:
    for name in FACET:
        if name != "status":
            assert counts(engine, name, day=MUCH_LATER) == counts(engine, name)


def test_a_sample_is_judged_on_its_own_day(engine: Engine) -> None:
    assert ids(engine, filters=status("recruiting"), day=MUCH_LATER) == ["SAMPLE"]
