from __future__ import annotations

import pytest

from search.understanding.entities.words.asking import orders, staying, tells_nothing


@pytest.mark.parametrize(
    "word",
    ["what", "What's", "best", "treatments", "patients", "long-term", "prognosis", "doctor’s",
     "studies", "pay", "diagnosed", "anything", "500", "insurance", "scared", "catch",
     "breakthrough", "frustrated", "phase"],
)  # fmt: skip
def test_a_word_of_asking_tells_nothing_of_the_topic(word: str) -> None:
    assert tells_nothing(word)


@pytest.mark.parametrize(
    "word",
    ["asthma", "cold", "light-headed", "pregnant", "screening", "vaccine", "HER2", "5-HT",
     "fatigue", "tired", "torn", "coping", "cutting", "type 1", "stage 4",
     "diet", "exercise", "immunotherapy", "IL-6", "memory"],
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
    assert orders("treatment") == "treatment"
    assert orders("long-term") == "long-term"
    assert not orders("trials")
    assert not orders("what")


@pytest.mark.parametrize(
    "word",
    ["qué", "que", "hay", "estudios", "para", "tratamiento", "me", "diagnosticaron", "tengo",
     "mamá", "quiero", "participar", "cómo", "treatment"],
)  # fmt: skip
def test_words_of_asking_in_spanish_tell_nothing_there(word: str) -> None:
    assert tells_nothing(word, spanish=True)


@pytest.mark.parametrize("word", ["rodilla", "cáncer", "pie", "embarazo", "cirugía"])
def test_words_of_a_topic_in_spanish_tell_something(word: str) -> None:
    assert not tells_nothing(word, spanish=True)


def test_words_of_spanish_are_no_words_of_asking_in_english() -> None:
    assert not tells_nothing("tengo")
    assert not tells_nothing("tratamiento")
    assert orders("tratamiento") == ""


def test_listings_in_english_come_first_for_words_in_spanish() -> None:
    assert orders("tratamientos", spanish=True) == "treatment"
    assert orders("quiero", spanish=True) == ""
