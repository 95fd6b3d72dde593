"""Which places, statuses and points are meant, and how far points are."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import NOT_STATED, Recruitment
from index.reference.places.distance import EARTH_KM
from search.engine.query import Circle
from search.engines.whoosh.filters.sites import distances, wanted_statuses, within


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


def test_every_status_has_a_place_and_none_stated_the_last() -> None:
    wanted = wanted_statuses(["recruiting", NOT_STATED, "unheard of"])
    recruiting = [shown is Recruitment.RECRUITING for shown in Recruitment]
    assert wanted.tolist() == [*recruiting, True]
