"""Which places a site lies in, and how a place is labeled."""

from __future__ import annotations

import pytest

from index.listing.facets.place_paths import place_label, place_path


@pytest.mark.parametrize(
    ("place", "paths"),
    [
        (("", "Georgia", "Atlanta"), []),
        (("France", "", ""), ["France"]),
        (("France", "", "Paris"), ["France", "France//Paris"]),
        (("A/B", "", ""), ["A-B"]),
    ],
)
def test_a_path_says_no_more_than_the_site_does(
    place: tuple[str, str, str], paths: list[str]
) -> None:
    assert list(place_path(*place)) == paths


def test_a_us_city_without_a_state_says_so_and_others_just_name_their_country() -> None:
    assert place_label("United States//Atlanta") == "Atlanta, United States (state not stated)"
    assert place_label("France//Paris") == "Paris, France"
    assert place_label("United States/Georgia/Atlanta") == "Atlanta, Georgia"
