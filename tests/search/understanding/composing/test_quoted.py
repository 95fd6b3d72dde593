from __future__ import annotations

import pytest

from search.engine.query import About, AnyOf, Phrase, Term
from search.understanding.composing.quoted import quoted_parts
from tests.search.understanding.known_names import KnownNames


def parts(text: str) -> list[tuple[str, bool]]:
    """What is quoted or left out by a sign, and whether it is left out."""
    return [(one.clause.said, one.is_left_out) for one in quoted_parts(text, KnownNames())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('asthma "sore throat"', [('"sore throat"', False)]),
        ("asthma -children", [("-children", True)]),
        ('asthma -"sore throat"', [('-"sore throat"', True)]),
        ("sarcoidosis NOT lung cancer", [("NOT lung cancer", True)]),
        ("sarcoidosis NOT lung cancer screening", [("NOT lung cancer", True)]),
        ("asthma NOT children with eczema", [("NOT children", True)]),
        ("asthma -lung cancer", [("-lung", True)]),
        ("asthma NOT in Georgia", []),
        ("asthma not lung cancer", []),
        ("", []),
    ],
)
def test_what_is_quoted_or_left_out_by_a_sign(text: str, found: list[tuple[str, bool]]) -> None:
    assert parts(text) == found


def test_a_name_is_left_out_as_a_phrase_and_a_word_as_its_term() -> None:
    name, word = (
        next(iter(quoted_parts(text, KnownNames()))).node
        for text in ("gout NOT lung cancer", "gout NOT children")
    )
    assert isinstance(name, AnyOf)
    (lung_cancer,) = KnownNames().named("lung cancer")
    assert name.children == (Phrase(("lung", "cancer")), About(lung_cancer.key))
    assert isinstance(word, Term)
