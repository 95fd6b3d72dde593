"""In which order hits come, page by page: sorts, partial matches, and what comes sooner."""

from __future__ import annotations

from typing import Any

import pytest

from index.listing.schema import SORTS
from search.engine.port import Engine
from search.engine.query import (
    AllOf,
    AnyOf,
    Circle,
    Everything,
    FacetWish,
    Filter,
    Node,
    Not,
    Query,
    Term,
)
from tests.conftest import listing
from tests.contract.conftest import ALL, EngineOf, counts, found, ids, scores

STARTS = {
    "S0": "2024-03",
    "S1": None,
    "S2": "2024-03-01",
    "S3": "2023-12-31",
    "S4": "2024",
    "S5": None,
    "S6": "2024-03",
    "S7": "1999",
}
TITLES = {
    "T0": "zebra",
    "T1": "  Apple  pie",
    "T2": "apple",
    "T3": "Ängste",
    "T4": "Zebra",
    "T5": "BANANA",
    "T6": "apple Pie",
    "T7": "  ",
    "T8": "Żebra",
}
AT = {"D0": 2.0, "D1": 0.5, "D2": None, "D3": 1.0, "D4": 0.5}
"""Degrees east of the middle of a circle on the equator."""


def _site(east: float | None) -> dict[str, Any]:
    here = {"facility": "Here"}
    return here if east is None else here | {"latitude": 0, "longitude": east}


LISTINGS = [
    *(listing(id_, summary="started", start_date=date) for id_, date in STARTS.items()),
    *(listing(id_, summary="titled", title=title) for id_, title in TITLES.items()),
    *(
        listing(id_, summary="sited" + " sited" * n, site=[_site(east)])
        for n, (id_, east) in enumerate(AT.items())
    ),
    listing("V0", title="Verified", updated="2024-05-02", phase=["phase-3"]),
    listing("V1", title="Verified verified", updated="2025", phase=["phase-1"]),
    listing("V2", title="Verified once", phase=["phase-3"], status="completed"),
    listing("V3", title="Verified twice", updated="2024-05-02", phase=["phase-2", "phase-3"]),
    listing("V4", title="Not so", summary="Verified elsewhere", updated="2025"),
    listing("V5", title="Not so either", summary="Elsewhere", phase=["phase-1"]),
    listing("V6", title="Elsewhere and elsewhere", phase=["phase-3"]),
]  # fmt: skip
EVERY = [one.id for one in LISTINGS]
VERIFIED, ELSEWHERE = Term("verifi"), Term("elsewher")
AROUND = Circle(0.0, 0.0, 1_000.0)


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


# --- sorts --------------------------------------------------------------------------------------


def test_by_relevance_the_best_comes_first(engine: Engine) -> None:
    scored = [hit.score for hit in found(engine, VERIFIED).hits]
    assert scored == sorted(scored, reverse=True)
    assert ids(engine, VERIFIED)[0] == "V1"
    assert ids(engine, VERIFIED)[-1] == "V4"


def test_relevance_is_the_order_where_none_is_asked_for(engine: Engine) -> None:
    assert engine.search(Query(match=VERIFIED)) == found(engine, VERIFIED, sort="relevance")


def test_the_newest_start_comes_first_and_the_more_exact_of_two_before_the_other(
    engine: Engine,
) -> None:
    order = ids(engine, Term("start"), sort="start_date")
    assert order[:6] == ["S2", "S0", "S6", "S4", "S3", "S7"]


def test_what_states_no_date_comes_last_in_the_order_of_the_index(engine: Engine) -> None:
    assert ids(engine, Term("start"), sort="start_date")[6:] == ["S1", "S5"]
    dates = [hit.listing.start_date for hit in found(engine, sort="start_date").hits]
    assert None not in dates[:6]
    assert set(dates[6:]) == {None}


def test_the_newest_update_comes_first_and_none_last(engine: Engine) -> None:
    assert ids(engine, VERIFIED, sort="updated") == ["V1", "V4", "V0", "V3", "V2"]


