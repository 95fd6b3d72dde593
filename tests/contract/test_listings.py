"""One listing by its id, the status, and what is asked of many queries or listings at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from index.listing.model import Listing
from search.engine.port import Engine
from search.engine.query import (
    MOST_HITS,
    MOST_VALUES,
    AgeSpan,
    AnyOf,
    Circle,
    Everything,
    FacetWish,
    Filter,
    Ids,
    Not,
    Query,
    Term,
)
from search.errors import BadQuery
from tests.conftest import listing
from tests.contract.conftest import EngineOf, found, ids


def project(id_: str, **fields: Any) -> Listing:
    """A funded project."""
    funded = {"kind": "funded-project", "source": "nih-reporter", "status": "does-not-enroll"}
    return listing(id_, **funded, **fields)


LISTINGS = [
    listing("T1", other_id=["R01-1", "T2", "2019-00123-45"]),
    listing("T2", title="Žluť, 日本語 ☃", summary="Line\nbreak", sample=True,
            site=[{"country": "Chad", "latitude": 12.1, "longitude": 15.0}],
            minimum_age=0.5, phase=["phase-1", "phase-2"], updated="2024-03"),
    listing("T3", other_id=["R01-1", "R01-2", "NIH-77"]),
    listing("T4", other_id=["shared"], phase=["phase-1"]),
    listing("t5x", other_id=["SHARED"], phase=["phase-3"], maximum_age=10),
    project("NIH-5", other_id=["R01-2"], title="Asthma"),
    project("NIH-6", other_id=["R01-3"], title="Asthma"),
    project("NIH-7", other_id=["R01-3"]),
    listing("T8", title="Asthma", phase=["phase-1"], minimum_age=18),
]  # fmt: skip
EVERY = [one.id for one in LISTINGS]
BY_ID = {one.id: one for one in LISTINGS}
FIRST = (Filter("phase", ("phase-1",)),)


@pytest.fixture(scope="module")
def engine(engine_of: EngineOf) -> Engine:
    return engine_of(LISTINGS)


def id_of(engine: Engine, id_: str) -> str | None:
    """The own id of the listing that an id means."""
    one = engine.get(id_)
    return one.id if one else None


# --- ids ----------------------------------------------------------------------------------------


def test_a_listing_comes_back_whole(engine: Engine) -> None:
    for one in LISTINGS:
        assert engine.get(one.id) == one


def test_a_hit_is_the_whole_listing(engine: Engine) -> None:
    for hit in found(engine).hits:
        assert hit.listing == BY_ID[hit.listing.id]


def test_an_id_is_known_in_any_case_and_with_spaces_around_it(engine: Engine) -> None:
    for asked in ("t2", "T2", " t2 "):
        assert id_of(engine, asked) == "T2"
    assert id_of(engine, "T5X") == "t5x"


def test_another_id_finds_the_only_listing_that_has_it(engine: Engine) -> None:
    assert id_of(engine, "2019-00123-45") == "T1"


def test_an_own_id_comes_before_the_same_one_of_another_listing(engine: Engine) -> None:
    assert id_of(engine, "T2") == "T2"
    assert ids(engine, Ids(("T2",))) == ["T1", "T2"]


def test_an_id_that_several_listings_share_means_none_of_them(engine: Engine) -> None:
    assert id_of(engine, "R01-1") is None
    assert id_of(engine, "shared") is None
    assert ids(engine, Ids(("R01-1",))) == ["T1", "T3"]


def test_an_award_is_the_project_that_holds_it_and_not_a_trial_that_cites_it(
    engine: Engine,
) -> None:
    assert id_of(engine, "R01-2") == "NIH-5"


def test_an_award_of_several_projects_means_none_of_them(engine: Engine) -> None:
    assert id_of(engine, "R01-3") is None


def test_a_project_is_known_by_its_number_alone(engine: Engine) -> None:
    assert id_of(engine, "5") == "NIH-5"
    assert id_of(engine, "77") == "T3"
    assert ids(engine, Ids(("5", "77"))) == ["T3", "NIH-5"]


@pytest.mark.parametrize(
    "unknown", ["", " ", "T", "T9", "GONE-0", "T*", "NIH-", "none", "☃", "\ud800", "\x00"]
)
def test_an_id_that_nobody_has_is_not_known(engine: Engine, unknown: str) -> None:
    assert engine.get(unknown) is None


# --- the status ---------------------------------------------------------------------------------


def test_the_status_says_how_many_listings_and_samples_there_are(engine: Engine) -> None:
    status = engine.status()
    assert (status.listings, status.samples) == (len(LISTINGS), 1)


def test_the_status_names_what_answers_and_when_it_was_made(engine: Engine) -> None:
    status = engine.status()
    assert status.generation
    assert status.stamp
    assert date.fromisoformat(status.built[:10]) >= date(2020, 1, 1)
    assert engine.status() == status


def test_a_stamp_tells_one_set_of_listings_from_another(
    engine: Engine, engine_of: EngineOf
) -> None:
    same, other = engine_of(LISTINGS), engine_of(LISTINGS[1:])
    assert same.status().stamp == engine.status().stamp
    assert other.status().stamp != engine.status().stamp


# --- many queries -------------------------------------------------------------------------------

QUERIES = [
    Query(match=Everything()),
    Query(match=Term("asthma")),
    Query(match=Term("absent")),
    Query(match=Everything(), filters=FIRST),
    Query(match=Not(Term("asthma")), filters=FIRST),
    Query(match=Everything(), age=AgeSpan(30, 31)),
    Query(match=Everything(), near=Circle(12.0, 15.0, 50.0)),
    Query(match=Term("asthma"), filters=FIRST, age=AgeSpan(30, 31)),
    Query(match=Ids(("T1", "t2"))),
]


def test_counts_are_the_totals_of_as_many_searches(engine: Engine) -> None:
    assert engine.counts(QUERIES) == tuple(engine.search(query).total for query in QUERIES)
    assert engine.counts(QUERIES) == (9, 3, 0, 3, 2, 8, 1, 1, 2)


def test_for_one_request_an_engine_answers_as_for_one_query(engine: Engine) -> None:
    asked = engine.for_one_request()
    for _ in range(2):
        assert [asked.search(query) for query in QUERIES] == [*map(engine.search, QUERIES)]
        assert asked.counts(QUERIES) == engine.counts(QUERIES)
    assert asked.status() == engine.status()


def test_counts_have_the_order_of_the_queries_and_repeat_what_is_asked_twice(
    engine: Engine,
) -> None:
    assert engine.counts([QUERIES[1], QUERIES[0], QUERIES[1]]) == (3, 9, 3)
    assert engine.counts(QUERIES[::-1]) == engine.counts(QUERIES)[::-1]
    assert engine.counts([]) == ()


def test_what_pages_and_orders_say_changes_no_count(engine: Engine) -> None:
    plain = Query(match=Term("asthma"))
    paged = Query(
        match=Term("asthma"),
        partial=Everything(),
        sooner=FIRST,
        sort="title",
        offset=50,
        limit=0,
    )
    assert engine.counts([plain, paged]) == (3, 3)


# --- every listing ------------------------------------------------------------------------------


def scanned(engine: Engine, **asked: Any) -> list[str]:
    return [one.id for one in engine.scan(Query(**asked))]


def test_a_scan_gives_every_match_once_in_the_order_of_the_index(engine: Engine) -> None:
    assert [*engine.scan(Query(match=Everything()))] == LISTINGS
    either = AnyOf((Term("asthma"), Ids(("T8", "T1", "t1"))))
    assert scanned(engine, match=either) == ["T1", "NIH-5", "NIH-6", "T8"]
    assert scanned(engine, match=Term("absent")) == []


def test_a_scan_keeps_to_filters_ages_and_circles(engine: Engine) -> None:
    assert scanned(engine, match=Everything(), filters=FIRST) == ["T2", "T4", "T8"]
    assert scanned(engine, match=Term("asthma"), filters=FIRST) == ["T8"]
    assert scanned(engine, match=Everything(), near=Circle(12.0, 15.0, 50.0)) == ["T2"]
    young = scanned(engine, match=Everything(), filters=FIRST, age=AgeSpan(5, 6))
    assert young == ["T2", "T4"]


def test_a_scan_holds_as_many_as_are_counted(engine: Engine) -> None:
    for query in QUERIES:
        assert len([*engine.scan(query)]) == engine.search(query).total


def test_a_scan_has_no_pages_and_no_other_order(engine: Engine) -> None:
    whole = scanned(engine, match=Everything(), filters=FIRST)
    for more in (
        {"offset": 2, "limit": 1},
        {"limit": 0},
        {"sort": "title"},
        {"sooner": (Filter("phase", ("phase-2",)),)},
        {"partial": Everything()},
        {"facets": (FacetWish("phase", 3),)},
    ):
        assert scanned(engine, match=Everything(), filters=FIRST, **more) == whole


def test_scans_and_searches_may_go_on_side_by_side(engine: Engine) -> None:
    one, other = (engine.scan(Query(match=Everything())) for _ in range(2))
    assert next(one) == next(other) == LISTINGS[0]
    assert ids(engine, Term("asthma"), sort="title")
    assert [*one] == LISTINGS[1:]
    assert next(other) == LISTINGS[1]


# --- what no engine answers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"limit": MOST_HITS + 1}, "hits"),
        ({"limit": -1}, "hits"),
        ({"offset": -1}, "first hit"),
        ({"facets": (FacetWish("place", MOST_VALUES + 1),)}, "values"),
        ({"facets": (FacetWish("phase", 1), FacetWish("place", -1))}, "values"),
        ({"facets": (FacetWish("no-such-facet", 1),)}, "no facet"),
        ({"filters": (Filter("no-such-facet", ("x",)),)}, "no facet"),
        ({"sooner": (Filter("", ("x",)),)}, "no facet"),
    ],
    ids=repr,
)
def test_what_no_engine_answers_is_refused_before_one_is_asked(
    asked: dict[str, Any], why: str
) -> None:
    with pytest.raises(BadQuery, match=why):
        Query(match=Everything(), **asked)


def test_as_much_as_may_be_asked_for_is_answered(engine: Engine) -> None:
    wishes = tuple(FacetWish(name, MOST_VALUES) for name in ("place", "phase", "condition"))
    answer = found(engine, limit=MOST_HITS, facets=wishes)
    assert len(answer.hits) == len(LISTINGS)
    assert [one.more for one in answer.facets] == [0, 0, 0]


# --- the day ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2024, 2, 29), date(9999, 12, 31)])
def test_no_day_changes_an_answer_as_long_as_nothing_ages(engine: Engine, day: date) -> None:
    wishes = (FacetWish("status", 9), FacetWish("phase", 9))
    for sort in ("relevance", "updated"):
        asked: dict[str, Any] = {"facets": wishes, "sort": sort, "age": AgeSpan(5, 6)}
        assert found(engine, day=day, **asked) == found(engine, **asked)
    assert engine.counts([Query(match=Everything(), day=day)]) == (len(LISTINGS),)
    assert scanned(engine, match=Everything(), day=day) == EVERY


def test_answers_may_be_asked_for_from_several_threads(engine: Engine) -> None:
    def asked(query: Query) -> tuple[int, list[str]]:
        answer = engine.search(query)
        return answer.total, [hit.listing.id for hit in answer.hits]

    alone = [asked(query) for query in QUERIES]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(asked, QUERIES * 5)) == alone * 5
