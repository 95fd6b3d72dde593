"""How near a listing's sites are."""

from __future__ import annotations

from datetime import date

import msgspec

from index.listing.model import Listing
from index.listing.parts import Place
from search.request.distance import Distance
from search.results.nearness import nearness_of
from search.results.results import Nearness
from search.understanding.entities.places.near import Near
from tests.conftest import listing

ATLANTA = Place(
    country="United States", state="Georgia", city="Atlanta", latitude=33.749, longitude=-84.388
)
NEAR = Near(ATLANTA, Distance(50))


def site(city: str, latitude: float, longitude: float, **fields: object) -> dict[str, object]:
    where = {"latitude": latitude, "longitude": longitude}
    return {"city": city, "state": "Georgia", "country": "United States"} | where | fields


STUDY = listing(
    "A1",
    status="recruiting",
    site=[
        site("Macon", 32.84, -83.63, status="recruiting"),
        site("Atlanta", 33.79, -84.32, facility="Emory University", status="completed"),
        site("Decatur", 33.77, -84.2, facility="A clinic"),
        {"city": "Unknown"},
    ],
)


def near(study: Listing, **having: tuple[str, ...]) -> Nearness:
    found = nearness_of(study, NEAR, having.get("places", ()), having.get("statuses", ()), None)
    assert found is not None
    return found


def test_the_sites_within_are_counted_and_the_nearest_is_named() -> None:
    found = near(STUDY)
    assert (found.sites, found.within, found.nearest.facility) == (4, 2, "Emory University")
    assert 6 < found.kilometers < 9
    assert found.words == (
        "4 sites, 2 within 50 miles; nearest: Emory University, Atlanta (5 miles)"
    )


def test_only_sites_that_have_the_place_and_the_status_count() -> None:
    # The clinic states no status: it has its study's.
    assert near(STUDY, statuses=("recruiting",)).nearest.facility == "A clinic"
    atlanta = ("United States/Georgia/Atlanta",)
    assert near(STUDY, places=atlanta).within == 1
    assert near(STUDY, places=("United States/Georgia",)).within == 2
    assert nearness_of(STUDY, NEAR, atlanta, ("recruiting",), None) is None
    assert nearness_of(STUDY, NEAR, ("not-stated",), (), None) is None


def test_a_site_whose_place_is_not_stated_is_found_by_that() -> None:
    point = {"latitude": 33.79, "longitude": -84.32}
    nowhere = listing("A2", site=[{"facility": "A clinic"} | point, site("Atlanta", **point)])
    assert near(nowhere, places=("not-stated",)).within == 1
    assert near(nowhere).within == 2


def test_a_listing_without_sites_is_near_nothing() -> None:
    assert nearness_of(listing("A2"), NEAR, (), (), None) is None


def test_distances_are_told_in_the_unit_that_was_asked_for() -> None:
    found = nearness_of(STUDY, Near(ATLANTA, Distance(20, "km")), (), (), None)
    assert found is not None
    assert found.words == "4 sites, 2 within 20 km; nearest: Emory University, Atlanta (8 km)"


def test_a_site_without_a_name_is_told_by_its_city() -> None:
    one = listing("A3", site=[site("Atlanta", 33.749, -84.388)])
    assert near(one).words == "1 site, 1 within 50 miles; nearest: Atlanta (under 1 mile)"


def test_the_status_of_a_site_is_that_of_the_day() -> None:
    aged = msgspec.structs.replace(STUDY, verified="2020-08")
    later = date(2026, 11, 30)
    assert nearness_of(aged, NEAR, (), ("recruiting",), later) is None
    found = nearness_of(aged, NEAR, (), ("may-have-closed",), later)
    assert found is not None
    assert found.nearest.facility == "A clinic"
