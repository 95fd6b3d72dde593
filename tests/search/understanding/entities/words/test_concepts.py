from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.query_analyzer import term_groups
from index.reference.vocabulary.concepts import Naming
from index.reference.vocabulary.names import KeySums, key_of_terms
from search.understanding.entities.words.concepts import (
    MAX_TRIED,
    NO_NAMES,
    Word,
    spoken,
)
from tests.search.understanding.fake_names import FakeNames
from tests.search.understanding.named import concept_phrases

NAMES = FakeNames()


def words_of(text: str) -> list[Word]:
    return [Word(group, text[group.start : group.end]) for group in term_groups(text)]


def found(text: str) -> list[tuple[str, str]]:
    """What is said, and the first concept that it names."""
    words = words_of(text)
    return [
        (spoken(text, words[one.first : one.last]), one.concepts[0].name)
        for one in concept_phrases(text, words, NAMES)
    ]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("heart attack", [("heart attack", "Myocardial Infarction")]),
        ("Heart Attack in women", [("Heart Attack", "Myocardial Infarction")]),
        ("lung cancer", [("lung cancer", "Lung Neoplasms")]),
        ("cancer of the lung", [("cancer of the lung", "Lung Neoplasms")]),
        ("can't sleep", [("can't sleep", "Sleep Initiation and Maintenance Disorders")]),
        ("heart and attack", []),
        ("sleep", []),
        (
            "Keytruda for lung cancer",
            [("Keytruda", "Pembrolizumab"), ("lung cancer", "Lung Neoplasms")],
        ),
        ("bad heart. Attack of asthma", []),
        ("my heart (attack)", []),
        ("the", []),
        ("", []),
    ],
)
def test_the_longest_names_are_read(question: str, named: list[tuple[str, str]]) -> None:
    assert found(question) == named


class _Turned(FakeNames):
    """Knows a name by its words in any order."""

    def naming(self, said: str) -> Naming:
        turned = self.named("heart attack") if said in ("attack heart", "attack of") else ()
        return Naming(turned, turned=True) if turned else super().naming(said)


@pytest.mark.parametrize(
    ("question", "named"), [("attack heart", ["attack heart"]), ("attack of asthma", [])]
)
def test_no_name_in_another_order_has_a_function_word_at_an_end(
    question: str, named: list[str]
) -> None:
    words = words_of(question)
    found = concept_phrases(question, words, _Turned())
    assert [spoken(question, words[one.first : one.last]) for one in found] == named


def test_a_name_of_two_things_names_both() -> None:
    (stroke,) = concept_phrases("stroke", words_of("stroke"), NAMES)
    assert [one.name for one in stroke.concepts] == ["Cerebrovascular Accident", "Heat Stroke"]


def test_without_a_vocabulary_nothing_is_named() -> None:
    assert concept_phrases("heart attack", words_of("heart attack"), NO_NAMES) == []


def test_a_misspelt_word_is_read_as_what_it_says() -> None:
    text = "hart attack"
    hart, attack = words_of(text)
    words = [hart._replace(said="heart"), attack]
    assert spoken(text, words) == "heart attack"
    assert concept_phrases(text, words, NAMES)[0].concepts[0].name == "Myocardial Infarction"


def test_a_page_of_text_is_looked_up_in_part() -> None:
    class Counting(FakeNames):
        asked = 0

        def named(self, said: str) -> tuple[()]:
            self.asked += 1
            return ()

    names = Counting()
    text = "asthma " * 3_000
    concept_phrases(text, words_of(text), names)
    assert names.asked == MAX_TRIED


@given(
    st.lists(
        st.sampled_from(
            ["heart", "attack", "lung", "cancer", "of", "the", "sugar", "diabetes", ".", "(", "a"]
        )
    )
)
def test_phrases_lie_apart_and_in_order(chosen: list[str]) -> None:
    text = " ".join(chosen)
    words = words_of(text)
    end = 0
    for one in concept_phrases(text, words, NAMES):
        assert end <= one.first < one.last <= len(words)
        assert NAMES.named(spoken(text, words[one.first : one.last])) == one.concepts
        end = one.last


class _ByKeys(FakeNames):
    """Knows which runs may be names by the keys of these."""

    def runs_that_may_name(self, words: Sequence[tuple[str, ...]]) -> frozenset[tuple[int, int]]:
        keys = [key_of_terms(("cancer", "of", "the", "lung"))]
        return KeySums(keys).runs(words, self.longest)


def test_a_word_counts_by_what_is_meant_where_it_is_misspelt() -> None:
    text = "canser of the lung"
    words = [word._replace(said=word.said.replace("s", "c")) for word in words_of(text)]
    (found,) = concept_phrases(text, words, _ByKeys())
    assert found.concepts[0].name == "Lung Neoplasms"
    assert not concept_phrases(text, words_of(text), _ByKeys())
