from __future__ import annotations

import msgspec
import pytest

from index.listing.codes import Recruitment
from index.listing.facets import open_on
from tests.web.furnished import ACCESS, AGED, CENTER
from tests.web.listings import DAY
from web.views.listing.status import (
    ASKED,
    NOT_STATED_ASKED,
    SHAPES,
    asked_of,
    every_status,
    rule_words,
    short_status,
    shown_status,
)


def test_everything_that_can_be_shown_has_a_shape_and_words_for_who_asks() -> None:
    assert set(SHAPES) == set(ASKED) == set(Recruitment)
    assert [one.words for one in every_status()] == [one.words for one in Recruitment]


@pytest.mark.parametrize(
    ("row", "words", "record", "asked"),
    [
        ("recruits", "Recruiting", "", ""),
        (
            "not confirmed for a year",
            "Check first: last confirmed November 2022",
            "Recruiting",
            "Ask whether it still enrolls.",
        ),
        (
            "planned end passed",
            "Check first: last confirmed November 2023, and was to end in December 2023",
            "Recruiting",
            "Ask whether it still enrolls.",
        ),
        (
            "not confirmed for two years",
            "May have closed: said recruiting in August 2020",
            "Recruiting",
            "This study may have closed: ask whether it still enrolls.",
        ),
        (
            "planned start passed",
            "May be open by now: ask. It was to start in September 2023",
            "Not yet recruiting",
            "Ask whether it is open by now.",
        ),
        (
            "by invitation",
            "You can’t ask to join",
            "Enrolling by invitation",
            "The researchers choose whom they invite: you can’t ask to join.",
        ),
        ("paused", "Paused", "Suspended", "This study is paused: ask whether it goes on."),
        (
            "unknown",
            "May have closed: said recruiting in May 2019",
            "Status unknown",
            "This study may have closed: ask whether it still enrolls.",
        ),
        ("completed", "Completed", "", "This study no longer takes participants."),
    ],
)
def test_each_row_of_the_table_is_shown_beside_the_records_own_word(
    row: str, words: str, record: str, asked: str
) -> None:
    standing = open_on(AGED[row], None, DAY)
    shown = shown_status(standing)
    assert shown is not None
    assert (shown.words, shown.record, asked_of(standing)) == (words, record, asked)
    assert shown.recruits == (row == "recruits")


def test_treatment_outside_a_study_is_no_study_to_join() -> None:
    standing = open_on(ACCESS, None, DAY)
    shown = shown_status(standing)
    assert shown is not None
    assert shown.words == "Treatment outside a study: a doctor must apply"
    assert not shown.recruits
    assert asked_of(standing) == "A doctor must apply for the treatment."


def test_without_dates_a_status_is_short() -> None:
    shown = short_status(open_on(AGED["planned end passed"], None, DAY))
    assert shown is not None
    assert (shown.words, shown.record) == ("Check first", "Recruiting")


def test_where_no_status_is_stated_one_has_to_ask() -> None:
    standing = open_on(msgspec.structs.replace(ACCESS, status=None), None, DAY)
    assert shown_status(standing) is None
    assert asked_of(standing) == NOT_STATED_ASKED


def test_the_rule_is_told_of_studies_only_and_says_whose_it_is() -> None:
    assert rule_words(CENTER) == ""
    assert "the registry’s own rule" in rule_words(ACCESS)
    assert "The rest is ours" in rule_words(ACCESS)
