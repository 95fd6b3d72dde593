from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.records.eligibility import Criteria, split

_HEADINGS = [
    ("Inclusion Criteria:", "Exclusion Criteria:"),
    ("- INCLUSION CRITERIA:", "EXCLUSION CRITERIA:"),
    ("Inclusion criteria", "Exclusion criteria"),
    ("Key Inclusion Criteria:", "Key Exclusion Criteria:"),
    ("Inclusion:", "Exclusion:"),
    ("Inclusion Criteria :", "Non-inclusion criteria:"),
    (
        "You may be eligible for this study if you:",
        "You will not be eligible for this study if you:",
    ),
    ("The inclusion criteria are:", "Patients with the following are excluded:"),
]


@pytest.mark.parametrize(("inside", "outside"), _HEADINGS)
def test_the_headings_that_occur_are_understood(inside: str, outside: str) -> None:
    found = split(f"{inside}\n\n- fever\n- cough\n\n{outside}\n\n- asthma")
    assert found.whole == ""
    assert found.good_fit.endswith("- fever\n- cough")
    assert found.not_a_fit.endswith("- asthma")


@pytest.mark.parametrize(
    "text",
    [
        "- fever\n- no asthma",
        "INCLUSION/EXCLUSION CRITERIA:\n\n- fever",
        "Inclusion Criteria:\n\n- fever",
        # Sides change twice without saying for whom.
        "Part A\n\nInclusion Criteria:\n- a\n\nExclusion Criteria:\n- b\n\nFever\n\n"
        "Inclusion Criteria:\n- c\n\nExclusion Criteria:\n- d",
        # Back to what is required, as in records of the 1990s.
        "Exclusion Criteria\n\nConcurrent Medication:\n\nExcluded:\n\n- x\n\nRequired:\n\n- y",
        "Inclusion Criteria:\n\n- a\n\nExclusion Criteria:\n\n- b\n\nPatients must have HIV.",
        "Smokers are excluded.\n\nInclusion Criteria:\n\n- a\n\nExclusion Criteria:\n\n- b",
    ],
)
def test_criteria_in_doubt_stay_whole(text: str) -> None:
    assert split(text) == Criteria(whole=text)


def test_sections_that_name_their_group_may_alternate() -> None:
    found = split(
        "INCLUSION CRITERIA - DONOR:\n- a\n\nEXCLUSION CRITERIA - DONOR:\n- b\n\n"
        "INCLUSION CRITERIA - PATIENT:\n- c\n\nEXCLUSION CRITERIA - PATIENT:\n- d"
    )
    assert "DONOR:\n- a" in found.good_fit
    assert "PATIENT:\n- c" in found.good_fit
    assert "PATIENT:\n- d" in found.not_a_fit


def test_a_plain_heading_is_dropped_and_a_sentence_before_a_list_is_kept() -> None:
    plain = split("Inclusion Criteria:\n\n- a\n\nExclusion Criteria:\n\n- b")
    assert plain == Criteria(good_fit="- a", not_a_fit="- b")
    said = split("You may be eligible if you:\n\n- a\n\nYou will not be eligible if you:\n\n- b")
    assert said.good_fit == "You may be eligible if you:\n\n- a"


def test_a_title_over_the_next_heading_goes_with_it() -> None:
    found = split("Inclusion Criteria:\n\n- a\n\nMedicines:\n\nExcluded:\n\n- b")
    assert found == Criteria(good_fit="- a", not_a_fit="Medicines:\n\nExcluded:\n\n- b")


def test_sentences_about_criteria_are_no_headings() -> None:
    text = "Inclusion Criteria:\n\n- meets inclusion criteria\n- b\n\nExclusion Criteria:\n\n- c"
    assert split(text).good_fit == "- meets inclusion criteria\n- b"


_SAID_OF_BOTH = [
    "Other protocol-defined inclusion/exclusion criteria may apply",
    "Note: Other protocol defined Inclusion/ Exclusion criteria may apply.",
    "NOTE: Other protocol-specific inclusion / exclusion criteria applied.",
    "- Other inclusion and exclusion criteria may apply.",
    "Protocol-defined inclusion and exclusion criteria apply",
    "Please note that further exclusion and inclusion criteria may also apply.",
    "For additional inclusion/exclusion criteria, please refer to the protocol.",
    "1. Meet all inclusion/exclusion criteria for enrollment",
]


