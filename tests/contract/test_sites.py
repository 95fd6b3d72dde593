"""What is asked of the place, the status and the distance holds at one site."""

from __future__ import annotations

import math
from typing import Any

import pytest

from search.engine.port import Engine
from search.engine.query import Circle, Filter, Term
from tests.conftest import listing
from tests.contract.conftest import EngineOf, counts, found, ids

ATLANTA: dict[str, Any] = {"country": "United States", "state": "Georgia", "city": "Atlanta",
                           "latitude": 33.75, "longitude": -84.375}  # fmt: skip
MACON: dict[str, Any] = {"country": "United States", "state": "Georgia", "city": "Macon",
                         "latitude": 32.84, "longitude": -83.63}  # fmt: skip
DALLAS: dict[str, Any] = {"country": "United States", "state": "Texas", "city": "Dallas",
                          "latitude": 32.78, "longitude": -96.8}  # fmt: skip
OPEN, CLOSED = {"status": "recruiting"}, {"status": "completed"}

LISTINGS = [
    listing("G1", status="recruiting", site=[ATLANTA | CLOSED, DALLAS | OPEN]),
    listing("G2", status="recruiting", site=[ATLANTA, DALLAS | {"status": "withdrawn"}]),
    listing("G3", status="completed", site=[ATLANTA | OPEN, MACON]),
    listing("BARE", status="recruiting"),
    listing("BARER"),
    listing("TBILISI", status="recruiting", site=[{"country": "Georgia", "city": "Tbilisi"}]),
    listing("SEA", site=[{"country": "Georgia-on-Sea"}, {"country": "Georgian"}]),
    listing("PARIS", site=[{"country": "France", "city": "Paris"} | OPEN]),
    listing("PLACELESS", status="recruiting", site=[{"facility": "Somewhere"}, {}]),
    listing("FOUND", status="completed", site=[{"city": "ATL", "place": {
        "country": "United States", "state": "Georgia", "city": "Atlanta",
        "latitude": 33.75, "longitude": -84.375}}]),
    listing("SHUT", status="recruiting", site=[{"country": "Chad"} | CLOSED]),
    listing("GRANT", kind="funded-project", source="nih-reporter", status="does-not-enroll",
            site=[MACON]),
]  # fmt: skip

GEORGIA = "United States/Georgia"
NEAR_ATLANTA = Circle(33.75, -84.375, 50.0)


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


def at(*places: str, status: str = "") -> tuple[Filter, ...]:
    """Filters by place and, if one is given, status."""
    filters = [Filter("place", places)] if places else []
    return (*filters, *([Filter("status", (status,))] if status else []))


# --- places -------------------------------------------------------------------------------------


def test_a_place_holds_what_lies_in_it(engine: Engine) -> None:
    assert ids(engine, filters=at("United States")) == ["G1", "G2", "G3", "FOUND", "GRANT"]
    assert ids(engine, filters=at(GEORGIA)) == ["G1", "G2", "G3", "FOUND", "GRANT"]
    assert ids(engine, filters=at("United States/Georgia/Macon")) == ["G3", "GRANT"]


def test_a_country_is_not_a_state_of_the_same_name(engine: Engine) -> None:
    assert ids(engine, filters=at("Georgia")) == ["TBILISI"]
    assert ids(engine, filters=at("Georgia//Tbilisi")) == ["TBILISI"]


def test_a_place_does_not_hold_what_only_begins_alike(engine: Engine) -> None:
    assert ids(engine, filters=at("Georg")) == []
    assert ids(engine, filters=at("United States/Georgia/Atl")) == []
    assert ids(engine, filters=at("Georgia/", "Georgia0", "Georgia-", "/Georgia")) == []
    assert ids(engine, filters=at("Georgia-on-Sea")) == ["SEA"]


def test_a_city_without_its_state_lies_in_its_country(engine: Engine) -> None:
    assert ids(engine, filters=at("France//Paris")) == ["PARIS"]
    assert ids(engine, filters=at("France")) == ["PARIS"]
    assert ids(engine, filters=at("France/Paris", "Paris")) == []


def test_the_place_that_was_found_stands_for_what_the_source_writes(engine: Engine) -> None:
    assert "FOUND" in ids(engine, filters=at("United States/Georgia/Atlanta"))


