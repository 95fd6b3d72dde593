"""What the port asks of the engine beside searching: counts, scans, keys of concepts, errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.query import (
    MOST_HITS,
    About,
    AgeSpan,
    AllOf,
    Circle,
    Everything,
    Filter,
    Like,
    Node,
    Not,
    Preferred,
    Query,
    Term,
)
from search.engines.whoosh.executor import WhooshEngine
from search.errors import BadQuery, EngineUnavailable
from tests.conftest import examples, listing, publish_into
from tests.generated import WORDS, corpus, publish_pieces, publish_update, served
from tests.search.engines.whoosh.oracle import Case, trees_of
from tests.vocabularies import Made

leaves: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from(WORDS).map(Term),
    st.just(Everything()),
    st.sampled_from(WORDS).map(lambda word: Like((Term(word),))),
)
filters = st.sampled_from(
    [
        (),
        (Filter("status", ("recruiting",)),),
        (Filter("place", ("United States/Georgia",)), Filter("status", ("recruiting",))),
        (Filter("sex", ("female", "male")),),
    ]
)
queries: st.SearchStrategy[Query] = st.builds(
    Query,
    match=trees_of(leaves, most=4),
    filters=filters,
    near=st.sampled_from([None, Circle(33.7, -84.4, 400.0)]),
    age=st.sampled_from([None, AgeSpan(30.0, 31.0)]),
    partial=st.sampled_from([None, Everything()]),
    limit=st.just(MOST_HITS),
)


@examples(60)
@given(asked=st.lists(queries, max_size=4))
def test_counts_are_the_totals_of_as_many_searches(case: Case, asked: list[Query]) -> None:
    engine = WhooshEngine.open(case.home)
    assert engine.counts(asked) == tuple(engine.search(query).total for query in asked)


@examples(60)
@given(query=queries)
def test_a_scan_reads_what_matches_once_in_the_order_of_the_index(case: Case, query: Query) -> None:
    engine = WhooshEngine.open(case.home)
    found = engine.search(query)
    matched = {hit.listing.id for hit in found.hits[: found.total]}
    live = [case.listings[n] for n in sorted(case.live)]
    assert list(engine.scan(query)) == [one for one in live if one.id in matched]


def test_a_scan_goes_on_over_what_it_began_with(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(20))
    scanned = WhooshEngine.open(home).scan(Query(match=Everything()))
    first = next(scanned)
    publish_update(home, [listing("NEW")], removed=["T003"])
    assert [first.id, *(one.id for one in scanned)] == [one.id for one in corpus(20)]


def test_a_scan_has_more_than_the_most_hits_of_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = WhooshEngine.open(publish_into(tmp_path, corpus(20)))
    monkeypatch.setattr("search.engine.query.MOST_HITS", 10)
    with pytest.raises(BadQuery):
        Query(match=Everything(), limit=11)
    assert len(list(engine.scan(Query(match=Everything(), limit=10)))) == 20


def test_the_day_changes_nothing_while_nothing_ages(case: Case) -> None:
    engine = WhooshEngine.open(case.home)
    ours = [
        engine.search(Query(match=Term("lung"), limit=100, day=day))
        for day in (None, date(1999, 1, 1), date(2099, 12, 31))
    ]
    assert ours[0] == ours[1] == ours[2]


def test_a_key_means_the_same_to_generations_with_different_vocabularies(tmp_path: Path) -> None:
    listings = [
        listing("T1", title="Asthma", condition=["Asthma"]),
        listing("T2", title="Breast cancer", condition=["Breast cancer"]),
        listing("T3", title="Cancer"),
    ]
    older = Made((("cancer",), ("breast cancer",)), ((0, 1),), "older", stable=("C", "B"))
    newer = Made(
        (("asthma",), ("breast cancer",), ("lupus",), ("cancer",)),
        ((3, 1),),
        "newer",
        stable=("A", "B", "L", "C"),
    )
    home = publish_pieces(tmp_path / "home", [listings], vocabulary=older.kept_in(tmp_path))
    before = WhooshEngine.open(home)
    publish_update(home, vocabulary=newer.kept_in(tmp_path))
    after = WhooshEngine.open(home)
    for key, found in (("C", ["T2", "T3"]), ("B", ["T2"])):
        query = Query(match=About(key))
        for engine in (before, after):
            assert [one.id for one in engine.scan(query)] == found
        assert before.search(query) == after.search(query)
        shares = [engine.explain(About(key), "T2") for engine in (before, after)]
        assert shares[0] == shares[1]
        assert shares[0] is not None
        assert [one.concept for one in shares[0].shares] == [key]
    assert before.counts([Query(match=About("A"))]) == (0,), "it does not know asthma"
    assert after.counts([Query(match=About("A"))]) == (1,)


def test_what_cannot_be_asked_cannot_be_explained(tmp_path: Path) -> None:
    engine = WhooshEngine.open(publish_into(tmp_path, corpus(5)))
    with pytest.raises(BadQuery):
        engine.explain(Preferred(Term("lung")), "T001")
    assert engine.explain(AllOf((Not(Term("xyzzy")), Preferred(Term("lung")))), "T001") is not None


def test_damage_is_told_in_the_words_of_the_port_whatever_is_asked(tmp_path: Path) -> None:
    home = publish_into(tmp_path, corpus(20))
    engine = WhooshEngine.open(home)
    for path in served(home).glob("*.docs"):
        data = bytearray(path.read_bytes())
        data[8] ^= 255
        path.write_bytes(data)
    with pytest.raises(EngineUnavailable, match=r"is damaged.*listings rebuild$"):
        engine.counts([Query(match=Term("lung"))])
    with pytest.raises(EngineUnavailable, match=r"is damaged.*listings rebuild$"):
        list(engine.scan(Query(match=Term("lung"))))
    with pytest.raises(EngineUnavailable, match=r"is damaged.*listings rebuild$"):
        engine.explain(Term("lung"), "T001")
