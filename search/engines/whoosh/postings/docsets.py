"""Sets of documents: numbers where they are few, a mask where they are many.

With 200,000 documents, joining two masks takes 10 µs and two lists of 100,000 numbers takes
1 ms; a mask of a list of 100 costs more than looking those up. What a mask keeps is taken by
`compress`: indexing by the mask takes five times as long (0.75 ms for 200,000).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.generation import distinct_of_sorted

Docs = NDArray[np.int64]
Numbers = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
Number = TypeVar("Number", bound=np.integer[Any])

DENSE = 4
"""From one in so many documents on, a set is joined as a mask; at 32 two common words took a
quarter longer."""

FEW = 32
"""Up to one in so many documents, lists are merged without a mask."""

FAR = 16
"""A list is looked up in another one that has so many times its length."""


class DocSet:
    """Documents of an index of `size` documents, listed in ascending order or as a mask. Never
    changes."""

    def __init__(self, size: int, listed: Numbers | None = None, mask: Mask | None = None) -> None:
        self._size = size
        self._listed = listed
        self._mask = mask
        self.most = size if listed is None else len(listed)
        """No more documents than so many are in the set."""
        self.sparse = self.most * DENSE < size
        """Whether it is handled as a list."""

    @cached_property
    def docs(self) -> Docs:
        """The documents, ascending."""
        if self._listed is None:
            return np.flatnonzero(self.mask)
        return self._listed.astype(np.int64, copy=False)

    @property
    def mask(self) -> Mask:
        """Which of all documents are in the set."""
        if self._mask is None:
            mask = np.zeros(self._size, dtype=np.bool_)
            mask[self.docs] = True
            self._mask = mask
        return self._mask

    @classmethod
    def union(cls, size: int, sets: Sequence[DocSet]) -> DocSet:
        """The documents that are in any of some sets."""
        if sum(one.most for one in sets) * FEW < size:
            listed = [np.empty(0, dtype=np.int64), *(one.docs for one in sets)]
            return cls(size, distinct_of_sorted(_merged(listed)))
        mask = np.zeros(size, dtype=np.bool_)
        for one in sets:
            if one._listed is None:
                mask |= one.mask
            else:
                mask[one.docs] = True
        return cls(size, mask=mask)

    def having(self, docs: Docs) -> Mask:
        """Which of some documents, ascending, are in the set."""
        # A mask that has been made already is quicker than looking up in the list.
        if self._listed is None or self._mask is not None:
            return self.mask.take(docs)
        if looked_up(docs, self._listed, self._size):
            return found_in(self._listed, docs)[1]
        return self.mask.take(docs)

    def __and__(self, other: DocSet) -> DocSet:
        if self.sparse and self.most <= other.most:
            return DocSet(self._size, self.docs.compress(other.having(self.docs)))
        if other.sparse:
            return other & self
        return DocSet(self._size, mask=self.mask & other.mask)

    def __sub__(self, other: DocSet) -> DocSet:
        if self.sparse:
            return DocSet(self._size, self.docs.compress(~other.having(self.docs)))
        return DocSet(self._size, mask=self.mask & ~other.mask)


def looked_up(wanted: Numbers, numbers: Numbers, size: int) -> bool:
    """Whether looking one list up in another takes less than making a mask of `size` of it."""
    return len(wanted) * FAR < len(numbers) + size // FEW


def found_in(numbers: Numbers, wanted: Numbers) -> tuple[Docs, Mask]:
    """Where in ascending `numbers` each of some wanted ones stands, and whether it does."""
    if not len(numbers):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=np.bool_)
    # Numbers of another type would be converted one and all before they are searched.
    same = wanted.astype(numbers.dtype, copy=False)
    places = numbers[:-1].searchsorted(same)
    return places, numbers[places] == same


def common(one: NDArray[Number], other: NDArray[Number]) -> NDArray[Number]:
    """The numbers that two ascending lists of distinct numbers share, ascending."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) * FAR < len(other):
        return one.compress(found_in(other, one)[1])
    both = _merged([one, other])
    shared: NDArray[Number] = both[:-1].compress(both[1:] == both[:-1])
    return shared


def _merged(lists: Sequence[NDArray[Number]]) -> NDArray[Number]:
    # A stable sort finds the ascending runs and merges them: 200,000 numbers take 1 ms, and
    # 11 ms by any other sort.
    merged: NDArray[Number] = np.sort(np.concatenate(lists), kind="stable")
    return merged
