"""The report of how many sites were found."""

from __future__ import annotations

from index.places import Gazetteer
from search.place_shares import Unresolved, place_shares
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
