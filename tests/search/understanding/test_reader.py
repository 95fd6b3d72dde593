from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.query import AllOf, AnyOf, Best, Everything, Ids, Not, Phrase, Preferred, Term
from search.understanding.question.clauses import Clause, ClauseKind
from search.understanding.question.text import normal
from tests.search.asking import read


def kinds(question: str) -> list[tuple[str, str]]:
    return [(clause.kind.value, clause.said) for clause in read(question).reading.clauses]


def test_all_words_are_asked_for_and_any_of_them_where_the_question_is_relaxed() -> None:
    question = read("asthma in children")
    assert question.match == AllOf((Term("asthma"), Term("child")))
    assert question.any_words == AnyOf((Term("asthma"), Term("child")))


def test_a_question_of_one_word_is_not_relaxed() -> None:
    assert read("asthma").match == Term("asthma")
    assert read("asthma").any_words is None


def test_a_compound_is_asked_for_both_ways() -> None:
    assert read("IL-low").match == Best((Term("illow"), Phrase(("il", "low"))))


@pytest.mark.parametrize("quoted", ['"heart attack"', "“heart attack”"])
def test_quotation_marks_make_a_phrase(quoted: str) -> None:
    assert read(quoted).match == Phrase(("heart", "attack"))
    assert kinds(f"{quoted} women") == [("phrase", quoted), ("words", "women")]


def test_a_quotation_mark_alone_is_ignored() -> None:
    assert read('"asthma').match == Term("asthma")
    assert read('asthma"').match == Term("asthma")


@pytest.mark.parametrize(
    "question", ["asthma -child", "asthma −child", "asthma –child", "asthma NOT child"]
)
def test_a_minus_leaves_a_word_out(question: str) -> None:
    assert read(question).match == AllOf((Term("asthma"), Not(Term("child"))))


def test_a_minus_leaves_a_phrase_out() -> None:
    match = read('asthma -"heart attack"').match
    assert match == AllOf((Term("asthma"), Not(Phrase(("heart", "attack")))))


def test_what_is_left_out_stays_out_when_the_question_is_relaxed() -> None:
    assert read("a asthma lupus -child").any_words == AllOf(
        (AnyOf((Term("asthma"), Term("lupus"))), Not(Term("child")))
    )


def test_a_hyphen_inside_a_word_is_no_minus() -> None:
    assert kinds("follow-up care") == [("words", "follow-up"), ("words", "care")]


@pytest.mark.parametrize("question", ["ages 5 – 12", "asthma – child", "asthma–child"])
def test_a_dash_that_begins_no_word_is_no_minus(question: str) -> None:
    assert "excluded" not in dict(kinds(question))


def test_only_what_is_left_out_means_everything_else() -> None:
    assert read("-asthma").match == AllOf((Not(Term("asthma")),))


@pytest.mark.parametrize(
    "id_",
    ["NCT00069082", "nct00069082", " NCT00069082 ", "NCT 00069082", "NIH-11114277", "11114277",
     "(NCT00069082)", "NCT00069082.", "https://clinicaltrials.gov/study/NCT00069082",
     "clinicaltrials.gov/ct2/show/NCT00069082?term=x", "5 R01 HL130040-07",
     "https://reporter.nih.gov/project-details/11114277",
     "SAMPLE-001", "R21CA286273", "1R21CA286273-01A1", "5R01HL130040-07", "ZIAHL006007"],
)  # fmt: skip
def test_an_id_goes_to_its_record(id_: str) -> None:
    question = read(id_)
    assert isinstance(question.match, Ids)
    assert [clause.kind for clause in question.reading.clauses] == [ClauseKind.ID]
    assert question.any_words is not None


@pytest.mark.parametrize("words", ["HER2", "COVID-19", "asthma", "65", "2024", "IL-6", "H1N1"])
def test_a_word_with_digits_is_not_an_id(words: str) -> None:
    assert not isinstance(read(words).match, Ids)


@pytest.mark.parametrize("question", ["the", "OR", "what is it"])
def test_a_question_of_stop_words_is_still_searched_for(question: str) -> None:
    assert not isinstance(read(question).match, Everything)


@pytest.mark.parametrize("question", ["🤒", "?!", '""', "-", "- -"])
def test_a_question_without_letters_shows_everything_and_says_so(question: str) -> None:
    found = read(question)
    assert found.match == Everything()
    (notice,) = found.reading.notices
    assert "every listing is shown" in notice


def test_no_question_shows_everything_and_needs_no_notice() -> None:
    assert read("  ").match == Everything()
    assert read("").reading.notices == ()


def test_a_phrase_of_stop_words_is_asked_for_only_when_it_is_all_there_is() -> None:
    assert read('"of the"').match == Phrase(("of", "the"))
    assert read('"of the" asthma').match == Term("asthma")
    assert read('"of the" "of a"').match == AllOf((Term("of"), Term("the"), Term("a")))


def test_stop_words_inside_a_phrase_are_not_marked() -> None:
    assert read('"cancer of the lung"').highlights.terms == {"cancer", "lung"}


def test_words_that_are_preferred_are_asked_for_by_nothing_and_marked() -> None:
    asthma = read("asthma", preferred="women young adults")
    preferred = tuple(Preferred(Term(word)) for word in ("woman", "young", "adult"))
    assert asthma.match == AllOf((Term("asthma"), *preferred))
    assert asthma.highlights.terms == {"asthma", "woman", "young", "adult"}
    two = read("asthma lupus -zebra", preferred="women").any_words
    assert two == AllOf(
        (AnyOf((Term("asthma"), Term("lupus"))), Not(Term("zebra")), Preferred(Term("woman")))
    )


def test_words_that_are_preferred_order_everything_where_nothing_is_asked_for() -> None:
    clause = Clause(ClauseKind.SEX, "women", 0, 5)
    assert read("women", (clause,), "women").match == AllOf((Preferred(Term("woman")),))


def test_a_word_said_twice_is_asked_for_once() -> None:
    assert read("asthma Asthma asthmatic").match == Term("asthma")


@given(st.text(max_size=120))
def test_every_clause_stands_where_it_says_it_does(question: str) -> None:
    text = normal(question.strip())
    for clause in read(question).reading.clauses:
        assert text[clause.start : clause.end].strip() == clause.said.strip()


@given(st.text(alphabet='ab "-–−“”1O N', max_size=40))
def test_no_mixture_of_signs_fails(question: str) -> None:
    found = read(question)
    assert (found.match == Everything()) == (not found.reading.clauses)


@pytest.mark.parametrize("question", ["the", "OR", "what is it", "and or"])
def test_words_that_say_little_are_searched_for_and_told_so(question: str) -> None:
    asked = read(question)
    assert asked.match != Everything()
    assert asked.reading.notices == (
        "Words like these say little of what you are looking for. Name a condition, a symptom, a "
        "treatment or a place.",
    )


@pytest.mark.parametrize("question", ["the asthma", '"the who"', "", "?!", "-asthma"])
def test_what_says_something_is_told_nothing_of_the_kind(question: str) -> None:
    assert not any("say little" in notice for notice in read(question).reading.notices)
