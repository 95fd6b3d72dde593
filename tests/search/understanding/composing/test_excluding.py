"""What is asked for instead of what is left out."""

from __future__ import annotations

import pytest

from index.listing.codes import NOT_STATED
from search.engine.query import AgeSpan, AllOf, AnyOf, Not, Term
from search.understanding.composing.excluding import (
    lies_in,
    named,
    places_outside,
    titled,
    without_it,
)
from search.understanding.entities.people.phrases import EligibilityPhrase
from search.understanding.question.clauses import ClauseKind

PLACES = (
    "Canada",
    "Canada/Ontario",
    "Canada/Ontario/Toronto",
    "United States",
    "United States/Georgia",
    "United States/Texas",
    "United States/Texas/Austin",
    "United States/Texas/Houston",
)


@pytest.mark.parametrize(
    ("excluded", "left"),
    [
        (["United States/Texas"], ["Canada", "United States/Georgia"]),
        (["United States"], ["Canada"]),
        (["United States/Texas/Austin"],
         ["Canada", "United States/Georgia", "United States/Texas/Houston"]),
        (["United States/Texas", "United States/Georgia"], ["Canada"]),
        (["Canada", "United States"], []),
    ],
)  # fmt: skip
def test_what_lies_outside_is_said_in_few_places_and_with_what_states_none(
    excluded: list[str], left: list[str]
) -> None:
    assert places_outside(excluded, PLACES) == (*left, NOT_STATED)


def test_a_place_lies_in_itself_and_in_what_is_around_it() -> None:
    assert lies_in("Canada/Ontario", ["Canada"])
    assert lies_in("Canada", ["Canada"])
    assert not lies_in("Canada", ["Canada/Ontario"])
    assert not lies_in("Canadaville", ["Canada"])


def phrase(kind: ClauseKind, **fields: object) -> EligibilityPhrase:
    return EligibilityPhrase(kind=kind, start=0, end=4, meant="those", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("span", "other"),
    [
        (AgeSpan(below=18), AgeSpan(youngest=18)),
        (AgeSpan(youngest=65), AgeSpan(below=65)),
    ],
)
def test_the_other_end_is_asked_for_of_ages(span: AgeSpan, other: AgeSpan) -> None:
    found = without_it(phrase(ClauseKind.AGE, age=span))
    assert found is not None
    assert (found.age, found.meant) == (other, "not only those")


@pytest.mark.parametrize("span", [AgeSpan(13, 18), AgeSpan()])
def test_an_age_in_between_or_any_age_cannot_be_left_out(span: AgeSpan) -> None:
    assert without_it(phrase(ClauseKind.AGE, age=span)) is None


def test_who_leaves_out_women_looks_for_what_is_open_to_men_or_to_all() -> None:
    found = without_it(phrase(ClauseKind.SEX, values=("female", "all", NOT_STATED)))
    assert found is not None
    assert found.values == ("male", "all")


def test_all_other_phases_and_what_states_none_are_left_of_phases() -> None:
    found = without_it(phrase(ClauseKind.PHASE, values=("phase-1",)))
    assert found is not None
    assert "phase-1" not in found.values
    assert {"phase-2", NOT_STATED} <= {*found.values}


def aged(meant: str, prefer: str) -> EligibilityPhrase:
    span = AgeSpan(13, 18)
    return EligibilityPhrase(ClauseKind.AGE, 0, 4, meant, age=span, prefer=prefer)


def test_an_age_in_between_is_left_out_by_titles_that_name_it_and_no_other() -> None:
    node = titled(aged("open to teenagers", "adolescents"))
    assert isinstance(node, AllOf)
    names, no_others = node.children
    assert isinstance(names, AnyOf)
    assert isinstance(no_others, Not)
    assert {one.field for one in names.children if isinstance(one, Term)} == {"title"}
    assert isinstance(no_others.child, AnyOf)
    assert not {*names.children} & {*no_others.child.children}


def test_a_group_that_titles_call_as_they_call_others_is_not_left_out() -> None:
    phrase = aged("open to preschool children (3 to 5)", "children")
    assert named(phrase) == "preschool children"
    assert titled(phrase) is None
