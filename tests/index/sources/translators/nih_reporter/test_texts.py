from __future__ import annotations

import pytest

from index.sources.translators.nih_reporter.texts import texts_of

WORK = "We will grow cells with larkspur and watch them for a year."
WORTH = "This study may help people with hay fever to breathe in spring."


@pytest.mark.parametrize(
    "between",
    [
        "Project Narrative ",
        " Project Narrative:  ",
        "NARRATIVE ",
        "\n\nPROJECT NARRATIVE\n",
        " PUBLIC HEALTH RELEVANCE: ",
        " PUBLIC HEALTH RELEVANCE STATEMENT ",
        " RELEVANCE (See instructions): ",
        "\n\nRelevance: ",
        "\n\nRelevance Statement: ",
        " Relevance to Public Health (Project Narrative): ",
        " Public Health Relevance Statement (provided by applicant): ",
        "Narrative   ",
    ],
)
def test_a_relevance_within_the_abstract_is_told_apart(between: str) -> None:
    found = texts_of(f"PROJECT SUMMARY/ABSTRACT {WORK}{between}{WORTH}", "")
    assert (found.description, found.summary) == (WORK, WORTH)


@pytest.mark.parametrize(
    "text",
    [
        f"{WORK} Relevance to patients is shown by a year of breathing without any drops.",
        f"{WORK} The relevance: of all this is in the spring air and its many grains.",
        f"{WORK} Narrative therapy is compared with drops in a trial of two long years.",
        f"{WORK} Project Narrative: Short.",
    ],
)
def test_a_sentence_that_speaks_of_relevance_is_no_heading(text: str) -> None:
    assert texts_of(text, "").description == text


def test_the_relevance_of_its_own_field_stays_and_nothing_is_lost() -> None:
    both = f"{WORK} Project Narrative: {WORTH}"
    assert texts_of(both, WORTH).description == WORK
    other = texts_of(both, "Larkspur is a flower of gardens.")
    assert other.summary == "Larkspur is a flower of gardens."
    assert other.description == f"{WORK}\n\nProject Narrative: {WORTH}"


def test_an_abstract_after_the_relevance_is_told_apart() -> None:
    first = texts_of(f"Project Narrative: {WORTH}\n\nProject Summary/Abstract: {WORK}", "")
    assert (first.summary, first.description) == (WORTH, WORK)
    second = texts_of("", f"Project Narrative: {WORTH}\n\nProject Summary/Abstract: {WORK}")
    assert (second.summary, second.description) == (WORTH, WORK)


@pytest.mark.parametrize(
    "heading", ["PROJECT SUMMARY/ABSTRACT", "DESCRIPTION (provided by applicant):", "Abstract"]
)
def test_a_heading_alone_is_nothing(heading: str) -> None:
    assert texts_of(heading, "").description == ""
