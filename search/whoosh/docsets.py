"""Sets of documents: numbers where they are few, a mask where they are many.

With 200,000 documents, joining two masks takes 10 µs and two lists of 100,000 numbers takes
1 ms; a mask of a list of 100 costs more than looking those up.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int64]
Mask = NDArray[np.bool_]

DENSE = 32
"""From one in so many documents on, a set is joined as a mask."""

FAR = 16
"""A list is looked up in another one that has so many times its length."""


class DocSet:
    """Documents of an index of `size` documents. Never changes."""

    def __init__(self, size: int, docs: Docs | None = None, mask: Mask | None = None) -> None:
        self._size = size
        if docs is not None:
            self.docs = docs
        if mask is not None:
            self.mask = mask

    @cached_property
    def docs(self) -> Docs:
        """The documents, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def mask(self) -> Mask:
        """Which of all documents are in the set."""
        mask = np.zeros(self._size, dtype=np.bool_)
        mask[self.docs] = True
        return mask

    @property
    def sparse(self) -> bool:
        """Whether it is handled as a list."""
        return "docs" in self.__dict__ and len(self.docs) * DENSE < self._size

    def having(self, docs: Docs) -> Mask:
        """Which of some documents, ascending, are in the set."""
        if "mask" not in self.__dict__ and len(docs) * FAR < len(self.docs):
            return found_in(self.docs, docs)[1]
        return self.mask[docs]

    def __and__(self, other: DocSet) -> DocSet:
        if self.sparse and (not other.sparse or len(self.docs) <= len(other.docs)):
            return DocSet(self._size, self.docs[other.having(self.docs)])
        if other.sparse:
            return other & self
        return DocSet(self._size, mask=self.mask & other.mask)

    def __or__(self, other: DocSet) -> DocSet:
        if self.sparse and other.sparse:
            return DocSet(self._size, distinct(_merged(self.docs, other.docs)))
        return DocSet(self._size, mask=self.mask | other.mask)

    def __sub__(self, other: DocSet) -> DocSet:
        if self.sparse:
            return DocSet(self._size, self.docs[~other.having(self.docs)])
        return DocSet(self._size, mask=self.mask & ~other.mask)


def found_in(numbers: NDArray[np.integer], wanted: Docs) -> tuple[Docs, Mask]:
    """Where in ascending `numbers` each of some wanted ones stands, and whether it does."""
    if not len(numbers):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=np.bool_)
    places = np.minimum(numbers.searchsorted(wanted.astype(numbers.dtype)), len(numbers) - 1)
    return places, numbers[places] == wanted


def common(one: Docs, other: Docs) -> Docs:
    """The numbers that two ascending lists of distinct numbers share, ascending."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) * FAR < len(other):
        return one[found_in(other, one)[1]]
    both = _merged(one, other)
    shared: Docs = both[:-1][both[1:] == both[:-1]]
    return shared


def distinct(numbers: Docs) -> Docs:
    """Every number of an ascending list once."""
    first = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return numbers[first]


def _merged(one: Docs, other: Docs) -> Docs:
    # A stable sort finds the two ascending runs and merges them: 200,000 numbers take 1 ms, and
    # 11 ms by any other sort.
    merged: Docs = np.sort(np.concatenate((one, other)), kind="stable")
    return merged
