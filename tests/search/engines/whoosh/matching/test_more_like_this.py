"""Concepts and more like this in a query, against the same listings in memory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.query_analyzer import STOP_WORDS
from index.listing.model import Listing
from search.engine.query import About, AnyOf, Ids, Like, Node, Term, Weighted
from search.engine.ranking import SIGNIFICANT_TERMS
from search.engines.memory.more_like_this import spelled_out
from search.engines.whoosh.matching.more_like_this import significant_terms
from tests.conftest import examples, listing
from tests.generated import WORDS, corpus, publish_pieces
from tests.search.engines.queries import trees_of
from tests.search.engines.whoosh.matching.test_matching import agrees
from tests.search.engines.whoosh.oracle import Case
from tests.vocabularies import Made, key_of

CANCER, BREAST, LUNG, ASTHMA, NOBODYS, ABSENT = range(6)
SAID = (
    ("cancer",),
    ("breast cancer", "cancer breast"),
    ("lung", "lung cancer"),
    ("asthma", "drug trial"),
    ("zebra",),
)
PAIRS = ((CANCER, BREAST), (CANCER, LUNG), (LUNG, ASTHMA), (ASTHMA, CANCER))


def about(concept: int) -> About:
    return About(key_of(concept))


GONE = ("T003", "T020", "T030", "T059")


def _listings() -> list[Listing]:
    """Made-up listings, some of which name what few others do."""
    rare = [
        listing(f"R{n}", title="Breast cancer", condition=["Lung cancer"], keyword=[f"zebra{n}"])
        for n in range(3)
    ]
    return [*corpus(60), *rare]


@pytest.fixture(scope="module", params=["one segment", "four segments", "deletions"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Tagged listings in one segment, in four, and in four with some deleted."""
    folder = tmp_path_factory.mktemp("named")
    made = Made(SAID, PAIRS).kept_in(folder)
    listings = _listings()
    pieces = [listings[:30], listings[30:31], listings[31:40], listings[40:]]
    if request.param == "one segment":
        pieces = [listings]
    gone = GONE if request.param == "deletions" else ()
    return Case(publish_pieces(folder / "home", pieces, gone, made), listings, gone, made)


leaves: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from([CANCER, BREAST, LUNG, ASTHMA, NOBODYS, ABSENT]).map(about),
    st.sampled_from(WORDS).map(Term),
)


@examples(200)
@given(tree=trees_of(leaves))
def test_concepts_match_and_score_as_in_memory(case: Case, tree: Node) -> None:
    agrees(case, tree, case.in_memory(tree))


# --- more like this -----------------------------------------------------------------------------


@examples(100)
@given(picked=st.sets(st.integers(0, 62), max_size=20))
def test_what_tells_listings_is_what_the_engine_in_memory_says(
    case: Case, picked: set[int]
) -> None:
    docs = sorted(picked & case.live)
    like = Like((Ids(tuple(case.listings[doc].id for doc in docs)),))
    found = significant_terms(case.index, np.array(docs, dtype=np.int64))
    terms = tuple(Weighted(Term(one.text), one.factor) for one in found)
    assert spelled_out(like, case.collection) == AnyOf(terms)
    assert len(found) <= SIGNIFICANT_TERMS
    assert not {one.text for one in found} & STOP_WORDS


@pytest.mark.parametrize("word", [*WORDS, "absent"])
def test_more_like_this_finds_what_has_the_significant_terms(case: Case, word: str) -> None:
    docs = case.matching(Term(word)).docs()
    terms = significant_terms(case.index, docs.astype(np.int64))
    alike = AnyOf(tuple(Weighted(Term(one.text), one.factor) for one in terms))
    agrees(case, Like((Term(word),)), case.in_memory(alike))
