"""The engine as a whole: answers, facets and filters counted by hand, pages, ids, explanations."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.generation.generations import Generations
from index.listing.codes import Phase
from index.listing.model import Listing
from index.listing.schema import FACETS, facet_values
from search.engine.answers import ScoredListing
from search.engine.query import (
    AllOf,
    AnyOf,
    Best,
    Circle,
    Everything,
    FacetWish,
    Filter,
    Ids,
    Node,
    Not,
    Phrase,
    Query,
    Term,
)
from search.engines.whoosh.executor import WhooshEngine
from search.errors import EngineUnavailable
from tests.conftest import Publish, examples, listing, publish_into
from tests.generated import WORDS, corpus, publish_pieces, publish_update
from tests.search.engines.whoosh.one_site import Expected, circles
from tests.search.engines.whoosh.oracle import Case, expected, trees_of

ALL = 10_000
GONE = ("T004", "T013", "T030", "T058")
LIVE = {
    "one segment": corpus(),
    "three segments": corpus(),
    "deletions": [one for one in corpus() if one.id not in GONE],
}


@pytest.fixture(scope="module", params=sorted(LIVE))
def kind(request: pytest.FixtureRequest) -> str:
    """How the corpus lies in its index."""
    return str(request.param)


@pytest.fixture(scope="module")
def live(kind: str) -> list[Listing]:
    """The listings that are there, in the order of the index."""
    return LIVE[kind]


@pytest.fixture(scope="module")
def home(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("executor")
    if kind == "one segment":
        return publish_into(folder, corpus())
    pieces = [corpus()[:25], corpus()[25:26], corpus()[26:]]
    return publish_pieces(folder, pieces, GONE if kind == "deletions" else ())


@pytest.fixture(scope="module")
def engine(home: Path) -> WhooshEngine:
    return WhooshEngine.open(home)


@pytest.fixture(scope="module")
def case(home: Path, kind: str) -> Case:
    return Case(home, corpus(), GONE if kind == "deletions" else ())


nodes = trees_of(
    st.one_of(
        st.sampled_from([*WORDS, "absent"]).map(Term),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda t: Phrase(tuple(t))),
    )
)


@examples(60)
@given(tree=nodes, offset=st.integers(0, 30), limit=st.integers(0, 30))
def test_an_answer_is_a_page_of_what_stock_whoosh_finds(
    engine: WhooshEngine, case: Case, tree: Node, offset: int, limit: int
) -> None:
    wanted = expected(case, tree, case.leaf_by_stock)
    whole = engine.search(Query(match=tree, limit=ALL))
    number = {one.id: doc for doc, one in enumerate(case.listings)}
    scores = {number[hit.listing.id]: hit.score for hit in whole.hits}
    assert scores == pytest.approx(wanted, rel=1e-5)
    assert whole.total == len(whole.hits)
    order = [(-hit.score, number[hit.listing.id]) for hit in whole.hits]
    assert order == sorted(order)
    page = engine.search(Query(match=tree, offset=offset, limit=limit))
    assert page.hits == whole.hits[offset : offset + limit]
    assert page.total == whole.total


choices = st.dictionaries(
    st.sampled_from([facet.name for facet in FACETS]),
    st.integers(0, 3),
    max_size=3,
)


@examples(50)
@given(
    word=st.sampled_from([None, *WORDS]),
    picks=choices,
    how_many=st.integers(1, 3),
    near=st.none() | circles,
    sort=st.sampled_from(["relevance", "distance"]),
)
def test_facet_counts_and_filters_are_those_of_counting_by_hand(
    engine: WhooshEngine,
    live: list[Listing],
    word: str | None,
    picks: dict[str, int],
    how_many: int,
    near: Circle | None,
    sort: str,
) -> None:
    values = {
        facet.name: sorted({code for one in live for code in facet_values(facet, one)})
        for facet in FACETS
    }
    query = Query(
        match=Everything() if word is None else Term(word),
        filters=tuple(
            Filter(name, tuple(dict.fromkeys((values[name] * 3)[at : at + how_many])))
            for name, at in picks.items()
        ),
        near=near,
        facets=tuple(FacetWish(facet.name, ALL) for facet in FACETS),
        sort=sort,
        limit=ALL,
    )
    found = engine.search(query)

    def has_word(one: Listing) -> bool:
        return word is None or word in f"{one.title} {one.summary} {one.condition}".lower()

    expected = Expected([one for one in live if has_word(one)], query)
    hits = [hit.listing.id for hit in found.hits]
    assert found.total == len(hits)
    assert sorted(hits) == [one.id for one in expected.listings]
    if near and sort == "distance":
        assert hits == [one.id for one in expected.by_distance()]
        page = engine.search(msgspec.structs.replace(query, offset=2, limit=3))
        assert page.hits == found.hits[2:5]
    for answer in found.facets:
        assert {c.value: c.count for c in answer.counts if c.count} == expected.counted(answer.name)
        chosen = {v for f in query.filters if f.facet == answer.name for v in f.values}
        assert {c.value for c in answer.counts if c.chosen} == chosen
        assert answer.more == 0


def test_by_distance_without_a_point_to_be_near_is_by_relevance(engine: WhooshEngine) -> None:
    by_relevance = Query(match=Term("asthma"), limit=ALL)
    by_distance = msgspec.structs.replace(by_relevance, sort="distance")
    assert engine.search(by_distance) == engine.search(by_relevance)


@pytest.mark.parametrize("sort", ["relevance", "verified", "start_date", "title"])
@pytest.mark.parametrize(
    "match", [Everything(), Term("asthma"), AnyOf((Term("lung"), Term("drug")))]
)
def test_pages_neither_overlap_nor_lose_a_hit(engine: WhooshEngine, match: Node, sort: str) -> None:
    whole = [hit.listing.id for hit in engine.search(Query(match=match, sort=sort, limit=ALL)).hits]
    paged: list[str] = []
    for offset in range(0, len(whole) + 7, 7):
        page = engine.search(Query(match=match, sort=sort, offset=offset, limit=7))
        assert page.total == len(whole)
        paged += [hit.listing.id for hit in page.hits]
    assert paged == whole
    assert len(set(whole)) == len(whole)


@examples(60)
@given(
    match=nodes,
    wider=nodes,
    phase=st.sampled_from([None, "phase-1", "phase-3"]),
    offset=st.integers(0, 70),
    limit=st.integers(1, 30),
)
def test_what_is_wider_follows_the_last_match_and_filters_hold_for_both(
    engine: WhooshEngine, match: Node, wider: Node, phase: str | None, offset: int, limit: int
) -> None:
    filters = (Filter("phase", (phase,)),) if phase else ()
    query = Query(match=match, filters=filters, facets=(FacetWish("status", 9),), limit=ALL)
    matches = engine.search(query)
    close = engine.search(msgspec.structs.replace(query, match=wider))
    ids = {hit.listing.id for hit in matches.hits}
    beside = tuple(hit for hit in close.hits if hit.listing.id not in ids) if ids else ()
    both = msgspec.structs.replace(query, wider=wider)
    whole = engine.search(both)
    assert whole.hits == matches.hits + beside
    assert (whole.total, whole.facets) == (matches.total, matches.facets)
    assert whole.beyond == len(beside)
    page = engine.search(msgspec.structs.replace(both, offset=offset, limit=limit))
    assert page.hits == whole.hits[offset : offset + limit]
    assert page.total == whole.total


def test_paging_through_matches_and_what_is_wider_gives_every_hit_once(
    engine: WhooshEngine, live: list[Listing]
) -> None:
    query = Query(match=Term("asthma"), wider=Everything(), limit=7)
    paged: list[str] = []
    for offset in range(0, len(live) + 14, 7):
        page = engine.search(msgspec.structs.replace(query, offset=offset))
        paged += [hit.listing.id for hit in page.hits]
    assert sorted(paged) == sorted(one.id for one in live)
    assert 0 < page.total < len(live)


@pytest.mark.parametrize("sort", ["verified", "title", "start_date"])
def test_nothing_wider_follows_in_another_order_or_where_nothing_matches(
    engine: WhooshEngine, sort: str
) -> None:
    for match, by in ((Term("asthma"), sort), (Term("absent"), "relevance")):
        plain = Query(match=match, sort=by, limit=ALL)
        wider = msgspec.structs.replace(plain, wider=Everything())
        assert engine.search(wider) == engine.search(plain)


@examples(60)
@given(match=nodes, wider=nodes, offset=st.integers(0, 70), limit=st.integers(1, 30))
def test_what_comes_sooner_does_so_among_the_matches_and_among_what_is_wider(
    engine: WhooshEngine, match: Node, wider: Node, offset: int, limit: int
) -> None:
    query = Query(match=match, wider=wider, limit=ALL)
    plain = engine.search(query)
    sooner = msgspec.structs.replace(query, sooner=Filter("phase", ("phase-3", "not-stated")))

    def is_later(hit: ScoredListing) -> bool:
        return bool(hit.listing.phase) and Phase.PHASE_3 not in hit.listing.phase

    matches, close = plain.hits[: plain.total], plain.hits[plain.total :]
    wanted = (*sorted(matches, key=is_later), *sorted(close, key=is_later))
    whole = engine.search(sooner)
    assert whole == msgspec.structs.replace(plain, hits=wanted)
    page = engine.search(msgspec.structs.replace(sooner, offset=offset, limit=limit))
    assert page.hits == wanted[offset : offset + limit]


def test_equal_scores_keep_the_order_of_the_index(
    engine: WhooshEngine, live: list[Listing]
) -> None:
    hits = engine.search(Query(match=Everything(), limit=ALL)).hits
    assert [hit.listing.id for hit in hits] == [one.id for one in live]


def test_newest_start_comes_first_and_no_start_last(engine: WhooshEngine) -> None:
    dates = [
        hit.listing.start_date
        for hit in engine.search(Query(match=Everything(), sort="start_date", limit=ALL)).hits
    ]
    stated = [date for date in dates if date]
    assert stated == sorted(stated, reverse=True)
    assert all(date is None for date in dates[len(stated) :])


def test_a_place_follows_the_place_it_lies_in_and_a_city_is_never_its_country(
    engine: WhooshEngine,
) -> None:
    wish = (FacetWish("place", ALL),)
    (answer,) = engine.search(Query(match=Everything(), facets=wish)).facets
    labels = [(count.label, count.depth) for count in answer.counts]
    assert ("Georgia", 0) in labels
    assert ("Georgia", 1) in labels
    assert labels.index(("Atlanta, Georgia", 2)) > labels.index(("Georgia", 1))
    at = labels.index(("Tbilisi, Georgia", 1))
    assert labels[at - 1] == ("Georgia", 0)
    assert labels[-1] == ("Not stated", 0) or all(label != "Not stated" for label, _ in labels)


def test_a_shortened_facet_says_how_many_values_it_leaves_out(engine: WhooshEngine) -> None:
    full = engine.search(Query(match=Everything(), facets=(FacetWish("condition", ALL),)))
    short = engine.search(Query(match=Everything(), facets=(FacetWish("condition", 2),)))
    assert short.facets[0].counts == full.facets[0].counts[:2]
    assert short.facets[0].more == len(full.facets[0].counts) - 2


def test_every_country_and_what_lies_in_a_chosen_place_is_among_the_first_places(
    engine: WhooshEngine,
) -> None:
    query = Query(
        match=Everything(),
        filters=(Filter("place", ("United States/Georgia",)),),
        facets=(FacetWish("place", 2),),
    )
    (answer,) = engine.search(query).facets
    listed = {count.value for count in answer.counts}
    assert {"United States", "Georgia"} <= listed
    assert {"United States/Georgia/Atlanta", "United States/Georgia/Macon"} <= listed


def test_a_chosen_value_is_listed_even_when_nothing_has_it(engine: WhooshEngine) -> None:
    query = Query(
        match=Everything(),
        filters=(Filter("condition", ("no such condition",)),),
        facets=(FacetWish("condition", 2),),
    )
    found = engine.search(query)
    assert found.total == 0
    chosen = [count for count in found.facets[0].counts if count.chosen]
    assert [(count.value, count.count) for count in chosen] == [("no such condition", 0)]


def test_names_that_differ_in_case_are_one_value_under_its_commonest_spelling(
    publish: Publish,
) -> None:
    spellings = ["Lupus", "LUPUS", "Lupus"]
    engine = WhooshEngine.open(
        publish([listing(f"T{n:02}", condition=[name]) for n, name in enumerate(spellings)])
    )
    (answer,) = engine.search(Query(match=Everything(), facets=(FacetWish("condition", 9),))).facets
    assert [(c.value, c.label, c.count) for c in answer.counts] == [("lupus", "Lupus", 3)]


def test_a_listing_comes_back_whole_and_a_removed_one_not_at_all(
    engine: WhooshEngine, live: list[Listing]
) -> None:
    for one in corpus():
        assert engine.get(one.id) == (one if one in live else None)


def test_an_earlier_id_finds_its_listing_and_an_own_id_comes_first(publish: Publish) -> None:
    engine = WhooshEngine.open(
        publish([listing("NIH-2", other_id=["NIH-1", "NIH-3"]), listing("NIH-3")])
    )
    found = {id_: engine.get(id_) for id_ in ("NIH-1", "nih-2", "NIH-3", "1", "NIH-4")}
    assert {id_: one and one.id for id_, one in found.items()} == {
        "NIH-1": "NIH-2",
        "nih-2": "NIH-2",
        "NIH-3": "NIH-3",
        "1": "NIH-2",
        "NIH-4": None,
    }
    assert engine.search(Query(match=Ids(("NIH-1",)))).total == 1


def test_an_own_id_comes_before_anothers_and_what_several_share_names_none(
    tmp_path: Path,
) -> None:
    home = publish_pieces(
        tmp_path,
        [
            [listing("T1", other_id=["R01-1", "T2"]), listing("T2")],
            [listing("T3", other_id=["R01-1", "R01-2"]), listing("T4", other_id=["SHARED"])],
            [
                listing(
                    "NIH-5",
                    kind="funded-project",
                    source="nih-reporter",
                    status="does-not-enroll",
                    other_id=["R01-2"],
                ),
                listing("T6", other_id=["SHARED"]),
            ],
        ],
        removed=["T6"],
    )
    engine = WhooshEngine.open(home)
    asked = ("R01-1", "t2", "R01-2", "SHARED", "5", "T6", "", "none")
    found = {id_: engine.get(id_) for id_ in asked}
    assert {id_: one and one.id for id_, one in found.items()} == {
        "R01-1": None,
        "t2": "T2",
        "R01-2": "NIH-5",
        "SHARED": "T4",
        "5": "NIH-5",
        "T6": None,
        "": None,
        "none": None,
    }


def test_an_explanation_adds_up_to_the_score_of_the_hit(
    engine: WhooshEngine, live: list[Listing]
) -> None:
    match = AllOf(
        (
            AnyOf((Term("lung"), Best((Term("drug"), Phrase(("asthma", "lupus")))))),
            Not(Term("sleep")),
        )
    )
    hits = {hit.listing.id: hit.score for hit in engine.search(Query(match=match, limit=ALL)).hits}
    assert 3 < len(hits) < len(live)
    for one in corpus():
        why = engine.explain(match, one.id)
        if one.id not in hits:
            assert why is None
            continue
        assert why is not None
        assert why.score == pytest.approx(hits[one.id], rel=1e-5)
        assert sum(share.score for share in why.shares) == pytest.approx(why.score, rel=1e-5)
        assert {share.term for share in why.shares} <= {"lung", "drug", "asthma", "lupus"}
    assert engine.explain(match, "no such id") is None


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
