"""The engine as a whole: which generation it reads, scans, keys of concepts, and errors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.generation.generations import Generations
from index.listing.schema import FACETS
from search.engine.query import (
    About,
    AllOf,
    Everything,
    FacetWish,
    Ids,
    Not,
    Phrase,
    Preferred,
    Query,
    Term,
)
from search.engines.whoosh.executor import WhooshEngine
from search.errors import BadQuery, EngineUnavailable
from tests.conftest import Publish, listing, publish_into
from tests.generated import corpus, publish_pieces, publish_update, served
from tests.vocabularies import Made

ALL = 10_000


def test_an_update_counts_and_ranks_as_a_fresh_build_once_its_deletions_are_merged_away(
    tmp_path: Path,
) -> None:
    updated = publish_into(tmp_path / "updated", corpus(30))
    publish_update(updated, corpus(60)[30:], removed=["T003", "T007"])
    changed = listing("T009", title="Lung sleep lung", condition=["LUPUS"])
    publish_update(updated, [changed], removed=["T011"])
    now = [one for one in corpus(60) if one.id not in ("T003", "T007", "T009", "T011")]
    publish_update(updated, removed=[one.id for one in now[40:]])
    now = [*now[:40], changed]
    fresh = publish_into(tmp_path / "fresh", now)
    one, other = WhooshEngine.open(updated), WhooshEngine.open(fresh)
    assert one.status().stamp == other.status().stamp
    wishes = tuple(FacetWish(facet.name, ALL) for facet in FACETS)
    for match in (Term("lung"), Phrase(("asthma", "lupus")), Everything(), Term("lupus", "title")):
        query = Query(match=match, facets=wishes, limit=ALL)
        ours, theirs = one.search(query), other.search(query)
        assert ours.facets == theirs.facets
        scores = {hit.listing.id: hit.score for hit in ours.hits}
        assert scores == pytest.approx({hit.listing.id: hit.score for hit in theirs.hits}, rel=1e-5)


def test_a_generation_of_another_analysis_is_refused(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish([listing("T01")])
    monkeypatch.setattr("index.analysis.version", lambda: "another")
    with pytest.raises(EngineUnavailable, match="another schema or analysis"):
        WhooshEngine.open(home)


def test_a_home_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="Run: listings rebuild"):
        WhooshEngine.open(tmp_path)


def test_a_reader_keeps_its_generation_even_when_it_is_pruned(publish: Publish) -> None:
    home = publish(corpus())
    engine = WhooshEngine.open(home)
    generations = Generations(home)
    shutil.rmtree(generations.directory(generations.current_name()))
    wishes = tuple(FacetWish(facet.name, ALL) for facet in FACETS)
    for match in (Term("asthma"), Phrase(("asthma", "lupus")), Everything(), Ids(("OLD-7",))):
        found = engine.search(Query(match=match, facets=wishes, sort="title", limit=ALL))
        assert len(found.hits) == found.total
    assert engine.get("T001") == corpus()[1]


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
