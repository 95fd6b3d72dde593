from __future__ import annotations

import pytest

from search.understanding.operators.connectives import (
    connecting,
    gaps,
    leading_negation,
    negating_spans,
)
from search.understanding.operators.items import Item, ItemKind
from search.understanding.operators.word_lists import Operator


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("asthma or COPD", [Operator.OTHER, Operator.OR, Operator.OTHER]),
        ("with or without", [Operator.OPEN]),
        ("not only", [Operator.NONE]),
        ("but not", [Operator.EXCEPT]),
        ("w/o the", [Operator.NOT, Operator.SKIP]),
        ("and/or, /", [Operator.OR, Operator.COMMA, Operator.SLASH]),
        ("? (", [Operator.BREAK, Operator.BREAK]),
        ("don’t have", [Operator.NOT]),
        ("o", [Operator.OTHER]),
        ("", []),
    ],
)
def test_the_longest_connecting_words_are_read(text: str, operators: list[Operator]) -> None:
    assert [one.operator for one in connecting(text)] == operators


def test_spanish_questions_have_words_of_their_own_as_well() -> None:
    found = connecting("o sin or", spanish=True)
    assert [one.operator for one in found] == [Operator.OR, Operator.NOT, Operator.OR]


def test_gaps_are_what_stands_before_each_item_and_behind_the_last() -> None:
    text = "no pain or with or"
    found = gaps(text, [Item(ItemKind.SIGN, 3, 7, "pain"), Item(ItemKind.WORD, 11, 15, "with")])
    told = [[text[one.start : one.end] for one in gap] for gap in found]
    assert told == [["no"], ["or"], ["or"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not interested in surgery for asthma", ["not interested in"]),
        ("asthma with or without pain", ["with or without"]),
        ("I don't want chemo", ["don't want"]),
        ("asthma and have pain", []),
        ("asthma or pain", []),
    ],
)
def test_what_leaves_out_is_told_with_all_its_words(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in negating_spans(text)] == said


def test_a_negation_that_a_text_begins_with_ends_somewhere() -> None:
    assert leading_negation("with or without pain asthma") == len("with or without")
    assert leading_negation("asthma without pain") == 0
    assert leading_negation("") == 0
