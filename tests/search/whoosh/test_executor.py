"""The engine against two oracles: stock Whoosh on the same files, and counting by hand."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query
from whoosh.searching import Searcher as WhooshSearcher

from index.generations import Generations
from index.listing import Listing
from index.schema import FACET, FACETS, facet_values
from search.errors import EngineUnavailable
from search.query import (
    AllOf,
    AnyOf,
    Best,
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
from search.whoosh.executor import WhooshEngine
from tests.conftest import Publish, listing, publish_into

WORDS = ("asthma", "lupus", "cancer", "breast", "lung", "drug", "trial", "sleep")
ALL = 10_000


def corpus() -> list[Listing]:
    """Sixty listings whose words, values and sites overlap in many ways."""
    made = []
    for n in range(60):
        words = [WORDS[(n * k + k) % len(WORDS)] for k in range(1, 3 + n % 7)]
        made.append(
            listing(
                f"T{n:03}",
                title=" ".join(words[:3]).capitalize(),
                summary=" ".join(words * (1 + n % 3)),
                condition=[WORDS[n % 3].upper() if n % 2 else WORDS[n % 3], WORDS[n % 5]][: n % 3],
                phase=[["phase-1"], ["phase-1", "phase-2"], [], ["phase-3"]][n % 4],
                status=["recruiting", "completed", None][n % 3],
                minimum_age=[None, 0, 18, 65][n % 4],
                site=[
                    {"city": "Atlanta", "state": "Georgia", "country": "United States"},
                    {"city": "Macon", "state": "Georgia", "country": "United States"},
                    {"city": "Tbilisi", "country": "Georgia"},
                    {"city": "Austin", "state": "Texas", "country": "United States"},
                ][n % 5 : n % 5 + 1 + n % 3],
                start_date=["2024", "2024-03", "2024-03-01", None, "2023-12-31"][n % 5],
                other_id=[f"OLD-{n}"] if n % 7 == 0 else [],
            )
        )
    return made


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_into(tmp_path_factory.mktemp("executor"), corpus())


@pytest.fixture(scope="module")
def engine(home: Path) -> WhooshEngine:
    return WhooshEngine.open(home)


@pytest.fixture(scope="module")
def stock(home: Path) -> WhooshSearcher:
    generations = Generations(home)
    directory = generations.directory(generations.current_name())
    return whoosh_index.open_dir(str(directory), readonly=True).searcher()


leaves: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from([*WORDS, "absent"]).map(Term),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda t: Phrase(tuple(t))),
)
trees: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda c: AllOf(tuple(c))),
        st.lists(inner, min_size=1, max_size=3).map(lambda c: AnyOf(tuple(c))),
        st.lists(inner, min_size=1, max_size=3).map(lambda c: Best(tuple(c))),
        st.tuples(inner, inner).map(lambda pair: AllOf((pair[0], Not(pair[1])))),
    ),
    max_leaves=6,
)


def in_whoosh(node: Node) -> whoosh_query.Query:
    """The same tree as stock Whoosh writes it."""
    match node:
        case Term(text):
            return whoosh_query.Term("text", text)
        case Phrase(terms):
            return whoosh_query.Phrase("text", list(terms))
        case AllOf(children):
            return whoosh_query.And([in_whoosh(child) for child in children])
        case AnyOf(children):
            return whoosh_query.Or([in_whoosh(child) for child in children])
    raise AssertionError(node)


def expected(stock: WhooshSearcher, node: Node) -> dict[int, float]:
    """Document → score, put together from what stock Whoosh finds for each leaf."""
    match node:
        case Best(children):
            best: dict[int, float] = {}
            for child in children:
                for doc, score in expected(stock, child).items():
                    best[doc] = max(score, best.get(doc, 0.0))
            return best
        case AllOf((wanted, Not(unwanted))):
            out = expected(stock, unwanted)
            return {d: s for d, s in expected(stock, wanted).items() if d not in out}
        case AllOf(children):
            all_of = [expected(stock, child) for child in children]
            docs = set(all_of[0]).intersection(*all_of)
            return {doc: sum(one[doc] for one in all_of) for doc in docs}
        case AnyOf(children):
            any_of = [expected(stock, child) for child in children]
            docs = {doc for one in any_of for doc in one}
            return {doc: sum(one.get(doc, 0.0) for one in any_of) for doc in docs}
    hits = stock.search(in_whoosh(node), limit=None)
    return {hit.docnum: hit.score for hit in hits}


def is_of_terms(node: Node) -> bool:
    """Whether stock Whoosh can be trusted with the whole tree.

    Its DisjunctionMax takes a score from another document, its AndNot lets the first document
    through, its Not adds 1 to a score: trees with those are put together from their leaves,
    which it has right.
    """
    match node:
        case Term():
            return True
        case AllOf(children) | AnyOf(children):
            return all(map(is_of_terms, children))
    return False


@settings(deadline=None, max_examples=300)
@given(tree=trees)
def test_matches_and_scores_are_those_of_stock_whoosh(
    engine: WhooshEngine, stock: WhooshSearcher, tree: Node
) -> None:
    if is_of_terms(tree):
        by_whoosh = {hit.docnum: hit.score for hit in stock.search(in_whoosh(tree), limit=None)}
    else:
        by_whoosh = expected(stock, tree)
    ids = [one.id for one in corpus()]
    by_id = {ids[doc]: score for doc, score in by_whoosh.items()}
    ours = engine.search(Query(match=tree, limit=ALL))
    assert {hit.listing.id for hit in ours.hits} == set(by_id)
    for hit in ours.hits:
        assert hit.score == pytest.approx(by_id[hit.listing.id], rel=1e-5)


choices = st.dictionaries(
    st.sampled_from([facet.name for facet in FACETS]),
    st.integers(0, 3),
    max_size=3,
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(word=st.sampled_from([None, *WORDS]), picks=choices, how_many=st.integers(1, 3))
def test_facet_counts_and_filters_are_those_of_counting_by_hand(
    engine: WhooshEngine, word: str | None, picks: dict[str, int], how_many: int
) -> None:
    listings = corpus()
    values = {
        facet.name: sorted({code for one in listings for code in facet_values(facet, one)})
        for facet in FACETS
    }
    filters = tuple(
        Filter(name, tuple(dict.fromkeys((values[name] * 3)[at : at + how_many])))
        for name, at in picks.items()
    )
    match = Everything() if word is None else Term(word)
    wishes = tuple(FacetWish(facet.name, ALL) for facet in FACETS)
    found = engine.search(Query(match=match, filters=filters, facets=wishes, limit=ALL))

    def has_word(one: Listing) -> bool:
        return word is None or word in f"{one.title} {one.summary} {one.condition}".lower()

    def passes(one: Listing, but: str = "") -> bool:
        return all(
            set(facet_values(FACET[f.facet], one)) & set(f.values)
            for f in filters
            if f.facet != but
        )

    assert {hit.listing.id for hit in found.hits} == {
        one.id for one in listings if has_word(one) and passes(one)
    }
    for answer in found.facets:
        expected = Counter(
            code
            for one in listings
            if has_word(one) and passes(one, but=answer.name)
            for code in facet_values(FACET[answer.name], one)
        )
        assert {c.value: c.count for c in answer.counts if c.count} == expected
        chosen = {value for f in filters if f.facet == answer.name for value in f.values}
        assert {c.value for c in answer.counts if c.chosen} == chosen
        assert answer.more == 0


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


def test_equal_scores_keep_the_order_of_the_index(engine: WhooshEngine) -> None:
    hits = engine.search(Query(match=Everything(), limit=ALL)).hits
    assert [hit.listing.id for hit in hits] == [one.id for one in corpus()]


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


def test_a_listing_comes_back_whole(engine: WhooshEngine) -> None:
    for one in corpus():
        assert engine.get(one.id) == one


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


@pytest.mark.parametrize("harm", ["truncate", "remove"])
def test_a_damaged_generation_is_refused_with_what_to_run(publish: Publish, harm: str) -> None:
    home = publish([listing("T01")])
    generations = Generations(home)
    (segment,) = generations.directory(generations.current_name()).glob("*.seg")
    if harm == "truncate":
        segment.write_bytes(segment.read_bytes()[:-1])
    else:
        segment.unlink()
    with pytest.raises(EngineUnavailable, match=r"damaged.*Run: listings rebuild"):
        WhooshEngine.open(home)


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
