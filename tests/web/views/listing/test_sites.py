from __future__ import annotations

from tests.web.furnished import AGED, CENTER, PEOPLED
from tests.web.listings import DAY, FUNDED, TRIAL, many_sites
from web.views.listing.sites import site_groups


def test_a_site_has_its_own_contacts_and_says_where_it_differs_from_its_study() -> None:
    (group,) = site_groups(PEOPLED, DAY)
    boston, lyon = group.rows
    assert len(boston.contacts) == 3
    assert boston.ask == ""
    assert lyon.ask == "This site no longer takes participants."


def test_sites_age_with_their_study() -> None:
    (group,) = site_groups(AGED["not confirmed for a year"], DAY)
    (row,) = group.rows
    assert row.status is not None
    assert (row.status.words, row.status.record) == ("Check first", "Recruiting")
    assert group.recruiting == 0


def test_only_sites_that_recruit_on_the_day_are_counted_as_recruiting() -> None:
    assert sum(group.recruiting for group in site_groups(many_sites(100), DAY)) == 50
    later = DAY.replace(year=DAY.year + 3)
    assert sum(group.recruiting for group in site_groups(many_sites(100), later)) == 0


def test_a_site_that_states_nothing_and_one_of_a_project_show_no_status() -> None:
    (group,) = site_groups(TRIAL, DAY)
    assert [row.status is None for row in group.rows] == [False, True, False, False]
    assert [row.status for row in site_groups(FUNDED, DAY)[0].rows] == [None]
    assert site_groups(CENTER, DAY) == ()
