"""Names and misspelt words in a question, and what is left when a reader takes them back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.generation.spelling import SpellingWords
from index.terms.mentions.kinds import MentionKind
from search.engine.query import (
    About,
    AllOf,
    AnyOf,
    Best,
    Mention,
    Node,
    Not,
    Phrase,
    Preferred,
    Term,
    Weighted,
)
from search.request.request import SearchRequest
from search.understanding import reader as reading
from search.understanding.composing.match import AS_TYPED, OTHER_NAME, Read, unscored
from search.understanding.entities.words.lexicon import NO_LEXICON, Lexicon
from search.understanding.entities.words.speller import Speller
from search.understanding.question.clauses import Clause, ClauseKind
from tests.search.asking import read as read_plainly
from tests.search.understanding.fake_names import FakeNames

NAMES = FakeNames()
HEART_ATTACK, DIABETES, INSOMNIA, LUNG_CANCER, CANCER, PEMBROLIZUMAB, STROKE, HEAT_STROKE = (
    f"TEST:{number}" for number in range(8)
)
LISTINGS = {"diabetes": 40, "insomnia": 30, "heart": 50, "attack": 20, "asthma": 25, "women": 60}


def _counts(nodes: Sequence[Node]) -> list[int]:
    held = {"diabet": 40, "insomnia": 30, "heart": 50, "attack": 20, "asthma": 25, "woman": 60}
    return [held.get(node.text, 0) if isinstance(node, Term) else 0 for node in nodes]


LEXICON = Lexicon(NAMES, Speller((SpellingWords.of_names(LISTINGS.items()),)), _counts)


def read(request: SearchRequest | str, lexicon: Lexicon = LEXICON) -> Read:
    asked = SearchRequest(text=request) if isinstance(request, str) else request
    return reading.read(asked, lexicon)


def clauses(found: Read, kind: ClauseKind) -> list[Clause]:
    return [one for one in found.reading.clauses if one.kind is kind]


def about(node: Node) -> list[str]:
    """The concepts among the ways to mention a name, in the order of these."""
    if isinstance(node, AllOf):
        node, preferred = node.children
        assert isinstance(preferred, Preferred)
    assert isinstance(node, Best)
    return [one.concept for one in node.children if isinstance(one, About)]


def topic(concept: str) -> Mention:
    """What mentions a concept as its topic."""
    return Mention(concept, frozenset((MentionKind.TOPIC,)))


def all_undone(question: str) -> SearchRequest:
    """The question with every reading of it taken back, one after the other."""
    request = SearchRequest(text=question)
    for _ in range(20):
        undos = [clause.undo for clause in read(request).reading.clauses if clause.undo]
        if not undos:
            return request
        request = undos[0]
    raise AssertionError(f"“{question}” is never read as plain words")


def test_a_name_is_found_by_the_words_typed_or_by_the_concept() -> None:
    found = read("Keytruda")
    typed = Term("keytruda")
    elsewhere = Weighted(Term("pembrolizumab"), OTHER_NAME)
    named = Best((typed, elsewhere, About(PEMBROLIZUMAB)))
    assert found.mentioned == AllOf((named, Preferred(Weighted(typed, AS_TYPED))))
    assert found.match == AllOf((found.mentioned, unscored(topic(PEMBROLIZUMAB))))
    (clause,) = clauses(found, ClauseKind.CONCEPT)
    assert (clause.said, clause.meant) == ("Keytruda", "Pembrolizumab")


def test_a_name_of_two_concepts_means_both() -> None:
    found = read("stroke")
    assert found.mentioned is not None
    assert about(found.mentioned) == [STROKE, HEAT_STROKE]
    topics = unscored(AnyOf((topic(STROKE), topic(HEAT_STROKE))))
    assert found.match == AllOf((found.mentioned, topics))
    (clause,) = clauses(found, ClauseKind.CONCEPT)
    assert clause.meant == "Cerebrovascular Accident or Heat Stroke"


def test_a_name_stands_beside_the_other_words_and_all_of_its_names_are_marked() -> None:
    found = read("heart attack women -asthma")
    assert isinstance(found.mentioned, AllOf)
    name, women, without = found.mentioned.children
    assert about(name) == [HEART_ATTACK]
    assert (women, without) == (Term("woman"), Not(Term("asthma")))
    assert ("cardiac", "infarct") in found.highlights.runs
    assert {"heart", "attack", "woman"} <= found.highlights.terms


def test_a_quoted_name_is_a_phrase_and_names_nothing() -> None:
    assert read('"heart attack"').match == Phrase(("heart", "attack"))
    assert not clauses(read('"heart attack"'), ClauseKind.CONCEPT)


def test_a_misspelt_word_is_searched_for_as_it_is_meant() -> None:
    found = read("athsma")
    (clause,) = clauses(found, ClauseKind.SPELLING)
    assert (clause.said, clause.meant) == ("athsma", "asthma")
    assert found.match == Term("asthma")


def test_a_misspelt_name_is_read_as_the_concept() -> None:
    found = read("heart atack in women")
    (clause,) = clauses(found, ClauseKind.SPELLING)
    assert (clause.said, clause.meant) == ("atack", "attack")
    (concept,) = clauses(found, ClauseKind.CONCEPT)
    assert (concept.said, concept.meant) == ("heart atack", "Myocardial Infarction")


def test_a_correction_that_is_taken_back_leaves_the_word_as_typed() -> None:
    (clause,) = clauses(read("athsma women"), ClauseKind.SPELLING)
    assert clause.undo
    again = read(clause.undo)
    assert not clauses(again, ClauseKind.SPELLING)
    assert again.match == AllOf((Term("athsma"), Term("woman")))


@pytest.mark.parametrize(
    "question",
    ["heart attack", "stroke women", "heart attack and stroke", "athsma", "heart atack women",
     "insomnia diabetis", "cancer of the lung", "can't sleep, athsma", "stroke stroke",
     "Keytruda -asthma", 'stroke "heart attack"'],
)  # fmt: skip
def test_everything_taken_back_is_asked_for_as_plain_words(question: str) -> None:
    request = all_undone(question)
    assert request.text == question
    assert read(request).match == read_plainly(question).match
    assert read(request).any_words == read_plainly(question).any_words


@pytest.mark.parametrize("question", ["heart attack and stroke", "stroke, insomnia"])
def test_readings_are_taken_back_one_by_one(question: str) -> None:
    before = [one.said for one in clauses(read(question), ClauseKind.CONCEPT)]
    assert len(before) == 2
    for clause in clauses(read(question), ClauseKind.CONCEPT):
        assert clause.undo
        left = [one.said for one in clauses(read(clause.undo), ClauseKind.CONCEPT)]
        assert left == [said for said in before if said != clause.said]


PIECES = ["heart", "attack", "atack", "stroke", "lung", "cancer", "of", "the", "women", "athsma",
          "-asthma", '"heart attack"', "can't sleep", "Keytruda", ",", "zebra"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))
def test_clauses_stand_apart_where_they_say_and_can_all_be_taken_back(question: str) -> None:
    found = read(question)
    words = (ClauseKind.CONCEPT, ClauseKind.WORDS, ClauseKind.PHRASE, ClauseKind.EXCLUDED)
    held = [one for one in found.reading.clauses if one.kind in words]
    for clause in found.reading.clauses:
        assert question[clause.start : clause.end] == clause.said
    for one, other in itertools.pairwise(held):
        assert one.end <= other.start
    assert read(all_undone(question)).match == read_plainly(question).match


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))
def test_without_a_lexicon_no_name_is_read(question: str) -> None:
    kinds = {one.kind for one in read(question, NO_LEXICON).reading.clauses}
    assert not kinds & {ClauseKind.CONCEPT, ClauseKind.SPELLING}
