"""Which documents have which numbers: rows of several each, gathered and counted as arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.columns.dictionary import Columns, Numbers, Places, smallest_type
from index.generation import counted_of_sorted, short_starts_of
from index.listing import Facet

Mask = NDArray[np.bool_]
Int64 = NDArray[np.int64]

# Rows handled at a time. What they need stays in the cache, and the allocator does not ask the
# system for fresh pages: which of 200,000 documents lie in a country takes 1.2 ms so, and 4.8 ms
# at once.
_BLOCK = 16_384
# Numbers are sorted where there are so many times as many counters.
_RARE = 16
# Up to so many documents are sliced one by one: one takes 4 µs so, and 11 by arrays of places.
_SLICED = 16
# A value or two are found by comparing, eight times as fast as by looking up every number.
_FEW_WANTED = 4
# To look up the row of one hit costs so many times what passing over a row does.
_SCARCE = 16


def has_sets(facet: Facet) -> bool:
    """Whether a facet has so few values, see `MOST_WORDS`, that documents share their sets."""
    return facet.words is not None


def entries_of(offsets: NDArray[Any], rows: NDArray[Any]) -> tuple[Places, Places]:
    """Where the entries of some rows stand, row by row, and how many each row has."""
    starts = offsets.take(rows).astype(np.intp)
    ends = offsets[1:].take(rows).astype(np.intp)
    sizes = ends - starts
    if not sizes.all():
        filled = sizes > 0
        starts, ends = starts[filled], ends[filled]
    if not len(starts):
        return np.empty(0, dtype=np.intp), sizes
    # Steps of one, and a leap from the end of each row to the start of the next.
    lasts = (ends - starts).cumsum()
    steps = np.ones(int(lasts[-1]), dtype=np.intp)
    steps[0] = starts[0]
    steps[lasts[:-1]] = starts[1:] - ends[:-1] + 1
    return steps.cumsum(out=steps), sizes


def any_in_rows(offsets: NDArray[Any], hits: Mask) -> Mask:
    """Which of all rows have an entry that is hit; rows may be empty."""
    hit: Mask = np.zeros(len(offsets) - 1, dtype=np.bool_)
    if np.count_nonzero(hits) * _SCARCE < len(offsets):
        at = np.flatnonzero(hits).astype(offsets.dtype)
        hit[np.searchsorted(offsets, at, side="right") - 1] = True
        return hit
    bounds = short_starts_of(hits)[offsets]
    np.greater(bounds[1:], bounds[:-1], out=hit)
    return hit


def any_in_all_rows(offsets: NDArray[Any], hits: Callable[[slice], Mask]) -> Mask:
    """Which of all rows have an entry that is hit, asked for by stretches of entries."""
    hit: Mask = np.zeros(len(offsets) - 1, dtype=np.bool_)
    for row in range(0, len(hit), _BLOCK):
        bounds = offsets[row : row + _BLOCK + 1]
        entries = slice(int(bounds[0]), int(bounds[-1]))
        hit[row : row + _BLOCK] = any_in_rows(bounds - bounds[0], hits(entries))
    return hit


def _hits(numbers: Numbers, wanted: Mask) -> Mask:
    """Which of some numbers are wanted."""
    few = np.flatnonzero(wanted).tolist()
    if len(few) > _FEW_WANTED:
        return wanted.take(numbers)
    hits = np.zeros(len(numbers), dtype=np.bool_)
    for number in few:
        hits |= numbers == number
    return hits


class Rows(msgspec.Struct, frozen=True, eq=False):
    """The value numbers of each document, at least one.

    Row `r` holds ``numbers[offsets[r]:offsets[r + 1]]``, or the one number at `r` where there
    are no offsets. A document's row is its own, or ``sets[document]`` where documents share
    rows.
    """

    numbers: Numbers
    offsets: NDArray[np.uint32] | None = None
    sets: Numbers | None = None

    def arrays(self, facet: str) -> dict[str, NDArray[Any]]:
        """The rows as named arrays; the inverse of `read_rows`."""
        name = f"facet.{facet}"
        arrays: dict[str, NDArray[Any]] = {f"{name}.numbers": self.numbers}
        if self.offsets is not None:
            arrays[f"{name}.offsets"] = self.offsets
        if self.sets is not None:
            arrays[f"{name}.sets"] = self.sets
        return arrays

    def entries(self, docs: NDArray[Any]) -> tuple[Places, Places]:
        """Where the numbers of some documents stand in `numbers`, and how many each has."""
        rows = docs if self.sets is None else self.sets[docs]
        if self.offsets is None:
            return rows.astype(np.intp, copy=False), np.ones(len(rows), dtype=np.intp)
        return entries_of(self.offsets, rows)

    def counted(self, docs: Places, values: int) -> tuple[Places, Int64]:
        """The numbers that some documents have, ascending, and how many documents have each.
        `values` is how many numbers there are."""
        if len(docs) > _BLOCK and self.offsets is not None:
            counts = np.zeros(values, dtype=np.int64)
            for start in range(0, len(docs), _BLOCK):
                at, _ = self.entries(docs[start : start + _BLOCK])
                counts += np.bincount(self.numbers[at], minlength=values)
            return listed(counts)
        found = self._found(docs)
        # To sort few is faster than to look through very many counters.
        if len(found) * _RARE < values:
            found.sort()
            return counted_of_sorted(found)
        return listed(np.bincount(found, minlength=values))

    def _found(self, docs: Places) -> Numbers:
        """The numbers of some documents, one document after the other."""
        if self.offsets is None:
            return self.numbers.take(docs)
        if self.sets is None and 0 < len(docs) <= _SLICED:
            starts, ends = self.offsets.take(docs), self.offsets[1:].take(docs)
            cuts = map(slice, starts.tolist(), ends.tolist())
            return np.concatenate([self.numbers[cut] for cut in cuts])
        return self.numbers.take(self.entries(docs)[0])

    def having(self, docs: Places, wanted: Mask) -> Mask:
        """Which of some documents have a wanted number; `wanted` has a place for each number."""
        if self.offsets is None:
            return wanted[self.numbers[docs]]
        if self.sets is not None:
            return any_in_rows(self.offsets, wanted[self.numbers])[self.sets[docs]]
        if len(docs) * 4 > len(self.offsets):
            numbers = self.numbers
            return any_in_all_rows(self.offsets, lambda some: _hits(numbers[some], wanted))[docs]
        at, sizes = entries_of(self.offsets, docs)
        return any_in_rows(short_starts_of(sizes), wanted[self.numbers[at]])


def listed(counts: Int64) -> tuple[Places, Int64]:
    """The numbers that are counted at all, ascending, and the count of each."""
    # Comparing first takes 7 µs for 9,400 values, np.flatnonzero of the counts themselves 22.
    numbers = (counts != 0).nonzero()[0]
    return numbers, counts.take(numbers)


def rows_of(facet: Facet, numbers: NDArray[Any], sizes: NDArray[Any], values: int) -> Rows:
    """The rows of documents that have so many numbers each, ascending within a document."""
    kind = smallest_type(values)
    if not has_sets(facet):
        single = bool((sizes == 1).all())
        return Rows(numbers.astype(kind), None if single else short_starts_of(sizes))
    bits = np.left_shift(np.uint64(1), numbers.astype(np.uint64))
    starts = short_starts_of(sizes)[:-1]
    of_documents = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
    distinct, sets = np.unique(of_documents, return_inverse=True)
    held = [[n for n in range(values) if one >> n & 1] for one in distinct.tolist()]
    return Rows(
        numbers=np.array([n for some in held for n in some], dtype=kind),
        offsets=short_starts_of(np.array([len(some) for some in held], dtype=np.intp)),
        sets=sets.astype(smallest_type(len(distinct))),
    )


def read_rows(columns: Columns, facet: Facet, documents: int) -> Rows:
    """The rows of a segment of so many documents."""
    name = f"facet.{facet.name}"
    numbers = columns(f"{name}.numbers")
    if has_sets(facet):
        return Rows(numbers, columns(f"{name}.offsets"), columns(f"{name}.sets"))
    return Rows(numbers, None if len(numbers) == documents else columns(f"{name}.offsets"))