@pytest.mark.parametrize("remark", _SAID_OF_BOTH)
def test_a_remark_about_both_sides_is_no_heading_and_keeps_its_words(remark: str) -> None:
    lists = "Inclusion Criteria:\n\n- fever\n\nExclusion Criteria:\n\n- asthma"
    assert split(f"{lists}\n\n{remark}") == Criteria(
        good_fit="- fever", not_a_fit=f"- asthma\n\n{remark}"
    )
    assert split(f"{remark}\n\n{lists}") == Criteria(
        good_fit=f"{remark}\n\n- fever", not_a_fit="- asthma"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Inclusion/Exclusion Criteria",
        "Inclusion and Exclusion Criteria for Donors:",
        "The following inclusion and exclusion criteria apply:",
        "Other inclusion and exclusion criteria listed below apply",
        "Other inclusion/exclusion criteria apply:",
        "Key inclusion and exclusion criteria",
    ],
)
def test_what_may_be_a_heading_over_both_sides_keeps_the_criteria_whole(heading: str) -> None:
    text = f"Inclusion Criteria:\n\n- fever\n\nExclusion Criteria:\n\n- asthma\n\n{heading}\n- a"
    assert split(text) == Criteria(whole=text)


_ASKED = "Inclusion Criteria:\n\n- fever\n\nExclusion Criteria:\n\n- asthma"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PATIENTS", "CONTROLS"),
        ("Cohort A - at home:", "Cohort B - in hospital:"),
        ("For the outpatient arm of the study:", "For the inpatient arm of the study:"),
    ],
)
def test_headings_that_come_once_for_each_group_are_split_under_its_title(
    one: str, other: str
) -> None:
    assert split(f"{one}\n\n{_ASKED}\n\n{other}\n\n{_ASKED}") == Criteria(
        good_fit=f"{one}\n\n- fever\n\n{other}\n\n- fever",
        not_a_fit=f"{one}\n\n- asthma\n\n{other}\n\n- asthma",
    )


@pytest.mark.parametrize(
    "text",
    [
        # A group without a title, one with a sentence for a title, two with the same one.
        f"{_ASKED}\n\nControls\n\n{_ASKED}",
        f"Patients\n\n{_ASKED}\n\nPatients who smoke\n\n{_ASKED}",
        f"Patients\n\n{_ASKED}\n\n- Controls\n\n{_ASKED}",
        f"Patients\n\n{_ASKED}\n\nPatients\n\n{_ASKED}",
        # A group without one of the headings, or with nothing under it.
        f"Patients\n\n{_ASKED}\n\nControls\n\nInclusion Criteria:\n\n- fever",
        f"Patients\n\n{_ASKED}\n\nControls\n\n{_ASKED.removesuffix('- asthma')}",
        f"Patients\n\n{_ASKED}\n\nControls\n\nExclusion Criteria:\n\n- asthma",
        # Something before the first title, and something that is asked of all after the last list.
        f"Come early.\n\nPatients\n\n{_ASKED}\n\nControls\n\n{_ASKED}",
        f"Patients\n\n{_ASKED}\n\nControls\n\n{_ASKED}\n\nFor all, if criteria are met:\n- a",
    ],
)
def test_groups_in_doubt_stay_whole(text: str) -> None:
    assert split(text) == Criteria(whole=text)


_LINES = st.sampled_from(
    [
        "Inclusion Criteria:",
        "Exclusion Criteria:",
        "Excluded:",
        "Required:",
        "Other inclusion/exclusion criteria may apply.",
        "Controls",
        "Patients",
        "- one",
        "two",
        "",
    ]
)


@given(st.lists(_LINES, max_size=12))
def test_no_criterion_is_ever_lost(lines: list[str]) -> None:
    text = "\n".join(
        f"{one} #{n}" if one in ("- one", "two") else one for n, one in enumerate(lines)
    )
    found = split(text)
    everything = "\n".join((found.good_fit, found.not_a_fit, found.whole))
    for one in text.split("\n"):
        if "#" in one:
            assert everything.split("\n").count(one) == 1
