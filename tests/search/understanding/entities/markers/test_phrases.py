"""Markers with a status in questions, and what they are taken for."""

from __future__ import annotations

import pytest

from search.understanding.entities.markers.phrases import marker_phrases


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("HER2- breast cancer", [("HER2-", "HER2 negative")]),
        ("HR+/HER2- breast cancer", [("HR+", "HR positive"), ("HER2-", "HER2 negative")]),
        ("ER/PR+ cancer", [("ER/PR+", "ER positive and PR positive")]),
        ("ER and PR negative", [("ER and PR negative", "ER negative and PR negative")]),
        ("EGFR or ALK positive", [("EGFR or ALK positive", "EGFR mutated or ALK positive")]),
        (
            "negative for HIV and HBV",
            [("negative for HIV and HBV", "HIV negative and HBV negative")],
        ),
        ("no EGFR mutation", [("no EGFR mutation", "EGFR wild type")]),
        ("HIV negative people", [("HIV negative", "HIV negative")]),
        ("HER2 - breast cancer", [("HER2 -", "HER2 negative")]),
        ("Ph- ALL", [("Ph-", "BCR-ABL negative")]),
        ("17p deletion CLL", [("17p deletion", "17p deletion")]),
        ("triple negative breast cancer", []),
        ("HER2-targeted therapy", []),
        ("Ph-like ALL", []),
        ("positive test", []),
        ("I tested positive", []),
        ("", []),
    ],
)
def test_a_question_is_read(question: str, found: list[tuple[str, str]]) -> None:
    phrases = marker_phrases(question)
    assert [(question[one.start : one.end], one.meant) for one in phrases] == found
