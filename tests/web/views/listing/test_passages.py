from __future__ import annotations

import msgspec

from index.listing.codes import ArmKind, InterventionKind
from index.listing.parts import Arm, Intervention, Outcome
from tests.web.furnished import STOPPED
from web.views.listing.passages import SHORT, fit, groups, measures, treatments


def test_a_treatment_has_its_description_and_its_kind_where_that_says_something() -> None:
    drug, other = treatments(
        [
            Intervention("Brevacort", InterventionKind.DRUG, "Twice a day."),
            Intervention("Diary", InterventionKind.OTHER),
        ]
    )
    assert (drug.kind, drug.details[0].text) == ("drug", "Twice a day.")
    assert (other.kind, other.details) == ("", ())


def test_a_group_says_what_it_is_given_each_once() -> None:
    cooled, other = groups(
        [
            Arm(label="Cooled", kind=ArmKind.EXPERIMENTAL, intervention=("Vest", "Fan", "Vest")),
            Arm(label="Rest", kind=ArmKind.OTHER),
        ]
    )
    assert (cooled.kind, cooled.line) == ("Tests the treatment", "Vest, Fan")
    assert (other.kind, other.line) == ("", "")


def test_a_measure_says_when_and_what_is_long_is_folded() -> None:
    short, long = measures(
        [
            Outcome(measure="Pain", time_frame="12 weeks", description="On a line."),
            Outcome(measure="Sleep", description="x" * (SHORT + 1)),
        ]
    )
    assert (short.line, short.folded) == ("12 weeks", False)
    assert long.folded


def test_a_description_that_repeats_the_name_is_left_out() -> None:
    (one,) = measures([Outcome(measure="Pain at rest", description=" PAIN AT REST ")])
    assert one.details == ()


def test_who_is_studied_stands_before_the_criteria() -> None:
    listing = msgspec.structs.replace(STOPPED, population="People of one town.", eligibility="- 18")
    assert [one.label for one in fit(listing)] == [
        "Who is studied",
        "All criteria, as the record gives them",
    ]
