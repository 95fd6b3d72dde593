"""What is shown on a day over columns, against the rule itself, listing by listing."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import Recruitment, Status
from index.listing.facets.recruitment import AS_STATED, open_on, samples_judged_on, shown_as
from index.listing.model import Listing
from search.engines.whoosh.standings import SHOWN_CODES, Standing
from tests.column_listings import columns_of, days, listings
from tests.conftest import listing


@given(listings, st.none() | days)
def test_each_listing_and_site_is_shown_as_the_rule_says(
    some: list[Listing], day: date | None
) -> None:
    standing = Standing(columns_of(some), day)
    expected = [open_on(one, None, day).code for one in some]
    assert [SHOWN_CODES[number] for number in standing.listings.tolist()] == expected
    offsets = columns_of(some)("site.offsets").tolist()
    for place, one in enumerate(some):
        at = slice(offsets[place], offsets[place + 1])
        shown = sorted(SHOWN_CODES[number] for number in standing.sites[at].tolist())
        assert shown == sorted(open_on(one, site, day).code for site in one.site)
        own = standing.as_listed[at].tolist()
        assert sum(own) == sum(open_on(one, site, day).code == expected[place] for site in one.site)


def test_every_status_is_told_from_what_the_facet_holds() -> None:
    assert len({shown_as(one, AS_STATED) for one in Status}) == len(Status)


def test_a_sample_stays_as_it_is_on_its_own_day() -> None:
    some = [
        listing("S1", status="recruiting", sample=True, verified=samples_judged_on().isoformat()),
        listing("T1", status="recruiting", verified=samples_judged_on().isoformat()),
    ]
    later = date(samples_judged_on().year + 30, 1, 1)
    shown = Standing(columns_of(some), later).listings.tolist()
    assert [SHOWN_CODES[number] for number in shown] == [
        Recruitment.RECRUITING.value,
        Recruitment.MAY_HAVE_CLOSED.value,
    ]
