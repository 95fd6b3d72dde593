"""The report of how many sites were found."""

from __future__ import annotations

from index.reference.places.coverage import PlaceShares, Unresolved, place_lines, place_shares
from index.reference.places.gazetteer import Gazetteer
from tests.conftest import listing


def test_every_site_is_counted_once_by_how_it_was_found(gazetteer: Gazetteer) -> None:
    sites = [
        {"city": "Atlanta", "state": "Georgia", "country": "United States"},
        {"country": "France"},
        {"city": "ATLANTA", "country": "UNITED STATES"},
        {"city": "Xyzzyville", "country": "France"},
        {"city": "Xyzzyville", "country": "France"},
        {"city": "Belgrade", "country": "Former Yugoslavia"},
        {"facility": "A clinic"},
    ]
    listings = [gazetteer.located(listing("A1", site=sites)), listing("A2")]
    shares = place_shares(listings, 1)
    assert shares.sites == 7
    assert (shares.stated, shares.inferred, shares.not_stated) == (2, 1, 1)
    assert (shares.unresolved_in_country, shares.unresolved) == (2, 1)
    assert shares.listings_without_sites == 1
    assert shares.commonest_unresolved == (
        Unresolved(city="Xyzzyville", state="", country="France", sites=2),
    )
    assert len(place_shares(listings, 9).commonest_unresolved) == 2


def test_the_shares_are_told_with_the_places_that_were_not_found() -> None:
    lost = (
        Unresolved(city="Xyzzyville", state="", country="Georgia", sites=1_001),
        Unresolved(city="", state="Nowhere", country="", sites=1),
    )
    shares = PlaceShares(
        sites=4_000,
        stated=1_000,
        inferred=1_500,
        unresolved_in_country=1_002,
        unresolved=2,
        not_stated=496,
        listings_without_sites=1,
        commonest_unresolved=lost,
    )
    assert list(place_lines(shares)) == [
        "4,000 sites; 1 listing without any",
        "    1,000  25.00%  found as stated",
        "    1,500  37.50%  found, with a state or country that is inferred",
        "    1,002  25.05%  not found, country known",
        "        2   0.05%  not found, country not known",
        "      496  12.40%  not stated",
        "",
        "Commonest that were not found:",
        "    1,001  Xyzzyville, Georgia",
        "        1  Nowhere",
    ]


def test_without_a_site_there_are_no_shares() -> None:
    lines = list(place_lines(place_shares([listing("A1"), listing("A2")], 9)))
    assert lines[0] == "0 sites; 2 listings without any"
    assert lines[1:] == [
        f"        0       –  {words}"
        for words in (
            "found as stated",
            "found, with a state or country that is inferred",
            "not found, country known",
            "not found, country not known",
            "not stated",
        )
    ]
