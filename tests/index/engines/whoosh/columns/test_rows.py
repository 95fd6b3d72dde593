"""Rows of numbers, gathered and counted, against going through them one by one."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.columns.rows import (
    Rows,
    any_in_all_rows,
    any_in_rows,
    entries_of,
    read_rows,
    rows_of,
)
from index.generation.runs import short_starts_of
from index.listing.facets.facets import MOST_WORDS
from index.listing.schema import FACET

VALUES = 12
number = st.integers(0, VALUES - 1)
filled = st.one_of(
    st.lists(st.sets(number, min_size=1, max_size=most).map(sorted), max_size=20)
    for most in (1, 2, VALUES)
)
rows_with_empty_ones = st.lists(st.lists(st.booleans(), max_size=4), max_size=40)
FACETS = ("phase", "condition")
"""One whose documents share sets of values, and one whose documents have rows of their own."""


def made(facet: str, some: list[list[int]]) -> Rows:
    numbers = np.array([number for row in some for number in row], dtype=np.intp)
    sizes = np.array([len(row) for row in some], dtype=np.intp)
    rows = rows_of(FACET[facet], numbers, sizes, VALUES)
    return read_rows(rows.arrays(facet).__getitem__, FACET[facet], len(some))


@given(filled, st.data())
def test_rows_give_what_was_put_in(some: list[list[int]], data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(range(len(some))), unique=True) if some else st.just([])
    )
    docs = np.array(sorted(chosen), dtype=np.intp)
    expected = Counter(number for doc in docs.tolist() for number in some[doc])
    wanted = np.array(data.draw(st.lists(st.booleans(), min_size=VALUES, max_size=VALUES)))
    for facet in FACETS:
        rows = made(facet, some)
        at, sizes = rows.entries(docs)
        assert rows.numbers[at].tolist() == [n for doc in docs.tolist() for n in some[doc]]
        assert sizes.tolist() == [len(some[doc]) for doc in docs.tolist()]
        numbers, counts = rows.counted(docs, VALUES)
        assert dict(zip(numbers.tolist(), counts.tolist(), strict=True)) == expected
        assert numbers.tolist() == sorted(expected)
        having = rows.having(docs, wanted)
        assert having.tolist() == [any(wanted[n] for n in some[doc]) for doc in docs.tolist()]


@pytest.mark.parametrize("facet", FACETS)
def test_many_documents_are_counted_as_few_are(facet: str) -> None:
    # More than one block, and more than are told apart by sorting or by a lookup of every hit.
    some = [sorted({n % 3, n * 7 % VALUES, n * n % VALUES}) for n in range(40_000)]
    some[17] = [10, 11]
    rows = made(facet, some)
    few = [np.arange(17, 17 + size) for size in (1, 16, 17)]
    for docs in (np.arange(40_000), np.arange(0, 40_000, 2), *few):
        numbers, counts = rows.counted(docs, VALUES)
        expected = Counter(number for doc in docs.tolist() for number in some[doc])
        assert dict(zip(numbers.tolist(), counts.tolist(), strict=True)) == expected
        for values in ([10], [0, 4], [0, 1, 2, 3, 5, 7], []):
            wanted = np.isin(np.arange(VALUES), values)
            hits = [not {*values}.isdisjoint(some[doc]) for doc in docs.tolist()]
            assert rows.having(docs, wanted).tolist() == hits


def test_a_set_may_have_all_values_that_a_facet_may_have_words_for() -> None:
    values = MOST_WORDS + 1  # and *not stated*
    numbers = np.array([*range(values), values - 1], dtype=np.intp)
    rows = rows_of(FACET["phase"], numbers, np.array([values, 1]), values)
    found, counts = rows.counted(np.arange(2), values)
    assert found.tolist() == [*range(values)]
    assert counts.tolist() == [*[1] * (values - 1), 2]


@given(rows_with_empty_ones, st.data())
def test_rows_may_be_empty(some: list[list[bool]], data: st.DataObject) -> None:
    offsets = short_starts_of(np.array([len(row) for row in some], dtype=np.intp))
    hits = np.array([hit for row in some for hit in row], dtype=np.bool_)
    assert any_in_rows(offsets, hits).tolist() == [any(row) for row in some]
    assert any_in_all_rows(offsets, hits.__getitem__).tolist() == [any(row) for row in some]
    chosen = np.flatnonzero([data.draw(st.booleans()) for _ in some])
    at, sizes = entries_of(offsets, chosen)
    assert hits[at].tolist() == [hit for row in chosen.tolist() for hit in some[row]]
    assert sizes.tolist() == [len(some[row]) for row in chosen.tolist()]


def test_a_scarce_hit_is_found_in_its_row() -> None:
    offsets = np.array([0, 0, 2, 2, 3, *range(4, 100), 99], dtype=np.uint32)
    for entry in (0, 1, 2, 50, 98):
        hits = np.zeros(99, dtype=np.bool_)
        hits[entry] = True
        expected = [a <= entry < b for a, b in pairwise(offsets)]
        assert any_in_rows(offsets, hits).tolist() == expected
