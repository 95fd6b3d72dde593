"""The first of many documents, against sorting all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.model import Listing
from index.listing.schema import SORTS
from search.engine.query import Everything, Node, Query, Term
from search.engines.whoosh.executor import WhooshEngine
from search.engines.whoosh.postings.docsets import Docs
from search.engines.whoosh.top_hits import BLOCK, Scores, first_by_rank, first_by_score
from tests.conftest import examples
from tests.generated import corpus, publish_pieces

ALL = 10_000


def many_scores(seed: int, length: int, different: int) -> Scores:
    """`length` scores of which about `different` are different, with runs of equal ones."""
    rng = np.random.default_rng(seed)
    return (rng.integers(0, different, length) / 7).astype(np.float32)


lengths = st.one_of(st.integers(0, 20), st.integers(BLOCK - 2, 30 * BLOCK))
limits = st.one_of(st.integers(0, 25), st.integers(0, 31 * BLOCK))


@examples(200)
@given(seed=st.integers(0, 99), length=lengths, different=st.sampled_from([1, 3, 500]), n=limits)
def test_the_highest_scores_come_first_and_equal_ones_in_order(
    seed: int, length: int, different: int, n: int
) -> None:
    scores = many_scores(seed, length, different)
    wanted = sorted(range(length), key=lambda place: (-scores[place], place))[:n]
    assert first_by_score(scores, n).tolist() == wanted


@examples(200)
@given(
    seed=st.integers(0, 99),
    length=lengths,
    different=st.sampled_from([1, 3, 500]),
    n=limits,
    kind=st.sampled_from([np.int64, np.uint16]),
)
def test_the_lowest_ranks_come_first_then_scores_then_places(
    seed: int, length: int, different: int, n: int, kind: type[np.integer]
) -> None:
    scores = many_scores(seed, length, 4)
    ranks = np.random.default_rng(seed + 1).integers(0, different, length).astype(kind)

    def scores_of(places: Docs) -> Scores:
        return scores[places]

    wanted = sorted(range(length), key=lambda at: (ranks[at], -scores[at], at))[:n]
    assert first_by_rank(ranks, scores_of, n).tolist() == wanted


@pytest.fixture(scope="module", params=["one segment", "three segments", "deletions"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> WhooshEngine:
    listings = corpus(60)
    pieces = [listings[:25], listings[25:26], listings[26:]]
    home = tmp_path_factory.mktemp("order")
    if request.param == "one segment":
        publish_pieces(home, [listings])
    else:
        gone = ["T004", "T025", "T050"] if request.param == "deletions" else []
        publish_pieces(home, pieces, gone)
    return WhooshEngine.open(home)


KEYS: dict[str, Callable[[Listing], str]] = {
    "verified": lambda one: one.verified or "",
    "start_date": lambda one: one.start_date or "",
    "title": lambda one: " ".join(one.title.casefold().split()),
}


@pytest.mark.parametrize("match", [Everything(), Term("asthma"), Term("lung")])
@pytest.mark.parametrize("sort", sorted(KEYS))
def test_a_sort_is_that_of_python_with_missing_values_last(
    engine: WhooshEngine, sort: str, match: Node
) -> None:
    by_relevance = engine.search(Query(match=match, limit=ALL)).hits
    place = {one.id: n for n, one in enumerate(corpus(60))}
    (declared,) = (one for one in SORTS if one.name == sort)
    hits = sorted(by_relevance, key=lambda hit: (-hit.score, place[hit.listing.id]))
    assert [hit.listing.id for hit in hits] == [hit.listing.id for hit in by_relevance]
    hits.sort(key=lambda hit: KEYS[sort](hit.listing), reverse=declared.descending)
    hits.sort(key=lambda hit: not KEYS[sort](hit.listing))
    wanted = [hit.listing.id for hit in hits]
    ours = engine.search(Query(match=match, sort=sort, limit=ALL)).hits
    assert [hit.listing.id for hit in ours] == wanted
    for offset, limit in ((0, 1), (0, 7), (5, 10), (len(wanted) - 1, 5), (len(wanted), 5), (3, 0)):
        page = engine.search(Query(match=match, sort=sort, offset=offset, limit=limit))
        assert [hit.listing.id for hit in page.hits] == wanted[offset : offset + limit]


def test_every_declared_sort_is_tried_here() -> None:
    assert {sort.name for sort in SORTS} == {"relevance", *KEYS}
