"""The first of many documents, against sorting all of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.postings.docsets import Docs
from search.engines.whoosh.top_hits import BLOCK, Scores, first_by_rank, first_by_score
from tests.conftest import examples


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