def test_titles_come_from_a_to_z_whatever_their_case_accents_and_spacing(engine: Engine) -> None:
    order = ids(engine, Term("titl"), sort="title")
    assert LISTINGS[EVERY.index(order[-1])].title.isspace(), "what says nothing comes last"
    assert order == ["T3", "T2", "T1", "T6", "T5", "T0", "T4", "T8", "T7"]


def test_of_equal_dates_the_better_match_comes_first_then_the_earlier_one(
    engine_of: EngineOf,
) -> None:
    same = engine_of(
        [
            listing("E0", title="Plain", summary="Asthma", updated="2024"),
            listing("E1", title="Asthma", updated="2024"),
            listing("E2", title="Asthma", updated="2024"),
            listing("E3", title="Asthma asthma", updated="2023"),
            listing("E4", title="Plain", summary="Asthma"),
            listing("E5", title="Asthma"),
        ]
    )
    order = ids(same, Term("asthma"), sort="updated")
    assert order == ["E1", "E2", "E0", "E3", "E5", "E4"]


def test_hits_carry_their_scores_in_any_order(engine: Engine) -> None:
    by_relevance = scores(engine, VERIFIED)
    for sort in ("title", "updated", "start_date"):
        assert scores(engine, VERIFIED, sort=sort) == pytest.approx(by_relevance, rel=1e-5)
    near = scores(engine, Term("site"), near=AROUND, sort="distance")
    assert near == pytest.approx(scores(engine, Term("site"), near=AROUND), rel=1e-5)


def test_the_nearest_comes_first_by_distance_whatever_it_scores(engine: Engine) -> None:
    sited = Term("site")
    near = ids(engine, sited, near=AROUND, sort="distance")
    assert near == ["D1", "D4", "D3", "D0"]
    assert ids(engine, sited, near=AROUND) == ["D4", "D3", "D1", "D0"]


def test_by_distance_without_a_circle_is_by_relevance(engine: Engine) -> None:
    for match in (VERIFIED, Everything()):
        assert found(engine, match, sort="distance") == found(engine, match)


def test_the_distance_is_that_of_the_nearest_site_that_counts(engine_of: EngineOf) -> None:
    def at(east: float, status: str) -> dict[str, Any]:
        return {"country": "Gabon", "latitude": 0, "longitude": east, "status": status}

    some = engine_of(
        [
            listing("N0", status="recruiting", site=[at(1, "completed"), at(4, "recruiting")]),
            listing("N1", status="recruiting", site=[at(2, "recruiting"), at(5, "completed")]),
            listing("N2", status="recruiting", site=[at(3, "recruiting")]),
        ]
    )
    recruiting = (Filter("status", ("recruiting",)),)
    assert ids(some, near=AROUND, sort="distance") == ["N0", "N1", "N2"]
    assert ids(some, near=AROUND, sort="distance", filters=recruiting) == ["N1", "N2", "N0"]


# --- pages --------------------------------------------------------------------------------------

SORTED = [*(sort.name for sort in SORTS), "distance"]


@pytest.mark.parametrize("sort", SORTED)
@pytest.mark.parametrize("match", [Everything(), VERIFIED, AnyOf((VERIFIED, Term("titl")))])
def test_pages_neither_overlap_nor_lose_a_hit(engine: Engine, match: Node, sort: str) -> None:
    near = AROUND if sort == "distance" and match == Everything() else None
    asked: dict[str, Any] = {"match": match, "sort": sort, "near": near}
    whole = found(engine, **asked)
    for size in (1, 4, 7):
        paged = [
            hit
            for offset in range(0, whole.total + size, size)
            for hit in found(engine, **asked, offset=offset, limit=size).hits
        ]
        assert tuple(paged) == whole.hits


def test_a_page_begins_at_its_offset_and_ends_at_its_limit(engine: Engine) -> None:
    assert ids(engine, offset=3, limit=4) == EVERY[3:7]
    assert ids(engine, offset=len(EVERY) - 2, limit=4) == EVERY[-2:]


