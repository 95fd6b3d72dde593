"""A whole listing as it is answered on a day."""

from __future__ import annotations

from datetime import date

import msgspec

from search.results.records import Record, record
from tests.conftest import listing

DAY = date(2026, 11, 30)
OLD = listing(
    "A1",
    status="recruiting",
    verified="2020-08",
    site=[{"city": "Macon", "status": "recruiting"}, {"city": "Oslo", "status": "completed"}, {}],
)


def test_a_listing_says_what_its_status_means_on_the_day() -> None:
    told = record(OLD, "stamp", DAY)
    assert told.listing == OLD
    assert (told.day, told.last_confirmed) == (DAY, "2020-08")
    assert told.standing.status == "may-have-closed"
    assert told.standing.status_label == "May have closed"
    assert told.standing.status_words == "May have closed: said recruiting in August 2020"
    assert told.standing.stated_status == "recruiting"
    assert not told.standing.can_be_joined


def test_so_does_each_of_its_sites_in_their_order() -> None:
    sites = record(OLD, "stamp", DAY).site_standing
    assert [one.status for one in sites] == ["may-have-closed", "completed", "may-have-closed"]
    assert [one.stated_status for one in sites] == ["recruiting", "completed", "recruiting"]
    before = record(OLD, "stamp", date(2020, 9, 1)).site_standing
    assert [one.can_be_joined for one in before] == [True, False, True]


def test_what_is_not_stated_is_said_so_and_all_reads_back() -> None:
    told = record(listing("A1"), "stamp", DAY)
    assert (told.standing.status, told.standing.stated_status) == ("not-stated", "not-stated")
    assert msgspec.json.decode(msgspec.json.encode(told), type=Record) == told
