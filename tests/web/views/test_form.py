from __future__ import annotations

import pytest

from search.request.distance import OFFERED
from search.request.request import SearchRequest
from web.views.form import search_form


def test_a_form_holds_what_was_asked_and_leaves_the_page() -> None:
    request = SearchRequest(text="sleep", near="Lima", within="100", sort="title", page=4)
    form = search_form(request.with_value("sex", "female"))
    assert (form.text, form.near, form.within) == ("sleep", "Lima", "100")
    assert form.hidden == (("sex", "female"), ("sort", "title"))


def test_the_offered_distances_are_miles() -> None:
    form = search_form(SearchRequest())
    assert [value for value, _ in form.distances] == list(OFFERED)
    assert dict(form.distances)[form.within] == "50 miles"


@pytest.mark.parametrize(
    ("typed", "value", "words"),
    [
        ("100 miles", "100", "100 miles"),
        ("80km", "80km", "80 km"),
        ("-1", "-1", "-1"),
        ("<b>", "<b>", "<b>"),
    ],
)
def test_a_distance_that_is_not_offered_stays_as_it_is(typed: str, value: str, words: str) -> None:
    form = search_form(SearchRequest(near="Lima", within=typed))
    assert form.within == value
    assert dict(form.distances)[value] == words
