"""Sets of documents, sparse or dense, against Python's own sets."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engines.whoosh.postings.docsets import FEW, DocSet, common, found_in

SIZE = 40 * FEW
few = st.sets(st.integers(0, SIZE - 1), max_size=30)
many = few.map(lambda left_out: set(range(0, SIZE, 3)) - left_out)
members: st.SearchStrategy[set[int]] = st.one_of(
    few, many, st.just(set()), st.just(set(range(SIZE)))
)


def as_array(docs: set[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(sorted(docs), dtype=np.int64)


def made(docs: set[int], as_mask: bool) -> DocSet:
    if not as_mask:
        return DocSet(SIZE, as_array(docs))
    mask = np.zeros(SIZE, dtype=np.bool_)
    mask[as_array(docs)] = True
    return DocSet(SIZE, mask=mask)


@given(members, st.booleans())
def test_a_set_is_its_numbers_and_its_mask(docs: set[int], as_mask: bool) -> None:
    made_of = made(docs, as_mask)
    assert made_of.docs.tolist() == sorted(docs)
    assert np.flatnonzero(made_of.mask).tolist() == sorted(docs)
    assert len(made_of.mask) == SIZE


@given(
    members,
    members,
    st.booleans(),
    st.booleans(),
    st.sampled_from([operator.and_, operator.sub]),
)
def test_joining_gives_what_sets_give(
    one: set[int],
    other: set[int],
    first_as_mask: bool,
    second_as_mask: bool,
    join: Callable[..., Any],
) -> None:
    first, second = made(one, first_as_mask), made(other, second_as_mask)
    joined = join(first, second)
    wanted = join(one, other)
    assert joined.docs.tolist() == sorted(wanted)
    assert np.flatnonzero(joined.mask).tolist() == sorted(wanted)
    # The sets that were joined are what they were.
    assert first.docs.tolist() == sorted(one)
    assert second.docs.tolist() == sorted(other)


@given(st.lists(st.tuples(members, st.booleans()), max_size=4))
def test_a_union_holds_what_any_of_its_sets_holds(held: list[tuple[set[int], bool]]) -> None:
    sets = [made(docs, as_mask) for docs, as_mask in held]
    union = DocSet.union(SIZE, sets)
    assert union.docs.tolist() == sorted(set().union(*(docs for docs, _ in held)))
    assert np.flatnonzero(union.mask).tolist() == union.docs.tolist()
    assert [one.docs.tolist() for one in sets] == [sorted(docs) for docs, _ in held]


@given(members, members, st.booleans())
def test_having_says_of_each_document_whether_it_is_there(
    held: set[int], asked: set[int], as_mask: bool
) -> None:
    there = made(held, as_mask).having(as_array(asked))
    assert there.tolist() == [doc in held for doc in sorted(asked)]


@given(few, few, st.sampled_from([np.uint32, np.int64, np.uint16]))
def test_numbers_are_found_among_ascending_ones(
    numbers: set[int], wanted: set[int], kind: type[np.integer]
) -> None:
    array = as_array(numbers).astype(kind)
    places, there = found_in(array, as_array(wanted))
    assert there.tolist() == [one in numbers for one in sorted(wanted)]
    for one, place in zip(sorted(wanted), places.tolist(), strict=True):
        if one in numbers:
            assert array[place] == one


@given(members, members)
def test_common_numbers_are_those_of_both(one: set[int], other: set[int]) -> None:
    assert common(as_array(one), as_array(other)).tolist() == sorted(one & other)


def test_a_set_of_no_documents_at_all_can_be_joined() -> None:
    empty = DocSet(0, np.empty(0, dtype=np.int64))
    assert DocSet.union(0, [empty, empty]).docs.tolist() == []
    for join in (operator.and_, operator.sub):
        assert join(empty, DocSet(0, mask=np.empty(0, dtype=np.bool_))).docs.tolist() == []
