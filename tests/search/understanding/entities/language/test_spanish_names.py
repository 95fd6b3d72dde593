from __future__ import annotations

import pytest

from search.understanding.entities.language.spanish_names import (
    as_english_writes,
    in_english,
    is_head,
    is_vaccine,
    may_be_slip,
    may_mean,
    word_in_english,
    written_in_english,
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


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("nefritis", "nephritis"),
        ("nefropatía", "nephropathy"),
        ("tiroiditis", "thyroiditis"),
        ("narcolepsia", "narcolepsy"),
        ("bronquiectasias", "bronchiectasis"),
        ("hipoglucemia", "hypoglycemia"),
        ("diabética", "diabetic"),
        ("hepatitis", ""),
        ("gota", ""),
        ("", ""),
    ],
)
def test_words_of_medicine_are_written_as_english_does(said: str, english: str) -> None:
    assert as_english_writes(said) == english


def test_our_own_list_has_names_and_words() -> None:
    assert written_in_english("Hígado graso") == "fatty liver"
    assert written_in_english("rodilla") == "knee"
    assert written_in_english("lupus") == ""


def test_heads_and_vaccines_are_told_by_their_word() -> None:
    assert is_head("Enfermedad")
    assert is_vaccine("vacunas")
    assert not is_head("vacuna")
    assert not is_vaccine("enfermedad")
