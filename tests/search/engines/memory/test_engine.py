"""What the engine in memory promises beyond the contract of all engines."""

from __future__ import annotations

import re

from search.engine.query import (
    AllOf,
    Everything,
    FacetWish,
    Like,
    Query,
    Term,
)
from search.engines.memory.engine import MemoryEngine
from tests.conftest import listing


def found(engine: MemoryEngine, word: str) -> list[str]:
    return [hit.listing.id for hit in engine.search(Query(match=Term(word))).hits]


def test_a_listing_takes_the_place_of_an_earlier_one_of_its_id() -> None:
    engine = MemoryEngine(
        [listing("T1", title="old"), listing("T2", title="new"), listing("t1", title="new")]
    )
    assert found(engine, "old") == []
    assert [one.id for one in engine.scan(Query(match=Everything()))] == ["T2", "t1"]
    assert engine.get("T1") == listing("t1", title="new")
    assert engine.status().listings == 2


def test_what_is_removed_is_not_found_and_still_counts_in_how_rare_a_term_is() -> None:
    some = [listing("T1", title="lung"), listing("T2", title="lung"), listing("T3")]
    whole = MemoryEngine(some).search(Query(match=Term("lung")))
    rest = MemoryEngine(some, removed=["t2"])
    assert rest.search(Query(match=Term("lung"))).hits == whole.hits[:1]
    assert rest.get("T2") is None
    answer = rest.search(Query(match=Everything(), facets=(FacetWish("kind", 9),)))
    assert answer.facets[0].counts[0].count == answer.total == 2
    fewer = MemoryEngine([some[0], listing("T4"), some[2]]).search(Query(match=Term("lung")))
    assert fewer.hits[0].score != whole.hits[0].score


def test_a_name_is_shown_as_most_listings_that_are_left_write_it() -> None:
    some = [
        listing(f"T{n}", condition=[name])
        for n, name in enumerate(["ASTHMA", "ASTHMA", "Asthma", "asthma", "Asthma"])
    ]
    asked = Query(match=Everything(), facets=(FacetWish("condition", 9),))
    (answer,) = MemoryEngine(some).search(asked).facets
    assert [(one.label, one.count) for one in answer.counts] == [("ASTHMA", 5)], "by alphabet"
    (answer,) = MemoryEngine(some, removed=["T0"]).search(asked).facets
    assert [(one.label, one.count) for one in answer.counts] == [("Asthma", 4)]


def test_the_stamp_tells_the_listings_whatever_their_order() -> None:
    one, other = listing("T1"), listing("T2", sample=True)
    status = MemoryEngine([one, other]).status()
    assert status.stamp == MemoryEngine([other, one]).status().stamp
    assert status.stamp != MemoryEngine([one]).status().stamp
    assert (status.listings, status.samples) == (2, 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", status.built)
    assert MemoryEngine([one], built="2024-03-11T09:30:00Z").status().built.startswith("2024")


def test_nothing_at_all_is_answered_with_nothing() -> None:
    engine = MemoryEngine([])
    asked = Query(
        match=AllOf((Term("lung"), Like((Everything(),)))), facets=(FacetWish("place", 9),)
    )
    answer = engine.search(asked)
    assert (answer.total, answer.hits, answer.facets[0].counts) == (0, (), ())
    assert engine.get("T1") is None
    assert engine.explain(Everything(), "T1") is None
