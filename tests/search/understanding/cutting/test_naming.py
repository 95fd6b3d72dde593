from __future__ import annotations

import pytest

from search.understanding.cutting.naming import names_in, words_in
from search.understanding.entities.words.concepts import NO_NAMES
from tests.search.understanding.known_names import KnownNames


def said_in(text: str, spanish: bool = True) -> list[tuple[str, str]]:
    """What of a text is a name, and what it is looked up as."""
    words = words_in(text, text, KnownNames(), spanish)
    found = names_in(text, text, words, KnownNames(), spanish)
    return [(text[one.start : one.end], one.said) for one in found]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("dolor de espalda", [("dolor de espalda", "back pain")]),
        ("dolor en la rodilla", [("dolor en la rodilla", "knee pain")]),
        ("enfermedad de los riñones", []),
        ("cáncer de mama o lupus", [("cáncer de mama", "breast cancer"), ("lupus", "lupus")]),
        ("dolor y rodilla", [("dolor", "pain")]),
    ],
)
def test_two_words_of_spanish_are_a_name_the_other_way_round(
    text: str, named: list[tuple[str, str]]
) -> None:
    assert said_in(text) == named


def test_a_stage_is_one_word_in_spanish() -> None:
    text = "lupus etapa 4"
    assert [word.said for word in words_in(text, text, NO_NAMES, True)] == ["lupus", "stage 4"]
    assert [word.said for word in words_in(text, text, NO_NAMES)] == ["lupus", "etapa", "4"]


def test_words_of_spanish_are_not_read_in_english() -> None:
    assert said_in("dolor de espalda", spanish=False) == []


def test_capitals_in_english_are_no_word_of_spanish() -> None:
    assert said_in("ASMA surgery", spanish=False) == []
    assert said_in("asma surgery", spanish=False) == [("asma", "asma")]
