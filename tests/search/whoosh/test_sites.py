"""Filters on one site against going through the sites of every listing."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codes import NOT_STATED
from index.listing import Listing, Site
from index.place_names import place_path
from search.query import AtOneSite, Circle
from search.whoosh.selection import Part, Selection
from search.whoosh.sites import EARTH_KM, Sites, distances, within
from tests.column_listings import a_listing, columns_of
from tests.conftest import listing

PLACES = (
    "United States", "United States/Georgia", "United States/Georgia/Atlanta", "France//Paris",
    "Georgia", "Georg", "/Georgia", "A-B", "Nowhere", NOT_STATED,
)  # fmt: skip
POINTS = ((33.749, -84.388), (48.8566, 2.3522), (0.0, 179.95), (90.0, 0.0), (33.0, -84.0))


def kilometers(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance along the surface by the angle between two unit vectors."""
    a, b = (
        (
            math.cos(math.radians(north)) * math.cos(math.radians(east)),
            math.cos(math.radians(north)) * math.sin(math.radians(east)),
            math.sin(math.radians(north)),
        )
        for north, east in (one, other)
    )
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return EARTH_KM * math.atan2(math.hypot(*cross), sum(x * y for x, y in zip(a, b, strict=True)))


def satisfies(site: Site, filter_: AtOneSite) -> bool:
    """Whether one site has all that a filter gives."""
    path = [place for place in place_path(site.country, site.state, site.city) if place]
    place = path[-1] if path else NOT_STATED
    lies_in = any(place == one or place.startswith(f"{one}/") for one in filter_.places)
    status = site.status.value if site.status else NOT_STATED
    near = True
    if filter_.near:
        near = False
        if site.latitude is not None and site.longitude is not None:
            middle = (filter_.near.latitude, filter_.near.longitude)
            # Columns hold a coordinate to a few meters.
            point = (float(np.float32(site.latitude)), float(np.float32(site.longitude)))
            near = kilometers(point, middle) <= filter_.near.kilometers
    return (
        (lies_in or not filter_.places)
        and (status in filter_.statuses or not filter_.statuses)
        and near
    )


filters = st.builds(
    AtOneSite,
    places=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
    statuses=st.lists(
        st.sampled_from(["recruiting", "completed", "unknown", NOT_STATED]), max_size=2
    ).map(tuple),
    near=st.none()
    | st.builds(
        lambda point, km: Circle(*point, km),
        st.sampled_from(POINTS),
        st.sampled_from([0.5, 50.0, 150.0, 7_000.0, 30_000.0]),
    ),
)


@given(
    st.lists(st.lists(st.tuples(a_listing, st.booleans()), max_size=8), min_size=1, max_size=3),
    filters,
)
def test_one_site_must_satisfy_all_that_is_given(
    segments: list[list[tuple[Listing, bool]]], filter_: AtOneSite
) -> None:
    parts: list[Part] = []
    base = 0
    for segment in segments:
        parts.append((base, len(segment), columns_of([one for one, _ in segment])))
        base += len(segment)
    rows = [row for segment in segments for row in segment]
    docs = np.array([n for n, (_, hit) in enumerate(rows) if hit], dtype=np.uint32)
    passing = Sites(parts).passing(Selection(parts, docs, None), filter_)
    expected = [any(satisfies(site, filter_) for site in one.site) for one, hit in rows if hit]
    assert passing.dtype == np.bool_
    assert passing.tolist() == expected


def test_the_sites_of_few_documents_are_answered_as_those_of_many() -> None:
    atlanta = {"country": "United States", "state": "Georgia", "city": "Atlanta"}
    some = [
        listing("T1", site=[atlanta | {"status": "completed"}, {"status": "recruiting"}]),
        listing("T2"),
        listing("T3", site=[{}, atlanta | {"status": "recruiting"}]),
    ] * 40
    parts: list[Part] = [(0, len(some), columns_of(some))]
    filter_ = AtOneSite(places=("United States",), statuses=("recruiting",))
    for docs in ([2], [0, 1, 2], [1, 119], list(range(120))):
        selection = Selection(parts, np.array(docs), None)
        expected = [doc % 3 == 2 for doc in docs]
        assert Sites(parts).passing(selection, filter_).tolist() == expected


coordinates = st.tuples(st.floats(-90, 90, width=32), st.floats(-180, 180, width=32))


@given(st.lists(coordinates, min_size=1), coordinates, st.floats(0.01, 21_000))
def test_a_circle_holds_what_is_no_farther_than_its_radius(
    points: list[tuple[float, float]], middle: tuple[float, float], radius: float
) -> None:
    circle = Circle(*middle, radius)
    latitudes = np.array([north for north, _ in points], dtype=np.float32)
    longitudes = np.array([east for _, east in points], dtype=np.float32)
    found = distances(circle, latitudes, longitudes)
    expected = [kilometers(point, middle) for point in points]
    # Opposite points: the haversine formula is good to a hundred meters there.
    assert found == pytest.approx(expected, rel=1e-9, abs=0.2)
    assert within(circle, latitudes, longitudes).tolist() == (found <= radius).tolist()


def test_a_known_distance() -> None:
    atlanta = Circle(33.749, -84.388, 1)
    paris = distances(atlanta, np.array([48.8566]), np.array([2.3522]))
    assert paris[0] == pytest.approx(7_040, abs=20)


def test_a_point_that_is_not_known_lies_in_no_circle() -> None:
    unknown = np.array([np.nan, 0.0], dtype=np.float32)
    assert not within(Circle(0, 0, 30_000), unknown, unknown[::-1].copy()).any()


def test_a_place_holds_what_lies_in_it_and_not_what_begins_alike() -> None:
    names = ("Georgia", "Georgia Strait", "Georgia-on-Sea", "Georgia0", "Georgian Bay")
    some = [listing(name[-2:], site=[{"country": name, "city": "Kutaisi"}]) for name in names]
    parts: list[Part] = [(0, len(some), columns_of(some))]
    selection = Selection(parts, np.arange(len(some)), None)
    passing = Sites(parts).passing(selection, AtOneSite(places=("Georgia",)))
    assert passing.tolist() == [True, False, False, False, False]
