from __future__ import annotations

import pytest

from search.understanding.entities.words.asking import orders, staying, tells_nothing


@pytest.mark.parametrize(
    "word",
    ["what", "What's", "best", "treatments", "patients", "long-term", "prognosis", "doctor’s",
     "studies", "pay", "diagnosed", "anything", "500"],
)  # fmt: skip
def test_a_word_of_asking_tells_nothing_of_the_topic(word: str) -> None:
    assert tells_nothing(word)


@pytest.mark.parametrize(
    "word",
    ["asthma", "cold", "light-headed", "pregnant", "screening", "vaccine", "HER2", "5-HT",
     "fatigue", "type 1", "stage 4", "diet", "exercise", "immunotherapy", "IL-6", "memory"],
)  # fmt: skip
def test_a_word_of_a_topic_tells_something(word: str) -> None:
    assert not tells_nothing(word)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("newly diagnosed myeloma", ["newly diagnosed"]),
        ("treatment-naive hepatitis", ["treatment-naive"]),
        ("end of life care at home", ["end of life"]),
        ("financial toxicity of cancer", ["financial toxicity"]),
        ("newly, diagnosed", []),
        ("I was diagnosed", []),
    ],
)
def test_a_state_of_disease_stays(text: str, kept: list[str]) -> None:
    assert [text[start:end] for start, end in staying(text)] == kept


def test_some_of_these_words_order_and_others_say_nothing_at_all() -> None:
    assert orders("treatment")
    assert orders("long-term")
    assert not orders("trials")
    assert not orders("what")
