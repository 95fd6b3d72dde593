"""Prefix sums and runs, against plain lists."""

from __future__ import annotations

from itertools import accumulate, groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.generation.runs import (
    changes,
    counted_of_sorted,
    distinct,
    distinct_of_sorted,
    ranges,
    short_starts_of,
    starts_of,
)

sizes = st.lists(st.integers(0, 9))
values = st.lists(st.integers(0, 5)).map(lambda some: np.array(some, np.int64))


@given(sizes)
def test_pieces_begin_where_those_before_them_end(some: list[int]) -> None:
    starts = list(accumulate(some, initial=0))
    assert starts_of(some).tolist() == starts
    assert short_starts_of(some).tolist() == starts
    assert starts_of(np.array(some, np.uint8)).tolist() == starts
    assert short_starts_of(np.array(some, np.bool_)).tolist() == list(
        accumulate(map(bool, some), initial=0)
    )


def test_sums_are_as_wide_as_their_name_says() -> None:
    great = [2**32 - 1, 2]
    assert starts_of(great).tolist() == [0, 2**32 - 1, 2**32 + 1]
    assert short_starts_of(np.array(great)).tolist() == [0, 2**32 - 1, 1]
    assert short_starts_of(great).dtype == np.uint32


@given(values)
def test_a_run_begins_where_a_value_differs_from_the_one_before(some: np.ndarray) -> None:
    runs = [(value, len(list(run))) for value, run in groupby(some.tolist())]
    firsts = list(accumulate((size for _, size in runs), initial=0))[:-1]
    assert np.flatnonzero(changes(some)).tolist() == firsts


@given(values)
def test_distinct_values_are_those_of_a_set_in_order(some: np.ndarray) -> None:
    before = some.copy()
    ascending = np.sort(some)
    assert distinct(some).tolist() == sorted(set(some.tolist()))
    assert distinct_of_sorted(ascending).tolist() == sorted(set(some.tolist()))
    found, counts = counted_of_sorted(ascending)
    assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == {
        value: some.tolist().count(value) for value in some.tolist()
    }
    assert np.array_equal(some, before)


@given(sizes, st.integers(1, 20))
def test_ranges_cover_all_groups_once_and_are_of_the_size_that_is_asked_for(
    some: list[int], chunk: int
) -> None:
    starts = starts_of(some)
    found = list(ranges(starts, chunk))
    assert [number for first, last in found for number in range(first, last)] == list(
        range(len(some))
    )
    assert all(last - first == 1 or starts[last] - starts[first] <= chunk for first, last in found)