def test_a_page_of_nothing_still_has_the_total_and_the_facets(engine: Engine) -> None:
    wish = (FacetWish("phase", ALL),)
    answer = found(engine, VERIFIED, facets=wish, limit=0)
    assert (answer.hits, answer.total) == ((), 5)
    assert answer.facets == found(engine, VERIFIED, facets=wish).facets
    assert found(engine, VERIFIED, sort="title", limit=0).total == 5


@pytest.mark.parametrize("sort", SORTED)
def test_a_page_beyond_the_end_is_empty_and_has_the_total(engine: Engine, sort: str) -> None:
    for offset in (5, 6, 500):
        answer = found(engine, VERIFIED, sort=sort, offset=offset, limit=3)
        assert (answer.hits, answer.total) == ((), 5)


def test_an_answer_has_twenty_hits_unless_told_otherwise(engine: Engine) -> None:
    assert len(engine.search(Query(match=Everything())).hits) == 20
    assert engine.search(Query(match=Everything())).total == len(LISTINGS)


def test_the_same_query_has_the_same_answer_each_time(engine: Engine) -> None:
    for asked in ({}, {"sort": "title"}, {"partial": Everything()}):
        assert found(engine, VERIFIED, **asked) == found(engine, VERIFIED, **asked)


# --- partial matches ----------------------------------------------------------------------------


def test_what_is_wider_follows_the_last_match_best_first(engine: Engine) -> None:
    matches, partial = found(engine, VERIFIED), found(engine, ELSEWHERE)
    both = found(engine, VERIFIED, partial=ELSEWHERE)
    beside = [hit for hit in partial.hits if hit.listing.id != "V4"]
    assert both.hits == (*matches.hits, *beside)
    assert [hit.listing.id for hit in beside] == ["V6", "V5"]


def test_what_matches_is_not_repeated_among_what_is_wider(engine: Engine) -> None:
    order = ids(engine, VERIFIED, partial=Everything())
    assert sorted(order) == sorted(EVERY)
    assert set(order[:5]) == {"V0", "V1", "V2", "V3", "V4"}


def test_what_is_wider_counts_in_no_total_and_no_facet(engine: Engine) -> None:
    both = found(engine, VERIFIED, partial=ELSEWHERE)
    assert (both.total, both.partial_total) == (5, 2)
    assert counts(engine, "phase", match=VERIFIED, partial=ELSEWHERE) == counts(
        engine, "phase", match=VERIFIED
    )


def test_nothing_is_beyond_where_nothing_wider_is_asked_for_or_there(engine: Engine) -> None:
    assert found(engine, VERIFIED).partial_total == 0
    assert found(engine, VERIFIED, partial=Term("absent")).partial_total == 0
    assert found(engine, VERIFIED, partial=VERIFIED) == found(engine, VERIFIED)


def test_filters_and_ages_hold_for_what_is_wider_as_well(engine: Engine) -> None:
    third = (Filter("phase", ("phase-3",)),)
    answer = found(engine, VERIFIED, partial=ELSEWHERE, filters=third)
    assert [hit.listing.id for hit in answer.hits][-1] == "V6"
    assert (answer.total, answer.partial_total) == (3, 1)
    near = found(engine, Term("verifi"), partial=Everything(), near=AROUND)
    assert (near.total, near.partial_total) == (0, 0)


def test_nothing_wider_follows_where_nothing_matches(engine: Engine) -> None:
    nothing = found(engine, Term("absent"))
    assert found(engine, Term("absent"), partial=Everything()) == nothing
    unfound = (Filter("phase", ("phase-4",)),)
    assert found(engine, VERIFIED, partial=Everything(), filters=unfound).hits == ()


@pytest.mark.parametrize("sort", ["title", "updated", "start_date"])
def test_nothing_wider_follows_in_another_order(engine: Engine, sort: str) -> None:
    plain = found(engine, VERIFIED, sort=sort)
    assert found(engine, VERIFIED, sort=sort, partial=Everything()) == plain


