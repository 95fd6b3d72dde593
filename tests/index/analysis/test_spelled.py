"""Words as they are spelled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.spelled import is_spelled, spelled_words
from index.analysis.tokens import pieces_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crohn's disease", ["crohn", "disease"]),
        ("Sjögren syndrome", ["sjogren", "syndrome"]),
        ("Non-small Cell", ["non", "small", "cell"]),
        ("type 2 of p53, IL-6", ["type"]),
        ("диабет", []),
        ("TNFα", ["tnf", "alpha"]),
    ],
)
def test_words_are_folded_and_have_letters_alone(text: str, words: list[str]) -> None:
    assert spelled_words(text) == words


@given(st.text(st.characters(max_codepoint=0x250), max_size=30))
def test_the_short_way_to_plain_words_finds_the_words_of_the_pieces(text: str) -> None:
    assert spelled_words(text) == [p.folded for p in pieces_of(text) if is_spelled(p.folded)]
