from __future__ import annotations

from collections import Counter

from index.listing.codes import NOT_STATED, Recruitment
from index.listing.schema import FACET, value_depth, value_label
from search.engine.answers import FacetAnswer, FacetCount
from search.request.request import SearchRequest
from search.understanding.question.clauses import Clause, ClauseKind, Reading
from web.links import search_url
from web.views.facets import (
    COUNTRIES_BESIDE_RESULTS,
    PLACES_BESIDE_RESULTS,
    VALUES_BESIDE_RESULTS,
    facet_page_view,
    facet_panel,
    values_with,
)


def _answer(name: str, counts: dict[str, int], *chosen: str, more: int = 0) -> FacetAnswer:
    """An answer in the order of `counts`, as a searcher would order it."""
    facet = FACET[name]
    return FacetAnswer(
        name,
        facet.label,
        tuple(
            FacetCount(
                value,
                value_label(facet, value, value),
                count,
                value in chosen,
                value_depth(facet, value),
            )
            for value, count in counts.items()
        ),
        more,
    )


def _shown(facet: FacetAnswer, request: SearchRequest) -> list[str]:
    return [link.label for link in facet_panel(facet, request).links]


def test_a_panel_shows_the_commonest_values_in_their_declared_order() -> None:
    # In declared order, the rarest first: what is cut must not be what comes last.
    counts = {status.value: 2 + rank for rank, status in enumerate(Recruitment)}
    shown = _shown(_answer("status", counts), SearchRequest())
    assert shown == [status.words for status in Recruitment][-VALUES_BESIDE_RESULTS:]


def test_a_chosen_value_is_shown_however_rare_it_is() -> None:
    counts = {status.value: 2 + rank for rank, status in enumerate(Recruitment)}
    request = SearchRequest().with_value("status", "recruiting")
    shown = _shown(_answer("status", counts, "recruiting"), request)
    assert shown[0] == "Recruiting"
    assert len(shown) == VALUES_BESIDE_RESULTS + 1


def _places() -> dict[str, int]:
    """One country with twelve states of three cities each, and nine other countries, in tree
    order; every state and city of the first is commoner than any other country."""
    places = {"United States": 5_000}
    for state in range(12):
        places[f"United States/State {state}"] = 400 - state
        for city in range(3):
            places[f"United States/State {state}/City {state} {city}"] = 100 + state - city
    places |= {f"Country {number}": 50 - number for number in range(9)}
    return places | {"Country 0//Lonely": 1, NOT_STATED: 9_000}


def _levels(values: list[str]) -> Counter[int]:
    return Counter(value.count("/") for value in values)


def _shown_places(*chosen: str) -> list[str]:
    request = SearchRequest()
    for value in chosen:
        request = request.with_value("place", value)
    facet = _answer("place", _places(), *chosen, more=200)
    toggled = {
        value: request.without_value("place", value)
        if value in chosen
        else request.with_value("place", value)
        for value in _places()
    }
    named = {search_url(wanted): value for value, wanted in toggled.items()}
    return [named[link.url] for link in facet_panel(facet, request).links]


def test_countries_get_their_share_before_states_and_cities_none() -> None:
    shown = _shown_places()
    assert _levels(shown) == {0: COUNTRIES_BESIDE_RESULTS + 1, 1: 6}
    assert shown[:2] == ["United States", "United States/State 0"]
    assert "Country 4" in shown
    assert "Country 5" not in shown


def test_how_many_state_no_place_is_said_beside_the_places() -> None:
    assert _shown_places()[-1] == NOT_STATED
    assert NOT_STATED in _shown_places("United States/State 7")


def test_a_value_read_from_the_question_is_taken_back_by_taking_it_as_words() -> None:
    request = SearchRequest(text="asthma in Georgia")
    undo = request.with_words("in Georgia")
    georgia = ("place", ("United States/Georgia",))
    read = Clause(ClauseKind.PLACE, "in Georgia", 7, 17, "Georgia, United States", undo, *georgia)
    facet = _answer(
        "place", {"United States": 5, "United States/Georgia": 3}, "United States/Georgia"
    )
    country, state = facet_panel(facet, request, Reading((read,))).links
    assert (state.chosen, state.url) == (True, search_url(undo))
    assert (country.chosen, country.url) == (
        False,
        search_url(request.with_value("place", "United States")),
    )


def test_a_chosen_state_opens_its_cities() -> None:
    shown = _shown_places("United States/State 7")
    assert {value for value in shown if value.count("/") == 2} == {
        f"United States/State 7/City 7 {city}" for city in range(3)
    }
    assert "United States/State 7" in shown
    assert _levels(shown)[0] >= COUNTRIES_BESIDE_RESULTS
    assert len(shown) == PLACES_BESIDE_RESULTS + 1


def test_a_chosen_city_stands_below_the_places_it_lies_in() -> None:
    shown = _shown_places("United States/State 9/City 9 2")
    at = [shown.index(f"United States{rest}") for rest in ("", "/State 9", "/State 9/City 9 2")]
    assert at == sorted(at)


def test_cities_fill_what_few_countries_and_states_leave() -> None:
    places = {"United States": 90, "United States/Georgia": 80}
    places |= {f"United States/Georgia/City {city}": 40 - city for city in range(30)}
    shown = _shown(_answer("place", places), SearchRequest())
    assert shown[:3] == ["United States", "Georgia", "City 0, Georgia"]
    assert len(shown) == PLACES_BESIDE_RESULTS


def test_few_places_are_all_shown() -> None:
    few = dict(list(_places().items())[:14])
    assert len(_shown(_answer("place", few), SearchRequest())) == 14


def test_a_slash_in_a_name_is_not_a_hierarchy() -> None:
    answer = _answer("condition", {"hiv": 9, "hiv/aids": 4, "asthma": 2})
    view = facet_page_view(answer, SearchRequest(), "aids", 1)
    assert [link.label for link in view.links] == ["hiv/aids"]


def test_a_place_that_is_found_comes_with_what_it_lies_in() -> None:
    answer = _answer("place", {"France": 9, "France//Paris": 4, "Japan": 2})
    found = values_with(answer.counts, "paris", FACET["place"].separator)
    assert [count.value for count in found] == ["France", "France//Paris"]
