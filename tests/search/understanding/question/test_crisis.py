from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.question.crisis import crisis_notices


@pytest.mark.parametrize(
    "text",
    ["I want to kill myself", "i dont want to live anymore", "I don’t want to live", "suicidal",
     "END MY LIFE", "i took an overdose now", "overdose now", "suicide", "Suicide?", "self-harm",
     "thinking about suicide depression trials", '"kill myself"', "i want  to\tdie"],
)  # fmt: skip
def test_who_may_be_in_danger_is_told_whom_to_call(text: str) -> None:
    (notice,) = crisis_notices(text)
    for number in ("988", "911", "local emergency number"):
        assert number in notice


@pytest.mark.parametrize(
    "text", ["quiero morir", "Ya no quiero vivir", "pienso en quitarme la vida", "suicidio"]
)
def test_spanish_is_answered_in_spanish(text: str) -> None:
    (notice,) = crisis_notices(text)
    assert "llame" in notice
    assert "988" in notice


def test_accents_do_not_matter() -> None:
    assert crisis_notices("quiero hacerme dano") == crisis_notices("quiero hacerme daño") != ()


def test_both_languages_are_answered_where_both_are_used() -> None:
    assert len(crisis_notices("want to die, quiero morir")) == 2


@pytest.mark.parametrize(
    "text",
    ["", "suicide prevention trials", "opioid overdose", "overdose prevention", "depression",
     "suicide gene therapy", "skills", "antisuicidal", "self-harm in adolescents", "dying",
     "kill cancer cells"],
)  # fmt: skip
def test_a_question_about_research_is_answered_as_ever(text: str) -> None:
    assert crisis_notices(text) == ()


@given(st.text(max_size=200))
def test_no_question_fails(text: str) -> None:
    assert len(crisis_notices(text)) <= 2