def test_several_places_widen(engine: Engine) -> None:
    assert ids(engine, filters=at("France", "United States/Texas")) == ["G1", "G2", "PARIS"]


def test_what_has_no_place_can_be_chosen(engine: Engine) -> None:
    assert ids(engine, filters=at("not-stated")) == ["BARE", "BARER", "PLACELESS"]


# --- one site -----------------------------------------------------------------------------------


def test_recruiting_in_georgia_is_not_recruiting_in_texas_with_a_closed_site_in_georgia(
    engine: Engine,
) -> None:
    assert ids(engine, filters=at(GEORGIA, status="recruiting")) == ["G2"]
    assert ids(engine, filters=at("United States/Texas", status="recruiting")) == ["G1"]


def test_a_status_alone_is_that_of_the_listing(engine: Engine) -> None:
    recruiting = ids(engine, filters=at(status="recruiting"))
    assert recruiting == ["G1", "G2", "BARE", "TBILISI", "PLACELESS", "SHUT"]
    assert ids(engine, filters=at("Chad", status="recruiting")) == []


def test_a_site_that_recruits_opens_no_listing_that_has_ended(engine: Engine) -> None:
    assert "G3" not in ids(engine, filters=at(GEORGIA, status="recruiting"))
    assert "G3" not in ids(engine, filters=at(status="recruiting"), near=NEAR_ATLANTA)


def test_a_site_that_states_no_status_has_that_of_its_listing(engine: Engine) -> None:
    assert ids(engine, filters=at("Georgia", status="recruiting")) == ["TBILISI"]
    assert ids(engine, filters=at("United States/Georgia/Macon", status="completed")) == ["G3"]
    assert ids(engine, filters=at("Georgia-on-Sea", status="not-stated")) == ["SEA"]


def test_a_listing_without_sites_counts_as_one_site_of_its_own_status(engine: Engine) -> None:
    assert ids(engine, filters=at("not-stated", status="recruiting")) == ["BARE", "PLACELESS"]
    assert ids(engine, filters=at("not-stated", status="not-stated")) == ["BARER"]


def test_a_funded_project_is_found_by_its_place_and_status(engine: Engine) -> None:
    assert ids(engine, filters=at(GEORGIA, status="does-not-enroll")) == ["GRANT"]


def test_a_circle_and_a_place_or_a_status_hold_at_one_site(engine: Engine) -> None:
    assert ids(engine, filters=at("United States/Texas"), near=NEAR_ATLANTA) == []
    assert ids(engine, filters=at(GEORGIA), near=NEAR_ATLANTA) == ["G1", "G2", "G3", "FOUND"]
    assert ids(engine, filters=at(status="recruiting"), near=NEAR_ATLANTA) == ["G2"]
    far = Circle(33.75, -84.375, 2_000.0)
    assert ids(engine, filters=at(GEORGIA, status="recruiting"), near=far) == ["G2"]
    assert ids(engine, filters=at(status="recruiting"), near=far) == ["G1", "G2"]


def test_places_are_counted_over_the_sites_that_have_the_status(engine: Engine) -> None:
    some = counts(engine, "place", filters=at(status="recruiting"))
    assert some["United States"] == 2
    assert some["United States/Georgia"] == some["United States/Texas"] == 1
    assert some["not-stated"] == 2


def test_places_are_counted_over_the_sites_in_the_circle(engine: Engine) -> None:
    assert counts(engine, "place", near=NEAR_ATLANTA) == {
        "United States": 4,
        "United States/Georgia": 4,
        "United States/Georgia/Atlanta": 4,
    }


def test_statuses_are_counted_of_listings_with_a_site_there_that_has_it(engine: Engine) -> None:
    in_georgia = counts(engine, "status", filters=at(GEORGIA))
    assert in_georgia == {"recruiting": 1, "completed": 2, "does-not-enroll": 1}
    near = counts(engine, "status", near=NEAR_ATLANTA)
    # One that was completed has no open site, whatever is left behind at one.
    assert near == {"recruiting": 1, "completed": 2}
    nowhere = counts(engine, "status", filters=at("not-stated"))
    assert nowhere == {"recruiting": 2, "not-stated": 1}


