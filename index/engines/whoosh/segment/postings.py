"""Arrays of postings, positions and terms, as a segment holds them."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation import Int64, starts_of

UInt16 = NDArray[np.uint16]
UInt32 = NDArray[np.uint32]


class Postings(msgspec.Struct, frozen=True, eq=False):
    """The documents of a term in one segment, ascending, and its weight in each, in tenths."""

    docs: UInt32
    weights: UInt16


class Positions(msgspec.Struct, frozen=True, eq=False):
    """Where a term stands: `counts` positions for each of its postings, one after the other."""

    counts: UInt16
    positions: UInt16


class Piece(msgspec.Struct, frozen=True, eq=False):
    """The postings of terms in a row, with their positions."""

    first: int
    """The number of the first term."""
    sizes: Int64
    """How many postings each term has."""
    docs: UInt32
    counts: NDArray[np.uint16]
    """How many positions each posting has."""
    positions: NDArray[np.uint16]


class Rows(msgspec.Struct, frozen=True, eq=False):
    """Numbers of each of n documents: those of document i are ``terms[starts[i]:starts[i + 1]]``"""

    starts: Int64
    terms: UInt32

    def rows(self, docs: NDArray[np.integer[Any]]) -> Rows:
        """The rows of some documents, in the order given."""
        sizes = np.diff(self.starts)[docs]
        starts = starts_of(sizes)
        at = np.repeat(self.starts[:-1][docs] - starts[:-1], sizes) + np.arange(starts[-1])
        return Rows(starts, self.terms[at])
