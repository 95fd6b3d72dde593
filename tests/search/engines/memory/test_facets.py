"""In what a place lies."""

from __future__ import annotations

import pytest

from index.listing.facets import PLACE
from search.engines.memory.facets import ancestor_path


@pytest.mark.parametrize(
    ("place", "above"),
    [
        ("France", ["France"]),
        ("United States/Georgia/Atlanta", ["United States", "United States/Georgia"]),
        ("France//Paris", ["France"]),
        ("/Georgia", []),
    ],
)
def test_a_place_lies_in_what_is_not_empty_above_it(place: str, above: list[str]) -> None:
    assert ancestor_path(PLACE, place) == [*above, place] if place not in above else above
