"""What a source or a reader calls a place, and what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reference.places.distance import kilometers
from index.reference.places.gazetteer import Gazetteer
from tests.conftest import listing

STATED = [
    ("Atlanta", "Georgia", "United States", "United States/Georgia/Atlanta"),
    ("Atlanta", "GA", "USA", "United States/Georgia/Atlanta"),
    ("St. Louis", "Missouri", "United States", "United States/Missouri/St. Louis"),
    ("Saint Louis", "MO", "United States", "United States/Missouri/St. Louis"),
    ("New York City", "New York", "United States", "United States/New York/New York"),
    ("New York", "New York", "United States", "United States/New York/New York"),
    ("München", "Bayern", "Germany", "Germany/Bavaria/Munich"),
    ("Muenchen", "Bavaria", "Germany", "Germany/Bavaria/Munich"),
    ("Toronto", "ON", "Canada", "Canada/Ontario/Toronto"),
    ("Seoul", "Seoul", "Korea, Republic of", "South Korea/Seoul/Seoul"),
    ("Wuhan", "Hubei", "China", "China/Hubei/Wuhan"),
    ("Beijing", "Beijing Shi", "China", "China/Beijing/Beijing"),
    ("Gent", "Flanders", "Belgium", "Belgium/Flanders/Ghent"),
    ("Mt. Vernon", "New York", "United States", "United States/New York/Mount Vernon"),
    ("Wynnewood", "Pennsylvania", "United States", "United States/Pennsylvania/Wynnewood"),
    ("Paris Cedex 13", "Île-de-France", "France", "France/Île-de-France/Paris"),
]

INFERRED = [
    ("ATLANTA", "UNITED STATES", "United States/Georgia/Atlanta"),
    ("Milan", "Italy", "Italy/Lombardy/Milan"),
    ("Novosibirsk", "Russian Federation", "Russia/Novosibirsk Oblast/Novosibirsk"),
    ("Roma", "Italy", "Italy/Lazio/Rome"),
    ("Wonju-si", "Korea, Republic of", "South Korea/Gangwon/Wonju"),
    ("Tehran", "Iran, Islamic Republic of", "Iran/Tehran/Tehran"),
    ("Ankara", "Türkiye", "Turkey/Ankara/Ankara"),
    ("Ankara", "Turkey (Türkiye)", "Turkey/Ankara/Ankara"),
    ("The Hague", "Netherlands", "Netherlands/South Holland/The Hague"),
]


def path(gazetteer: Gazetteer, **stated: str) -> str:
    place = gazetteer.resolve(**stated)  # type: ignore[arg-type]
    return "/".join(place.path) if place else ""


@pytest.mark.parametrize(("city", "state", "country", "expected"), STATED)
def test_what_is_stated_is_found_however_it_is_written(
    gazetteer: Gazetteer, city: str, state: str, country: str, expected: str
) -> None:
    place = gazetteer.resolve(city=city, state=state, country=country)
    assert place is not None
    assert "/".join(place.path) == expected
    assert place.inferred == ()
    assert place.point is not None


@pytest.mark.parametrize(("city", "country", "expected"), INFERRED)
def test_a_state_that_is_sure_is_inferred_and_said_to_be(
    gazetteer: Gazetteer, city: str, country: str, expected: str
) -> None:
    place = gazetteer.resolve(city=city, country=country)
    assert place is not None
    assert "/".join(place.path) == expected
    assert place.inferred == ("state",)


@pytest.mark.parametrize("city", ["Portland", "Springfield", "Columbus", "Rochester", "Wynnewood"])
def test_nothing_is_inferred_where_a_name_fits_several_places(
    gazetteer: Gazetteer, city: str
) -> None:
    place = gazetteer.resolve(city=city, country="United States")
    assert place is not None
    assert (place.path, place.point, place.inferred) == (("United States", city), None, ())


def test_the_point_of_a_record_decides_between_places_of_one_name(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve(city="Portland", country="United States", point=(43.66, -70.26))
    assert place is not None
    assert place.path == ("United States", "Maine", "Portland")
    assert place.inferred == ("state",)


def test_a_point_far_from_every_place_of_the_name_decides_nothing(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve(city="Milan", country="Italy", point=(41.1, 16.9))
    assert place is not None
    assert place.path == ("Italy", "Lombardy", "Milan")


def test_a_zip_code_decides_where_no_state_is_stated(gazetteer: Gazetteer) -> None:
    assert (
        path(gazetteer, city="Portland", country="United States", postal_code="04102-3134")
        == "United States/Maine/Portland"
    )
    place = gazetteer.resolve(
        city="Fort Gordon", state="Georgia", country="United States", postal_code="30905"
    )
    assert place is not None
    assert place.city == "Fort Gordon"
    assert place.point is not None
    assert kilometers(place.point, (33.42, -82.14)) < 30


def test_what_is_stated_is_kept_where_the_gazetteer_does_not_know_it(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve(city="Nowhereville", state="Antrim", country="United Kingdom")
    assert place is not None
    assert (place.path, place.point) == (("United Kingdom", "Antrim", "Nowhereville"), None)


@pytest.mark.parametrize("country", ["Former Yugoslavia", "Scotlandia", "Unknown"])
def test_a_country_is_never_guessed(gazetteer: Gazetteer, country: str) -> None:
    assert gazetteer.resolve(city="Belgrade", country=country) is None


def test_a_site_without_a_country_has_one_only_where_it_is_sure(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve(city="Atlanta", state="GA")
    assert place is not None
    assert (place.path, place.inferred) == (("United States", "Georgia", "Atlanta"), ("country",))
    assert gazetteer.resolve(city="Springfield") is None
    assert gazetteer.resolve(state="Georgia") is None
    assert gazetteer.resolve() is None


def test_a_located_listing_keeps_every_word_of_its_source(gazetteer: Gazetteer) -> None:
    stated = listing(
        "A1",
        site=[
            {"facility": "Klinikum", "city": "München", "country": "Germany", "latitude": 48.1,
             "longitude": 11.5},
            {"city": "Somewhere else"},
        ],
    )  # fmt: skip
    found, lost = gazetteer.located(stated).site
    assert (found.facility, found.city, found.country) == ("Klinikum", "München", "Germany")
    assert found.levels == ("Germany", "Bavaria", "Munich")
    assert found.point == (48.1, 11.5)
    assert lost == stated.site[1]
    assert lost.levels == ("", "", "Somewhere else")
    assert gazetteer.located(listing("A2")) == listing("A2")


TYPED = [
    ("30322", ["United States/Georgia/Atlanta"]),
    ("30322-1007", ["United States/Georgia/Atlanta"]),
    ("atlanta", ["United States/Georgia/Atlanta"]),
    ("Atlanta, GA", ["United States/Georgia/Atlanta"]),
    ("atlanta georgia", ["United States/Georgia/Atlanta"]),
    ("Atlanta, Georgia, United States", ["United States/Georgia/Atlanta"]),
    ("paris france", ["France/Île-de-France/Paris"]),
    ("Paris, TX", ["United States/Texas/Paris"]),
    ("SEOUL", ["South Korea/Seoul/Seoul"]),
    ("london ontario", ["Canada/Ontario/London"]),
    ("Portland", ["United States/Oregon/Portland", "United States/Maine/Portland"]),
    ("00000", []),
    ("<script>", []),
    ("Xyzzyville", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_a_typed_place_is_one_spot_several_or_none(
    gazetteer: Gazetteer, text: str, expected: list[str]
) -> None:
    spots = gazetteer.spots(text)
    assert ["/".join(spot.path) for spot in spots] == expected
    assert all(spot.point for spot in spots)


AREAS = [
    ("Georgia", {"Georgia", "United States/Georgia"}),
    ("New York", {"United States/New York"}),
    ("Mexico", {"Mexico"}),
    ("Washington", {"United States/Washington", "United States/District of Columbia/Washington"}),
    ("Seoul", {"South Korea/Seoul"}),
    ("UK", {"United Kingdom"}),
    ("Atlanta, GA", {"United States/Georgia/Atlanta"}),
    ("remission", set()),
    ("utero", set()),
]


@pytest.mark.parametrize(("text", "expected"), AREAS)
def test_a_name_means_a_country_a_state_or_a_city(
    gazetteer: Gazetteer, text: str, expected: set[str]
) -> None:
    assert expected <= {"/".join(area.path) for area in gazetteer.areas(text)}
    assert expected or not gazetteer.areas(text)


@given(st.text(max_size=40))
def test_no_text_breaks_a_look_up(gazetteer: Gazetteer, text: str) -> None:
    for place in (*gazetteer.spots(text), *gazetteer.areas(text)):
        assert place.country
    assert gazetteer.resolve(city=text, state=text, country="France") is not None


def test_real_sites_resolve_to_their_country_state_and_point(
    gazetteer: Gazetteer, shared: Path
) -> None:
    wrong = []
    rows = (shared / "places" / "sites.psv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        city, state, country, _, latitude, longitude = row.split("|")
        place = gazetteer.resolve(city=city, state=state, country=country)
        sure = (
            place is not None
            and place.point is not None
            and (place.country != "United States" or place.state == state)
            and kilometers(place.point, (float(latitude), float(longitude))) <= 60
        )
        wrong += [] if sure else [row]
    assert len(rows) == 61
    assert wrong == []