def test_what_is_counted_for_a_place_or_a_status_is_what_choosing_it_finds(engine: Engine) -> None:
    for name, asked in (
        ("place", {"filters": at(status="recruiting")}),
        ("place", {"filters": at(status="recruiting"), "near": NEAR_ATLANTA}),
        ("status", {"filters": at("United States", "not-stated")}),
        ("status", {"near": NEAR_ATLANTA}),
    ):
        for value, count in counts(engine, name, **asked).items():
            chosen = (*asked.get("filters", ()), Filter(name, (value,)))
            narrowed: dict[str, Any] = asked | {"filters": chosen}
            assert found(engine, **narrowed).total == count, (name, value)


# --- circles ------------------------------------------------------------------------------------

DEGREE = 111.1950802335329
"""Kilometers of a degree of the equator, on a sphere of 6371.0088 km."""


@pytest.fixture(scope="module")
def globe(engine_of: EngineOf) -> Engine:
    """One site at each of some points: degrees north and east in the name."""

    def site(north: float, east: float) -> dict[str, Any]:
        return {"country": "Earth", "latitude": north, "longitude": east}

    points = [(0, 0), (0, 1), (0, 179.5), (0, -179.5), (89.5, 0), (89.5, 180), (-90, 77), (0, 180)]
    some = [listing(f"at{n}.{e}".replace("-", "m"), site=[site(n, e)]) for n, e in points]
    return engine_of(
        [
            *some,
            listing("nowhere", site=[{"country": "Earth"}], title="No point"),
            listing("siteless", title="No site"),
            listing("half", site=[{"country": "Earth", "latitude": 0}]),
            listing("both", site=[site(0, 1), site(0, 179.5)]),
            listing("stated", site=[site(60, 60) | {"place": {
                "country": "Earth", "latitude": 61, "longitude": 60}}]),
            listing("placed", site=[{"place": {
                "country": "Earth", "latitude": 61, "longitude": 60}}]),
        ]
    )  # fmt: skip


def test_a_circle_holds_its_edge(globe: Engine) -> None:
    assert ids(globe, near=Circle(0, 0, DEGREE + 1e-6)) == ["at0.0", "at0.1", "both"]
    assert ids(globe, near=Circle(0, 0, DEGREE - 0.01)) == ["at0.0"]
    assert ids(globe, near=Circle(0, 0, 0.0)) == ["at0.0"]


def test_a_circle_reaches_over_the_line_where_the_date_changes(globe: Engine) -> None:
    around = ["at0.179.5", "at0.m179.5", "at0.180", "both"]
    assert ids(globe, near=Circle(0, 179.9, DEGREE)) == around
    assert ids(globe, near=Circle(0, -179.9, DEGREE)) == around


def test_a_circle_reaches_over_a_pole(globe: Engine) -> None:
    assert ids(globe, near=Circle(89.5, 0, 1.01 * DEGREE)) == ["at89.5.0", "at89.5.180"]
    assert ids(globe, near=Circle(89.5, 90, 0.9 * DEGREE)) == ["at89.5.0", "at89.5.180"]
    assert ids(globe, near=Circle(-90, -123, 0.001)) == ["atm90.77"]


def test_a_circle_around_the_world_holds_every_point_and_nothing_without_one(globe: Engine) -> None:
    for kilometers in (20_100.0, math.inf):
        whole = ids(globe, near=Circle(12, 34, kilometers))
        assert len(whole) == 11
        assert not {"nowhere", "siteless", "half"} & {*whole}


def test_a_listing_is_found_once_by_the_nearest_of_its_sites(globe: Engine) -> None:
    assert ids(globe, near=Circle(0, 0.5, DEGREE)) == ["at0.0", "at0.1", "both"]
    around = Circle(0, 179.5, 20_100.0)
    assert ids(globe, near=around, sort="distance")[:2] == ["at0.179.5", "both"]


def test_the_point_that_a_site_states_comes_before_the_middle_of_its_city(globe: Engine) -> None:
    assert ids(globe, near=Circle(60, 60, 10.0)) == ["stated"]
    assert ids(globe, near=Circle(61, 60, 10.0)) == ["placed"]


def test_a_circle_narrows_matches(globe: Engine) -> None:
    assert ids(globe, Term("point"), near=Circle(0, 0, 500.0)) == []
    assert found(globe, near=Circle(45, -45, 1.0)).total == 0
