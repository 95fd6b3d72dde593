"""Prefix sums, and runs of equal values in sorted arrays.

Everything of an index that has several values for one thing is kept as two arrays: the values one
after the other, and where those of each thing begin (`starts_of`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
Number = TypeVar("Number", bound=np.integer[Any])


def starts_of(sizes: Sequence[int] | NDArray[Any]) -> Int64:
    """[n + 1] where pieces of n sizes begin, one after the other, and where the last one ends: the
    sum of the sizes before each, and of all. Of a mask: how many of it are set before each."""
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def short_starts_of(sizes: Sequence[int] | NDArray[Any]) -> NDArray[np.uint32]:
    """`starts_of` sizes that add up to less than 2³², in half the bytes: what is written, and what
    is gone through once a query. Greater sums wrap around, so that differences stay right."""
    starts = np.zeros(len(sizes) + 1, dtype=np.uint32)
    np.cumsum(sizes, out=starts[1:], dtype=np.uint32)
    return starts


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """[n] which of n values differ from the one before them; the first always does."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def distinct_of_sorted(ascending: NDArray[Number]) -> NDArray[Number]:
    """Every value of an ascending array once."""
    return ascending.compress(changes(ascending))


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The distinct values, ascending. `np.unique` takes ten times as long where most of millions
    are distinct."""
    return distinct_of_sorted(np.sort(values))


def counted_of_sorted(ascending: NDArray[Any]) -> tuple[NDArray[np.intp], Int64]:
    """The distinct values of an ascending array, and how often each is there."""
    begins = np.empty(len(ascending) + 1, dtype=np.bool_)
    begins[0] = begins[-1] = True  # the end is where the run after the last one would begin
    np.not_equal(ascending[1:], ascending[:-1], out=begins[1:-1])
    at = begins.nonzero()[0]
    return ascending.take(at[:-1]).astype(np.intp), at[1:] - at[:-1]


def ranges(starts: Int64, chunk: int) -> Iterator[tuple[int, int]]:
    """Ranges of groups that begin at `starts`, of about `chunk` things each; one group at least."""
    first = 0
    while first < len(starts) - 1:
        beyond = int(np.searchsorted(starts, starts[first] + chunk, side="right"))
        last = max(first + 1, beyond - 1)
        yield first, last
        first = last
