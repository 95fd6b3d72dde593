from __future__ import annotations

import pytest

from index.sources.source import Hint
from index.sources.translators.nih_reporter.titles import (
    hint_of,
    is_split,
    names_itself,
    title_key,
)


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("Administrative Core", Hint.PART),
        ("Admin-Core", Hint.PART),
        ("The Administration Core (AC)", Hint.PART),
        ("Administration", Hint.PART),
        ("Core A: Biostatistics", Hint.PART),
        ("Core C- Imaging", Hint.PART),
        ("Clinical Core (Core B)", Hint.PART),
        ("Project 1: How Cells Grow", Hint.PART),
        ("RP2 Screen to Prevent", Hint.PART),
        ("Project: Predicting Falls", Hint.PART),
        ("Imaging [Parent Title: FLOWERS AND SPRING]", Hint.PART),
        ("Pilot and Feasibility Program", Hint.PART),
        ("Core-001", Hint.PART),
        ("Gnotobiotic Animal Core", Hint.PERHAPS),
        ("Structural Biology Core (SBB)", Hint.PERHAPS),
        ("Diabetes Research Center", Hint.CENTER),
        ("Core Center for Clinical Research", Hint.CENTER),
        ("Cancer Center Support Grant", Hint.CENTER),
        ("How Larkspur Slows Tumors", Hint.NONE),
        ("Project A Better Spring", Hint.NONE),
    ],
)
def test_a_title_hints_at_a_part(title: str, hint: Hint) -> None:
    assert hint_of(title) is hint


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Project 1", False),
        ("Core-002", False),
        ("ConProject-001", False),
        ("Admin-Core-001", False),
        ("Core A", False),
        ("Administrative Core", True),
        ("Clinical Core", True),
        ("Research Project 2", False),
        ("Mouse Colony", True),
        ("Core A: Mouse Colony", True),
    ],
)
def test_a_place_in_a_list_is_no_title(title: str, named: bool) -> None:
    assert names_itself(title) is named


@pytest.mark.parametrize(
    ("activity", "split"),
    [("P01", True), ("P30", True), ("U54", True), ("UM1", True), ("R01", False), ("UH3", False),
     ("K23", False), ("ZIA", False), ("", False)],
)  # fmt: skip
def test_which_awards_have_parts(activity: str, split: bool) -> None:
    assert is_split(activity) is split


def test_titles_are_compared_by_their_words() -> None:
    assert title_key("Flowers, Spring: A Center") == title_key("FLOWERS  SPRING - A CENTER")
