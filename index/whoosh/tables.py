"""Sorted strings as two arrays: found by halving, read one by one, never decoded as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

UInt8 = NDArray[np.uint8]
Int64 = NDArray[np.int64]


def starts_of(sizes: Sequence[int] | NDArray[Any]) -> Int64:
    """Where pieces of these sizes begin, one after the other, and where the last one ends."""
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Which values differ from the one before them; the first always does."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def distinct(values: Int64) -> Int64:
    """The distinct values, ascending. `np.unique` takes ten times as long where most of millions
    are distinct."""
    values = np.sort(values)
    return values[changes(values)]


def ranges(starts: Int64, chunk: int) -> Iterator[tuple[int, int]]:
    """Ranges of groups that begin at `starts`, of about `chunk` things each; one group at least."""
    first = 0
    while first < len(starts) - 1:
        beyond = int(np.searchsorted(starts, starts[first] + chunk, side="right"))
        last = max(first + 1, beyond - 1)
        yield first, last
        first = last


class StringTable(msgspec.Struct, frozen=True, eq=False):
    """Strings by number: string `i` is ``blob[starts[i]:starts[i + 1]]``, in UTF-8."""

    blob: UInt8
    starts: Int64

    @classmethod
    def of(cls, strings: Iterable[bytes]) -> StringTable:
        """The table of some strings, in the order given."""
        listed = list(strings)
        starts = starts_of([len(string) for string in listed])
        return cls(np.frombuffer(b"".join(listed), dtype=np.uint8), starts)

    @classmethod
    def joined(cls, tables: Sequence[StringTable]) -> StringTable:
        """The strings of several tables, one table after the other."""
        sizes = np.concatenate([np.diff(table.starts) for table in tables])
        return cls(np.concatenate([table.blob for table in tables]), starts_of(sizes))

    def only(self, kept: NDArray[np.bool_]) -> StringTable:
        """The strings that a mask keeps."""
        sizes = np.diff(self.starts)
        return StringTable(self.blob[np.repeat(kept, sizes)], starts_of(sizes[kept]))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return self.blob[self.starts[number] : self.starts[number + 1]].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        # A third of the time of a generator: a merge goes through millions of strings.
        starts: Sequence[int] = self.starts.tolist()
        return map(self.blob.tobytes().__getitem__, map(slice, starts, islice(starts, 1, None)))

    def place(self, string: bytes) -> int:
        """How many strings of a table in ascending order come before `string`."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < string:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, string: bytes) -> int | None:
        """The number of a string in a table in ascending order, or None."""
        place = self.place(string)
        return place if place < len(self) and self[place] == string else None
