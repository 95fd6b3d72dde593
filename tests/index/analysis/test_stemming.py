"""One word, one term: what is left to the stemmer, and what it would leave as it is."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.snowball import SnowballStemmer

from index.analysis.stemming import STEMMED, term

STEMMER = SnowballStemmer("english")
SUFFIXES = sorted(
    suffix
    for step in ("1a", "1b", "2", "3", "4", "5")
    for suffix in getattr(STEMMER.stemmer, f"_EnglishStemmer__step{step}_suffixes")
)


def test_every_ending_that_the_stemmer_knows_is_among_those_that_it_is_asked_about() -> None:
    assert [suffix for suffix in SUFFIXES if not suffix.endswith(STEMMED)] == []
    special = STEMMER.stemmer._EnglishStemmer__special_words
    changed = [word for word, stem in special.items() if word != stem]
    assert [word for word in changed if not word.endswith(STEMMED)] == []


@given(st.text(string.ascii_lowercase, min_size=3).filter(lambda word: not word.endswith(STEMMED)))
def test_the_stemmer_changes_no_word_with_another_ending(word: str) -> None:
    assert STEMMER.stem(word) == word


@given(
    st.builds(
        str.__add__, st.text(string.ascii_lowercase, max_size=8), st.sampled_from(SUFFIXES)
    ).filter(lambda word: len(word) > 2)
)
def test_a_word_that_the_stemmer_changes_has_one_of_the_endings(word: str) -> None:
    if STEMMER.stem(word) != word:
        assert word.endswith(STEMMED)


@pytest.mark.parametrize("word", ["3b", "2024", "é", "naïve", "x1y"])
def test_what_is_not_plain_letters_stays_as_it_is(word: str) -> None:
    assert term(word) == word
