from __future__ import annotations

import msgspec

from tests.web.furnished import CENTER, GRANT, PEOPLED, STOPPED, SUBPROJECTS
from tests.web.listings import DAY
from web.views.listing.relations import Held, relations


def test_a_trial_says_whose_the_project_is_that_pays_and_that_nobody_can_join_it() -> None:
    (grant,) = relations(Held(grant=(GRANT, GRANT)), DAY).grants
    assert grant.title == GRANT.title
    assert grant.note.startswith("National Institute of Arthritis")
    assert grant.note.endswith("This project does not enroll people.")
    assert grant.status is None


def test_a_project_says_of_each_trial_whether_it_recruits_on_the_day() -> None:
    trials = relations(Held(trial=(PEOPLED, STOPPED)), DAY).trials
    assert [one.status.words for one in trials if one.status] == ["Recruiting", "Stopped early"]
    later = relations(Held(trial=(PEOPLED,)), DAY.replace(year=2027)).trials
    assert later[0].status is not None
    assert later[0].status.words.startswith("May have closed")
    assert later[0].status.record == "Recruiting"


def test_what_stands_under_a_heading_of_its_own_is_not_related_once_more() -> None:
    near = relations(Held(center=CENTER, trial=(PEOPLED,), related=(PEOPLED, CENTER, STOPPED)), DAY)
    assert [one.title for one in near.related] == [STOPPED.title]


def test_projects_of_one_center_are_told_by_title_alone() -> None:
    near = relations(Held(center=CENTER, subproject=SUBPROJECTS), DAY)
    assert near.center is not None
    assert {one.note for one in (near.center, *near.subprojects)} == {""}
    bare = msgspec.structs.replace(GRANT, funding=None)
    (grant,) = relations(Held(grant=(bare,)), DAY).grants
    assert grant.note == "This project does not enroll people."
