from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.translators.listing_page.ages import Ages, read_ages


@pytest.mark.parametrize(
    "text",
    [
        "17 years and under", "17 and under", "17 or younger", "17 years and younger",
        "up to 17", "Up to 17 years", "at most 17 years", "17 years or less", "≤17", "N/A to 17",
        "children up to 17 years", "no older than 17 years", "17 Years and younger (Child)",
    ],
)  # fmt: skip
def test_a_maximum_is_never_read_as_a_minimum(text: str) -> None:
    assert read_ages(text) == Ages(None, 17.0)


@pytest.mark.parametrize(
    "text",
    [
        "18 years and older", "18 and over", "18 or above", "18 years and up", "18+", "18+ years",
        "18 Years and older (Adult, Older Adult)", "over 18", "at least 18 years", "≥ 18 years",
        "Adults 18 years of age and older", "18 years to N/A", "from 18 years", "18 or more",
    ],
)  # fmt: skip
def test_a_minimum_is_read_from_the_words_of_a_minimum(text: str) -> None:
    assert read_ages(text) == Ages(18.0, None)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("18 to 65 years", Ages(18.0, 65.0)),
        ("18-65", Ages(18.0, 65.0)),
        ("18 Years – 65 Years (Adult, Older Adult)", Ages(18.0, 65.0)),
        ("between 18 and 65 years old", Ages(18.0, 65.0)),
        ("6 to 12 months", Ages(0.5, 1.0)),
        ("6 months to 12 years", Ages(0.5, 12.0)),
        ("All ages", Ages()),
        ("N/A", Ages()),
    ],
)
def test_a_range_has_both_ends(text: str, ages: Ages) -> None:
    assert read_ages(text) == ages


@pytest.mark.parametrize(
    "text",
    ["18", "18 years", "adults", "18 and 65", "18 to", "up to 65+", "17 or so", "999 years and up",
     "18 to 65 or older", "not over 18", "", "teenagers and older", "18 years and older " * 40],
)  # fmt: skip
def test_what_is_not_sure_is_not_read(text: str) -> None:
    assert read_ages(text) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "18",
                "65",
                "to",
                "and",
                "or",
                "under",
                "over",
                "older",
                "up",
                "+",
                "-",
                "years",
                "(",
                ")",
            ]
        )
    )
)
def test_any_words_are_read_or_not(words: list[str]) -> None:
    found = read_ages(" ".join(words))
    assert found is None or isinstance(found, Ages)
