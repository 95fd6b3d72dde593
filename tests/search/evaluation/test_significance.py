from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.significance import chance_of, interval_of


def every_swap(differences: list[float]) -> float:
    """The definition, counted one swap at a time."""
    seen = abs(sum(differences)) - 1e-9
    swaps = list(product((1, -1), repeat=len(differences)))
    large = sum(
        abs(sum(s * d for s, d in zip(swap, differences, strict=True))) >= seen for swap in swaps
    )
    return large / len(swaps)


def test_five_questions_that_all_gain_the_same_come_by_chance_in_2_of_32_cases() -> None:
    assert chance_of([0.1] * 5) == pytest.approx(2 / 32)
    assert chance_of([-0.1] * 5) == pytest.approx(2 / 32)


def test_gains_and_losses_that_cancel_are_chance() -> None:
    assert chance_of([0.3, -0.3, 0.1, -0.1]) == 1


def test_no_difference_is_chance() -> None:
    assert chance_of([]) == 1
    assert chance_of([0.0] * 50) == 1


def test_questions_that_stay_say_nothing() -> None:
    assert chance_of([0.1] * 5 + [0.0] * 90) == pytest.approx(2 / 32)


@given(st.lists(st.integers(-1000, 1000).map(lambda n: n / 1000), max_size=8))
def test_few_differences_are_counted_out_in_full(differences: list[float]) -> None:
    assert chance_of(differences) == pytest.approx(every_swap(differences))


def test_many_differences_come_near_to_what_the_binomial_distribution_says() -> None:
    """40 questions that change by as much, 26 of them for the better: the sum is as large where 26
    or more of 40 tosses fall alike."""
    exact = 2 * sum(comb(40, heads) for heads in range(26, 41)) / 2**40
    assert chance_of([0.1] * 26 + [-0.1] * 14) == pytest.approx(exact, abs=0.01)


def test_the_same_figures_always_give_the_same_answer_and_never_nothing() -> None:
    differences = [0.01 * n for n in range(1, 41)]
    assert chance_of(differences) == chance_of(differences) == 1 / 10_001


def test_an_interval_lies_around_the_mean_and_is_as_wide_as_swaps_move_it() -> None:
    assert interval_of([]) == interval_of([0.0] * 20) == (0, 0)
    least, most = interval_of([0.1] * 30)
    assert least > 0
    assert (least + most) / 2 == pytest.approx(0.1)
    # Swapped at random, 30 differences of .1 move the mean by 1.96 · .1 / √30 at most, mostly.
    assert most - least == pytest.approx(2 * 1.96 * 0.1 / 30**0.5, rel=0.1)
    doubtful = interval_of([0.1, -0.1] * 10 + [0.01])
    assert doubtful[0] < 0 < doubtful[1]
