from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.lattice import Candidate, best_cut, name_weight

spans = st.tuples(st.integers(0, 9), st.integers(1, 5)).map(lambda one: (one[0], one[0] + one[1]))
some_candidates = st.lists(
    st.builds(
        lambda span, weight: Candidate(*span, float(weight), span), spans, st.integers(1, 12)
    ),
    max_size=8,
)


def apart(cut: tuple[Candidate[object], ...]) -> bool:
    return all(a.end <= b.start or b.end <= a.start for a, b in combinations(cut, 2))


def weight_of(cut: tuple[Candidate[object], ...]) -> float:
    return sum(one.weight for one in cut)


@given(some_candidates)
def test_no_cut_weighs_more_and_its_parts_are_in_order_and_apart(
    candidates: list[Candidate[object]],
) -> None:
    cut = best_cut(candidates)
    assert apart(cut)
    assert list(cut) == sorted(cut, key=lambda one: one.start)
    every = (
        some
        for size in range(len(candidates) + 1)
        for some in combinations(candidates, size)
        if apart(some)
    )
    assert weight_of(cut) == pytest.approx(max(map(weight_of, every)))


@given(some_candidates)
def test_the_order_in_which_rooms_offer_changes_no_weight(
    candidates: list[Candidate[object]],
) -> None:
    assert weight_of(best_cut(candidates)) == pytest.approx(weight_of(best_cut(candidates[::-1])))


def cut_of(*names: tuple[int, int, str]) -> list[str]:
    """What is taken of names from a word to a word, none of which is a function word."""
    offered = [Candidate(a, b, name_weight(b - a, 0), said) for a, b, said in names]
    return [one.meaning for one in best_cut(offered)]


def test_a_longer_name_goes_before_the_names_in_it() -> None:
    assert cut_of((0, 2, "lung cancer"), (2, 3, "screening"), (0, 3, "lung cancer screening")) == [
        "lung cancer screening"
    ]


def test_the_cut_that_leaves_no_name_cut_goes_before_the_longest_name() -> None:
    # breast | cancer | spread | bones
    assert cut_of(
        (0, 2, "breast cancer"), (1, 4, "cancer spread to bones"), (2, 4, "spread to bones")
    ) == ["breast cancer", "spread to bones"]


def test_a_function_word_in_a_name_counts_little() -> None:
    assert name_weight(2, 0) < name_weight(2, 1) < name_weight(3, 0)


def test_nothing_is_cut_into_nothing() -> None:
    assert best_cut([]) == ()
