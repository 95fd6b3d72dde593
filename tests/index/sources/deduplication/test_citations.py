from __future__ import annotations

import pytest

from index.sources.deduplication.citations import cited_awards


@pytest.mark.parametrize(
    "text",
    [
        "R01HL130040",
        "5R01HL130040-02",
        "1 R01 HL130040-01A1",
        "R01 HL-130040",
        "R01-HL-130040",
        "R01 HL 130040",
        "R01HL130040-01",
        "NIH R01HL130040",
        "NIHR01HL130040",
        "NIH/NHLBI R01 HL130040",
        "r01hl130040",
        "Grant 5R01HL130040",
        "3R01HL130040-03S1",
        "U.S. NIH Grant/Contract: R01HL130040",
    ],
)
def test_an_award_is_cited_in_any_spelling(text: str) -> None:
    assert cited_awards([text]) == ("r01hl130040",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "HL130040",
        "R01HL13004",
        "R01HL1300401",
        "XX9HL130040",  # no kind of award
        "R01QQ130040",  # no institute
        "AR01HL130040",
        "CDR0000068340",
        "2019-001234-22",
        "EUCTR2019R01",
        "NCI-2012-02001",
        "P01-2020-123456",
    ],
)
def test_other_numbers_are_no_awards(text: str) -> None:
    assert cited_awards([text]) == ()


def test_several_awards_are_cited_in_one_text_and_none_twice() -> None:
    assert cited_awards(["U10CA180888, U10CA180863", "U10CA180888"]) == (
        "u10ca180888",
        "u10ca180863",
    )
