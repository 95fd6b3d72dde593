"""What no engine answers is refused before one is asked."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from index.listing.schema import DISTANCE, SORTS
from search.engine.query import (
    MOST_HITS,
    MOST_VALUES,
    About,
    AllOf,
    AnyOf,
    Best,
    Everything,
    FacetWish,
    Filter,
    Ids,
    Like,
    Node,
    Not,
    Phrase,
    Preferred,
    Query,
    Term,
    Weighted,
    checked,
)
from search.errors import BadQuery, SearchError

HEART = Term("heart")
WISH = Preferred(HEART)


@pytest.mark.parametrize(
    "match",
    [
        HEART,
        Phrase(("heart", "attack"), "title"),
        AllOf((HEART, WISH, Not(HEART))),
        AllOf((Preferred(AllOf((HEART, WISH))),)),
        Like((AnyOf((Best((HEART, About("MESH:x"))), Weighted(HEART, 0.5))), Ids(("NCT1",)))),
    ],
)
def test_a_tree_that_can_be_answered_is_taken_as_it_is(match: Node) -> None:
    assert checked(match) is match
    assert Query(match=match, partial=match).match is match


@pytest.mark.parametrize(
    "match",
    [
        WISH,
        AnyOf((HEART, WISH)),
        Best((WISH,)),
        Not(WISH),
        Weighted(WISH, 2.0),
        Like((WISH,)),
        Preferred(WISH),
        AllOf((Preferred(WISH),)),
        AllOf((AnyOf((WISH,)),)),
    ],
)
def test_a_wish_stands_among_what_all_is_asked_of_alone(match: Node) -> None:
    with pytest.raises(BadQuery, match="Preferred stands in AllOf alone"):
        Query(match=match)
    with pytest.raises(BadQuery):
        Query(match=Everything(), partial=match)
    with pytest.raises(BadQuery):
        checked(match)


def test_what_is_no_node_is_refused() -> None:
    with pytest.raises(BadQuery, match="Filter is no node of a query"):
        Query(match=Filter("sex", ()))  # type: ignore[arg-type]


def test_an_answer_has_no_more_hits_and_values_than_an_engine_gives_at_once() -> None:
    most = Query(match=HEART, limit=MOST_HITS, facets=(FacetWish("sex", MOST_VALUES),))
    assert most.limit == MOST_HITS
    with pytest.raises(BadQuery, match="0 to 10,000 hits, not 10,001"):
        Query(match=HEART, limit=MOST_HITS + 1)
    with pytest.raises(BadQuery, match="0 to 1,000,000 values of a facet, not 1,000,001"):
        Query(match=HEART, facets=(FacetWish("sex", MOST_VALUES + 1),))
    for less in ({"limit": -1}, {"offset": -1}, {"facets": (FacetWish("sex", -1),)}):
        with pytest.raises(BadQuery):
            Query(match=HEART, **less)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        {"facets": (FacetWish("color", 1),)},
        {"filters": (Filter("color", ("red",)),)},
        {"sooner": (Filter("color", ("red",)),)},
    ],
)
def test_a_facet_that_there_is_not_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(BadQuery, match="There is no facet color"):
        Query(match=HEART, **asked)  # type: ignore[arg-type]


def test_a_facet_that_is_narrowed_twice_and_a_sort_that_there_is_not_are_refused() -> None:
    with pytest.raises(BadQuery, match="one filter"):
        Query(match=HEART, filters=(Filter("sex", ("male",)), Filter("sex", ("female",))))
    with pytest.raises(BadQuery, match="There is no sort color"):
        Query(match=HEART, sort="color")
    for sort in (*SORTS, DISTANCE):
        assert Query(match=HEART, sort=sort.name).sort == sort.name


def test_a_query_that_is_changed_is_looked_at_again() -> None:
    query = Query(match=HEART)
    with pytest.raises(BadQuery):
        msgspec.structs.replace(query, match=WISH)


def test_a_query_is_of_no_day_unless_it_says_so() -> None:
    assert Query(match=HEART).day is None
    assert Query(match=HEART, day=date(2024, 2, 29)).day == date(2024, 2, 29)


def test_a_bad_query_is_a_fault_of_code_and_told_as_one_of_this_package() -> None:
    assert issubclass(BadQuery, SearchError)
    assert issubclass(BadQuery, ValueError)
