"""The passages of a listing, and the section of each."""

from __future__ import annotations

from typing import Any

from index.terms.mentions.passages import Section, passages
from tests.conftest import listing


def of(**fields: Any) -> list[tuple[str, Section]]:
    """The passages beyond the title."""
    return [(text, section) for text, section in passages(listing("X1", title="T", **fields))][1:]


def test_criteria_are_cut_into_list_items_and_sentences() -> None:
    assert [text for text, _ in of(good_fit="- Gout; lupus\n- Adults. Any sex")] == [
        "- Gout", "lupus", "- Adults", "Any sex",
    ]  # fmt: skip


def test_criteria_without_marks_end_where_the_next_begins() -> None:
    said = "PATIENT CHARACTERISTICS: Not pregnant or nursing Effective contraception No gout"
    texts = [text for text, _ in of(good_fit=said)]
    assert texts == [
        "PATIENT CHARACTERISTICS: Not pregnant or nursing",
        "Effective contraception",
        "No gout",
    ]
    assert [text for text, _ in of(good_fit="No Crohn disease")] == ["No Crohn disease"]


def test_a_heading_in_criteria_that_are_not_told_apart_changes_the_section() -> None:
    both = "Adults\nExclusion Criteria:\nGout\nInclusion Criteria:\nLupus"
    sections = dict(of(eligibility=both))
    assert sections["Adults"] is sections["Lupus"] is Section.INCLUSION
    assert sections["Gout"] is Section.EXCLUSION


def test_of_a_summary_what_tells_an_aim_is_the_topic_and_of_a_project_all_of_it() -> None:
    said = "Gout hurts. This study will test colchicine. Flares are counted."
    assert of(summary=said) == [
        ("Gout hurts", Section.TEXT),
        ("This study will test colchicine", Section.TOPIC),
        ("Flares are counted.", Section.TEXT),
    ]
    project = of(kind="funded-project", status="does-not-enroll", description=said)
    assert project == [(said, Section.TOPIC)]
    whom = of(kind="funded-project", status="does-not-enroll", good_fit="People without gout")
    assert whom == [("People without gout", Section.TOPIC)]


def test_who_is_left_out_is_of_exclusions_and_who_runs_it_is_a_name() -> None:
    assert of(not_a_fit="Gout") == [("Gout", Section.EXCLUSION)]
    assert ("Gout Center", Section.NAME) in of(sponsor={"name": "Gout Center"})
