"""The documents that something is asked about, told apart by segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import Columns, Places

Part = tuple[int, int, Columns]
"""A segment: the number of its first document, how many it has, and its columns by name."""

Docs = NDArray[np.signedinteger[Any]] | NDArray[np.unsignedinteger[Any]]
"""Numbers of documents over all segments, ascending."""

Mask = NDArray[np.bool_]


class Counted(msgspec.Struct, frozen=True, eq=False):
    """Which documents of a segment to count, and whether those are the ones that are left out."""

    docs: Places
    left_out: bool


class Selection:
    """Documents, for everything that is asked about them one after another.

    `live` says which documents are not deleted (None: all); `docs` hold live ones alone.
    """

    def __init__(self, parts: Sequence[Part], docs: Docs, live: Mask | None) -> None:
        ends = [base + documents for base, documents, _ in parts]
        cuts = [0, *np.searchsorted(docs, ends).tolist()]
        self.docs: tuple[Places, ...] = tuple(
            _local(docs[start:end], base)
            for start, end, (base, _, _) in zip(cuts[:-1], cuts[1:], parts, strict=True)
        )
        """The documents of each segment, by their numbers in it."""
        self._parts = parts
        self._live = live
        self._counted: tuple[Counted, ...] | None = None
        self.coded: Sequence[int] | None = None
        """How many have each value of all coded facets, once those have been counted."""

    def counted(self) -> tuple[Counted, ...]:
        """The documents of each segment or the live others, whichever are fewer."""
        if self._counted is None:
            self._counted = tuple(
                _fewer(
                    docs, documents, None if self._live is None else self._live[base:][:documents]
                )
                for docs, (base, documents, _) in zip(self.docs, self._parts, strict=True)
            )
        return self._counted


def _local(docs: Docs, base: int) -> Places:
    local = docs.astype(np.intp, copy=False)
    return local - base if base else local


def _fewer(docs: Places, documents: int, live: Mask | None) -> Counted:
    alive = documents if live is None else int(np.count_nonzero(live))
    if len(docs) * 2 <= alive:
        return Counted(docs, left_out=False)
    if len(docs) == alive:
        return Counted(np.empty(0, dtype=np.intp), left_out=True)
    others = np.ones(documents, dtype=np.bool_) if live is None else live.copy()
    others[docs] = False
    return Counted(np.flatnonzero(others), left_out=True)
