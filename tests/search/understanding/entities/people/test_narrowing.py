from __future__ import annotations

import math

import pytest

from search.engine.query import AgeSpan
from search.request.request import SearchRequest
from search.understanding.entities.people.narrowing import EligibilityIntent, eligibility_intent
from search.understanding.entities.people.phrases import eligibility_phrases
from search.understanding.question.clauses import ClauseKind


def intent_of(text: str, **chosen: str) -> EligibilityIntent:
    request = SearchRequest(text=text)
    for facet, value in chosen.items():
        request = request.with_value(facet, value)
    return eligibility_intent(eligibility_phrases(text).phrases, text, request)


def narrowed(intent: EligibilityIntent) -> dict[str, tuple[str, ...]]:
    return {clause.facet: clause.values for clause in intent.clauses if clause.facet}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("65 year old", AgeSpan(65, 66)),
        ("children and teens", AgeSpan(0, 18)),
        ("children and adults", AgeSpan(0, math.inf)),
        ("6 year old and 9 year old", AgeSpan(6, 10)),
        ("children aged 6 to 12", AgeSpan(6, 13)),
        ("adults over 50", AgeSpan(50, math.inf)),
        ("65 year old with two kids", AgeSpan(65, 66)),
        ("women", None),
    ],
)
def test_ages_are_taken_together_and_numbers_hold(text: str, age: AgeSpan | None) -> None:
    assert intent_of(text).age == age


def test_an_age_in_words_that_the_number_denies_stays_a_word() -> None:
    assert [one.said for one in intent_of("65 year old with two kids").clauses] == ["65 year old"]
    assert [one.said for one in intent_of("12 year old kid").clauses] == ["12 year old", "kid"]


def test_what_is_read_is_chosen_in_its_facet() -> None:
    intent = intent_of("women recruiting phase 2 healthy volunteers")
    assert narrowed(intent) == {
        "sex": ("female", "all", "not-stated"),
        "status": ("recruiting", "check-first"),
        "phase": ("phase-2",),
        "healthy_volunteers": ("accepted",),
    }
    assert [one.words for one in intent.preferred] == ["women"]
    assert intent.notices == ()


@pytest.mark.parametrize("text", ["45F with lupus", "67 year old woman", "gout, man"])
def test_the_sex_of_one_person_narrows_and_puts_nothing_first(text: str) -> None:
    intent = intent_of(text)
    assert "sex" in narrowed(intent)
    assert intent.preferred == ()


@pytest.mark.parametrize(
    ("text", "facet", "value", "label"),
    [
        ("women", "sex", "male", "Sex"),
        ("phase 2 trials", "phase", "phase-3", "Phase"),
        ("recruiting", "status", "completed", "Status"),
        ("healthy volunteers", "healthy_volunteers", "not-accepted", "Healthy volunteers"),
    ],
)
def test_what_is_chosen_holds_over_what_is_said(
    text: str, facet: str, value: str, label: str
) -> None:
    intent = intent_of(text, **{facet: value})
    (clause,) = intent.clauses
    assert (clause.said, clause.meant) == (text, "left aside")
    assert intent.notices == (f"“{text}” is left aside: what you chose under “{label}” is shown.",)
    assert (narrowed(intent), intent.preferred) == ({}, ())


def test_an_age_joins_what_is_chosen_as_an_age_group() -> None:
    intent = intent_of("65 year old", age_group="adult")
    assert intent.age == AgeSpan(65, 66)
    assert (narrowed(intent), intent.notices) == ({}, ())


def test_each_is_taken_back_by_its_words() -> None:
    intent = intent_of("recruiting, 65 year old woman")
    assert [one.kind for one in intent.clauses] == [
        ClauseKind.STATUS, ClauseKind.AGE, ClauseKind.SEX,
    ]  # fmt: skip
    for clause in intent.clauses:
        assert clause.undo == SearchRequest(text="recruiting, 65 year old woman").with_words(
            clause.said
        )
