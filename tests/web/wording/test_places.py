from __future__ import annotations

import pytest

from index.listing.parts import Place, Site
from search.request.distance import DEFAULT, Distance
from search.results.results import Nearness
from tests.web.listings import INFERRED, SPELLED
from web.wording.places import (
    address_note,
    address_words,
    nearness_words,
    path_words,
    place_phrase,
    place_words,
    places_words,
)

ATLANTA = Site(city="Atlanta", state="Georgia", country="United States")
TORONTO = Site(city="Toronto", state="Ontario", country="Canada")


def test_a_state_is_never_guessed() -> None:
    assert place_words(Site(city="Atlanta", country="United States")) == "Atlanta, United States"


@pytest.mark.parametrize(
    ("site", "words"),
    [
        (ATLANTA, "Atlanta, Georgia"),
        (TORONTO, "Toronto, Ontario, Canada"),
        (
            Site(city="New York", state="New York", country="United States"),
            "New York, New York",
        ),
        (Site(city="Singapore", country="Singapore"), "Singapore"),
        (Site(state="Georgia", country="United States"), "Georgia"),
        (Site(facility="A clinic"), ""),
    ],
)
def test_a_place_is_said_as_people_write_it(site: Site, words: str) -> None:
    assert place_words(site) == words


def test_the_place_somebody_asked_for_is_named_first() -> None:
    sites = (TORONTO, ATLANTA, Site())
    assert places_words(sites) == "Toronto, Ontario, Canada and 2 more sites"
    near = places_words(sites, ["United States/Georgia"])
    assert near == "Atlanta, Georgia and 2 more sites"
    assert places_words((ATLANTA, TORONTO)) == "Atlanta, Georgia and 1 more site"
    assert places_words((Site(), Site())) == "2 sites, place not stated"
    assert places_words(()) == ""


def test_a_place_path_reads_well_inside_a_sentence() -> None:
    assert place_phrase("United States") == "the United States"
    assert place_phrase("France") == "France"
    assert place_phrase("United States/Georgia/Atlanta") == "Atlanta, Georgia"
    assert place_phrase("France//Paris") == "Paris, France"
    assert place_phrase("United States/Georgia") == "Georgia"
    assert place_phrase("Georgia") == "Georgia (the country)"
    assert place_phrase("South Korea/Seoul/Seoul") == "Seoul, South Korea"


def test_a_place_path_in_full_begins_with_what_is_narrowest() -> None:
    assert path_words("United States/Georgia") == "Georgia, United States"
    assert path_words("France//Paris") == "Paris, France"


def test_the_words_of_the_source_stay_and_what_is_added_is_said() -> None:
    assert address_words(INFERRED) == "Savannah, Georgia"
    assert address_note(INFERRED) == "state inferred from the city"
    assert address_words(SPELLED) == "München, Bavaria, Germany"
    assert address_note(SPELLED) == "listed under Munich; region inferred from the city"
    both = Site(city="Macon", place=Place(country="United States", state="Georgia", city="Macon",
                                          inferred=("country", "state")))  # fmt: skip
    assert address_note(both) == "state and country inferred from the city"
    assert address_note(ATLANTA) == ""


@pytest.mark.parametrize(
    ("written", "counted"),
    [("SAINT LOUIS", "St. Louis"), ("Bronx", "The Bronx"), ("Turin (Torino)", "Turin")],
)
def test_another_spelling_of_a_name_is_no_other_name(written: str, counted: str) -> None:
    place = Place(country="United States", state="Missouri", city=counted)
    site = Site(city=written, state="Missouri", country="United States", place=place)
    assert address_note(site) == ""
    assert written in address_words(site)


def _near(sites: int, within: int, asked: Distance = DEFAULT) -> Nearness:
    nearest = Site(facility="Emory University", city="Atlanta", country="United States")
    return Nearness(sites, within, nearest, 4.8, asked)


def test_how_near_a_listing_is_is_told_in_a_line() -> None:
    assert nearness_words(_near(12, 3)) == (
        "12 sites, 3 within 50 miles; nearest: Emory University, Atlanta (3 miles)"
    )
    assert nearness_words(_near(1_204, 3, Distance(80, "km")), "recruiting") == (
        "1,204 sites, 3 recruiting within 80 km; nearest: Emory University, Atlanta (5 km)"
    )
    assert nearness_words(_near(1, 1)) == (
        "1 site, within 50 miles: Emory University, Atlanta (3 miles)"
    )
