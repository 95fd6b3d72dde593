from __future__ import annotations

import pytest

from search.understanding.entities.language.spanish_names import (
    in_english,
    may_be_slip,
    may_mean,
    word_in_english,
)
from tests.search.understanding.known_names import KnownNames


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("ataque al corazón", "heart attack"),
        ("ataque al corazon", "heart attack"),
        ("Cáncer de colon", "colon cancer"),
        ("lupus", "lupus"),
        ("breast cancer", "breast cancer"),
        ("nothing known", "nothing known"),
    ],
)
def test_a_name_is_said_as_people_say_it_in_english(said: str, english: str) -> None:
    assert in_english(said, KnownNames()) == english


def test_a_word_of_which_no_name_is_made_is_translated() -> None:
    assert word_in_english("rodilla") == "knee"
    assert word_in_english("Riñón") == "kidney"
    assert word_in_english("once") == ""


@pytest.mark.parametrize(
    "word", ["dolor", "epoc", "EPOC", "rodilla", "tratamiento", "estar", "para", "riñones"]
)
def test_a_word_of_spanish_is_no_slip(word: str) -> None:
    assert not may_be_slip(word)


def test_a_slip_is_that_of_a_name_or_nearly_english() -> None:
    assert may_be_slip("diabetis")
    assert may_mean("asmha", "asthma", KnownNames())
    assert may_mean("negativo", "negative", KnownNames())
    assert not may_mean("dolor", "color", KnownNames())