def test_pages_run_on_through_what_is_wider(engine: Engine) -> None:
    whole = found(engine, VERIFIED, partial=Everything())
    for size in (1, 3, 5):
        paged = [
            hit
            for offset in range(0, len(EVERY) + size, size)
            for hit in found(engine, VERIFIED, partial=Everything(), offset=offset, limit=size).hits
        ]
        assert tuple(paged) == whole.hits


def test_how_much_is_wider_is_said_from_the_page_that_ends_with_the_last_match(
    engine: Engine,
) -> None:
    asked: dict[str, Any] = {"match": VERIFIED, "partial": ELSEWHERE}
    assert found(engine, **asked, limit=4).partial_total == 0
    last = found(engine, **asked, limit=5)
    assert (len(last.hits), last.partial_total) == (5, 2)
    assert found(engine, **asked, offset=5, limit=1).partial_total == 2
    past = found(engine, **asked, offset=100, limit=5)
    assert (past.hits, past.total, past.partial_total) == ((), 5, 2)


# --- mentions -----------------------------------------------------------------------------------


def test_mentions_follow_the_last_match_best_first_and_partial_matches_follow_them(
    engine: Engine,
) -> None:
    matches, mentions = found(engine, VERIFIED), found(engine, ELSEWHERE)
    every = found(engine, VERIFIED, mentioned=ELSEWHERE, partial=Everything())
    beside = [hit for hit in mentions.hits if hit.listing.id != "V4"]
    assert every.hits[:7] == (*matches.hits, *beside)
    assert sorted(hit.listing.id for hit in every.hits) == sorted(EVERY)
    assert (every.total, every.mentioned_total) == (5, 2)
    assert every.partial_total == len(EVERY) - 7


def test_mentions_count_in_no_total_and_no_facet(engine: Engine) -> None:
    both = found(engine, VERIFIED, mentioned=ELSEWHERE)
    assert (both.total, both.mentioned_total, both.partial_total) == (5, 2, 0)
    assert counts(engine, "phase", match=VERIFIED, mentioned=ELSEWHERE) == counts(
        engine, "phase", match=VERIFIED
    )


@pytest.mark.parametrize(
    "asked", [{"limit": 0}, {"limit": 3}, {"offset": 90}, {"sort": "title"}, {"sort": "updated"}]
)
def test_mentions_are_counted_on_every_page_and_in_every_order(
    engine: Engine, asked: dict[str, Any]
) -> None:
    plain = found(engine, VERIFIED, **asked)
    both = found(engine, VERIFIED, mentioned=ELSEWHERE, **asked)
    assert both.mentioned_total == 2
    assert both.hits == plain.hits


def test_mentions_are_found_where_nothing_matches(engine: Engine) -> None:
    alone = found(engine, Term("absent"), mentioned=ELSEWHERE)
    assert (alone.total, alone.mentioned_total, alone.partial_total) == (0, 3, 0)
    assert alone.hits == found(engine, ELSEWHERE).hits
    followed = found(engine, Term("absent"), mentioned=ELSEWHERE, partial=Everything())
    assert followed.hits[:3] == alone.hits
    assert followed.partial_total == len(EVERY) - 3


def test_filters_hold_for_mentions_as_well(engine: Engine) -> None:
    third = (Filter("phase", ("phase-3",)),)
    answer = found(engine, VERIFIED, mentioned=ELSEWHERE, filters=third)
    assert [hit.listing.id for hit in answer.hits][-1] == "V6"
    assert (answer.total, answer.mentioned_total) == (3, 1)


def test_pages_run_on_through_mentions_and_what_is_wider(engine: Engine) -> None:
    asked: dict[str, Any] = {"mentioned": ELSEWHERE, "partial": Everything()}
    whole = found(engine, VERIFIED, **asked)
    for size in (1, 2, 3, 5):
        paged = [
            hit
            for offset in range(0, len(EVERY) + size, size)
            for hit in found(engine, VERIFIED, **asked, offset=offset, limit=size).hits
        ]
        assert tuple(paged) == whole.hits


