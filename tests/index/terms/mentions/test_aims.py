from __future__ import annotations

from itertools import islice

import pytest

from index.terms.mentions.aims import MOST_SENTENCES, telling
from index.terms.mentions.passages import _LOOKED_AT, Section, passages
from tests.conftest import listing


@pytest.mark.parametrize(
    "sentence",
    [
        "The purpose of this study is to learn how gout begins",
        "PURPOSE: Phase II trial to study the effectiveness of colchicine in treating gout",
        "OBJECTIVES:",
        "We hypothesize that colchicine shortens flares of gout",
        "To compare colchicine with rest",
        "A prospective cohort study of gout",
    ],
)
def test_a_sentence_that_says_what_is_studied_tells_the_topic(sentence: str) -> None:
    assert telling(["Gout hurts", sentence]) == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "Recent studies have shown that gout is more common than it was",
        "Gout causes symptoms such as pain, swelling and fever",
        "The drug is approved for gout",
    ],
)
def test_what_is_known_anyway_does_not(sentence: str) -> None:
    assert telling(["This study will test colchicine", sentence]) == [True, False]


def test_where_nothing_tells_an_aim_the_first_sentence_tells_the_topic() -> None:
    assert telling(["Gout hurts", "Rest helps"]) == [True, False]
    assert telling([]) == []


def test_of_many_aims_the_first_ones_count() -> None:
    found = telling(["To assess gout"] * 5)
    assert found == [True] * MOST_SENTENCES + [False] * (5 - MOST_SENTENCES)


def test_what_follows_many_sentences_is_not_looked_at() -> None:
    said = "Gout hurts. " * (_LOOKED_AT + 3) + "This study tests rest."
    sections = [one.section for one in passages(listing("X1", summary=said)) if "Gout" in one.text]
    assert sections[0] is Section.TOPIC
    assert set(islice(sections, 1, None)) == {Section.TEXT}
