"""The places of a question as clauses."""

from __future__ import annotations

import pytest

from index.listing.codes import NOT_STATED
from index.reference.places.gazetteer import Gazetteer
from search.request.request import SearchRequest
from search.understanding.composing.recognition import Recognition
from search.understanding.entities.people.narrowing import LEFT_ASIDE
from search.understanding.entities.places.atlas import Atlas
from search.understanding.entities.places.here import HERE_NOTICE
from search.understanding.entities.places.phrases import place_candidates
from search.understanding.entities.words.concepts import NO_NAMES
from search.understanding.question.clauses import ClauseKind
from tests.search.understanding.small_atlas import small_atlas


@pytest.fixture(scope="module")
def atlas(gazetteer: Gazetteer) -> Atlas:
    return small_atlas(gazetteer)


def recognised(atlas: Atlas, request: SearchRequest, excluded: str = "") -> Recognition:
    """The places of a request; the one in `excluded` is left out with what stands before it."""
    found = Recognition(request, atlas)
    found.recognise_near()
    phrases = place_candidates(found.text, atlas, NO_NAMES)
    for phrase in sorted(phrases, key=lambda one: (one.start, -one.end)):
        said = found.text[phrase.start : phrase.end]
        if excluded and excluded in said:
            found.leave_out_place(phrase, (phrase.start - len("not "), phrase.end))
        else:
            found.recognise_place(phrase)
    found.places_left_out()
    return found


def test_a_place_narrows_and_can_be_taken_back(atlas: Atlas) -> None:
    request = SearchRequest(text="asthma in Canada")
    (clause,) = recognised(atlas, request).clauses
    assert (clause.kind, clause.said, clause.meant) == (ClauseKind.PLACE, "in Canada", "Canada")
    assert (clause.facet, clause.values) == ("place", ("Canada",))
    assert clause.undo == request.with_words("in Canada")


def test_a_distance_is_measured_and_narrows_no_facet(atlas: Atlas) -> None:
    found = recognised(atlas, SearchRequest(text="asthma within 20 km of Toronto"))
    (clause,) = found.clauses
    assert (clause.kind, clause.facet) == (ClauseKind.NEAR, "")
    assert found.near is not None
    assert (found.near.place.city, found.near.distance.typed) == ("Toronto", "20 km")


def test_what_is_chosen_to_be_near_holds_over_what_the_question_says(atlas: Atlas) -> None:
    found = recognised(atlas, SearchRequest(text="asthma near Toronto", near="30303"))
    (clause,) = found.clauses
    assert clause.meant == LEFT_ASIDE
    assert found.near is not None
    assert found.near.place.city == "Atlanta"
    assert "is left aside" in found.notices[0]


def test_what_is_left_out_is_asked_for_by_what_lies_outside(atlas: Atlas) -> None:
    found = recognised(atlas, SearchRequest(text="asthma not in Canada"), excluded="Canada")
    (clause,) = found.clauses
    assert (clause.kind, clause.said) == (ClauseKind.EXCLUDED, "not in Canada")
    assert clause.meant == "anywhere but Canada"
    assert "Canada" not in clause.values
    assert {"Mexico", NOT_STATED} <= {*clause.values}


@pytest.mark.parametrize(
    ("near", "notice"),
    [
        ("00000", "is no US ZIP code that is known here"),
        ("Canada", "is too large to be near"),
        ("Xanadu, Nowhere", "No city is known here as"),
    ],
)
def test_a_place_to_be_near_that_cannot_be_used_is_told(
    atlas: Atlas, near: str, notice: str
) -> None:
    found = recognised(atlas, SearchRequest(text="asthma", near=near))
    assert found.near is None
    assert notice in found.notices[0]


def test_where_somebody_is_is_asked_only_where_no_place_is_named(atlas: Atlas) -> None:
    alone = recognised(atlas, SearchRequest(text="asthma"))
    alone.ask_where(here=True)
    assert alone.notices == [HERE_NOTICE]
    beside = recognised(atlas, SearchRequest(text="asthma in Canada"))
    beside.ask_where(here=True)
    assert beside.notices == []


def test_of_several_places_of_a_name_the_others_are_offered(atlas: Atlas) -> None:
    found = recognised(atlas, SearchRequest(text="asthma in Georgia"))
    (ask,) = found.disambiguations
    assert ask.said == "in Georgia"
    for choice in ask.choices:
        assert choice.request.text == "asthma"
        assert choice.request.values("place") or choice.request.near


def test_words_that_are_to_be_taken_as_they_are_are_plain(atlas: Atlas) -> None:
    found = Recognition(SearchRequest(text="asthma in Canada", words=("in Canada",)), atlas)
    assert found.is_plain(7, 16)
    assert found.is_plain(10, 16)
    assert not found.is_plain(0, 6)
