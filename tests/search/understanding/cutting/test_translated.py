from __future__ import annotations

import pytest

from search.understanding.cutting.naming import words_in
from search.understanding.cutting.translated import translated
from tests.search.understanding.known_names import KnownNames


def said_in(text: str) -> list[tuple[str, str]]:
    """What of a text is a name in English, and which."""
    words = words_in(text, text, KnownNames(), True)
    return [
        (text[words[one.first].group.start : words[one.last - 1].group.end], one.said)
        for one in translated(text, words, KnownNames())
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dolor de espalda", ("dolor de espalda", "back pain")),
        ("enfermedad de lupus", ("enfermedad de lupus", "lupus")),
        ("ataque al corazón", ("ataque al corazón", "heart attack")),
        ("tos", ("tos", "cough")),
    ],
)
def test_a_name_that_is_said_otherwise_is_read(text: str, name: tuple[str, str]) -> None:
    assert name in said_in(text)


@pytest.mark.parametrize("text", ["lupus", "enfermedad, lupus", "hola", ""])
def test_what_is_known_or_apart_is_none(text: str) -> None:
    assert said_in(text) == []