# --- what comes sooner --------------------------------------------------------------------------

THIRD = (Filter("phase", ("phase-3",)),)


def test_what_comes_sooner_does_so_whatever_it_scores(engine: Engine) -> None:
    plain = ids(engine, VERIFIED)
    sooner = ids(engine, VERIFIED, sooner=THIRD)
    assert plain[0] == "V1"
    assert sooner == [one for one in plain if one not in ("V1", "V4")] + ["V1", "V4"]


def test_what_passes_the_first_comes_before_what_passes_the_next(engine: Engine) -> None:
    first = (Filter("phase", ("phase-1",)), *THIRD)
    plain, order = ids(engine, VERIFIED), ids(engine, VERIFIED, sooner=first)
    assert order[0] == "V1"
    assert order == ["V1", *(one for one in ids(engine, VERIFIED, sooner=THIRD) if one != "V1")]
    assert sorted(order) == sorted(plain)
    # Whoever passes both comes with the first.
    both = (*THIRD, Filter("phase", ("phase-3", "phase-1")))
    assert ids(engine, VERIFIED, sooner=both)[-1] == "V4"


def test_what_comes_sooner_changes_no_total_no_facet_and_no_score(engine: Engine) -> None:
    answer = found(engine, VERIFIED, sooner=THIRD)
    assert answer.total == 5
    assert scores(engine, VERIFIED, sooner=THIRD) == scores(engine, VERIFIED)
    assert counts(engine, "phase", match=VERIFIED, sooner=THIRD) == counts(
        engine, "phase", match=VERIFIED
    )


def test_what_is_wider_still_follows_the_last_match_each_with_its_sooner_ones_first(
    engine: Engine,
) -> None:
    order = ids(engine, VERIFIED, partial=ELSEWHERE, sooner=(Filter("phase", ("phase-1",)),))
    assert order[0] == "V1"
    assert set(order[1:5]) == {"V0", "V2", "V3", "V4"}
    assert order[5:] == ["V5", "V6"]


def test_pages_run_through_what_comes_sooner(engine: Engine) -> None:
    asked: dict[str, Any] = {"match": VERIFIED, "partial": Everything(), "sooner": THIRD}
    whole = found(engine, **asked)
    for offset in range(len(EVERY)):
        assert found(engine, **asked, offset=offset, limit=2).hits == whole.hits[offset:][:2]


@pytest.mark.parametrize("sort", ["title", "updated", "start_date"])
def test_nothing_comes_sooner_in_another_order(engine: Engine, sort: str) -> None:
    plain = found(engine, VERIFIED, sort=sort)
    assert found(engine, VERIFIED, sort=sort, sooner=THIRD) == plain


def test_where_none_or_all_pass_nothing_comes_sooner(engine: Engine) -> None:
    plain = ids(engine, VERIFIED)
    for values in (
        ("phase-4",),
        ("no-such-phase",),
        ("phase-1", "phase-2", "phase-3", "not-stated"),
    ):
        assert ids(engine, VERIFIED, sooner=(Filter("phase", values),)) == plain


def test_several_values_come_sooner_together_and_so_does_what_is_not_stated(engine: Engine) -> None:
    first = ids(engine, VERIFIED, sooner=(Filter("phase", ("phase-1", "not-stated")),))
    assert first == ["V1", "V4", *(one for one in ids(engine, VERIFIED) if one in "V0 V2 V3")]


def test_whole_pages_hold_what_all_filters_and_orders_leave(engine: Engine) -> None:
    rest = AllOf((Everything(), Not(VERIFIED)))
    order = ids(engine, rest, sooner=THIRD, limit=ALL)
    assert order == ["V6", *(one for one in EVERY if one not in "V0 V1 V2 V3 V4 V6")]
