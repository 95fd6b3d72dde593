"""Facet and sort values of a generation as arrays beside the Whoosh files.

A facet column is a compressed row table: the value numbers of document `d` are
``numbers[offsets[d]:offsets[d + 1]]``, ascending, and value number `n` has code
``codes[n]``. A sort column holds one rank per document, 0 first; equal values share a
rank and documents without a value come last.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.facets import Facet, Sort
from index.listing import Listing
from index.schema import FACETS, SORTED_FIELD, SORTS, facet_values, folded

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]


class FacetColumn(msgspec.Struct, frozen=True, eq=False):
    """The values of one facet over all documents."""

    codes: tuple[str, ...]
    written: tuple[str, ...]
    """How listings write each value most often."""
    numbers: Int32
    offsets: Int64


class _Values(msgspec.Struct, frozen=True):
    codes: tuple[str, ...]
    written: tuple[str, ...]


class ColumnWriter:
    """Collects the facet and sort values of listings in the order they are indexed."""

    def __init__(self) -> None:
        self._rows: dict[str, list[list[int]]] = {facet.name: [] for facet in FACETS}
        self._numbers: dict[str, dict[str, int]] = {facet.name: {} for facet in FACETS}
        self._spellings: dict[str, list[Counter[str]]] = {facet.name: [] for facet in FACETS}
        self._keys: dict[str, list[str]] = {sort: [] for sort in SORTED_FIELD}

    def add(self, listing: Listing) -> None:
        """Takes the values of the next listing."""
        for facet in FACETS:
            self._add_facet(facet, listing)
        for sort, field in SORTED_FIELD.items():
            self._keys[sort].append(folded(getattr(listing, field) or ""))

    def _add_facet(self, facet: Facet, listing: Listing) -> None:
        numbers = self._numbers[facet.name]
        spellings = self._spellings[facet.name]
        row = []
        for code, written in facet_values(facet, listing).items():
            number = numbers.setdefault(code, len(numbers))
            if number == len(spellings):
                spellings.append(Counter())
            spellings[number][written] += 1
            row.append(number)
        self._rows[facet.name].append(row)

    def write(self, directory: Path) -> None:
        """Writes every column into `directory`."""
        for facet in FACETS:
            rows = self._rows[facet.name]
            offsets = np.zeros(len(rows) + 1, dtype=np.int64)
            np.cumsum([len(row) for row in rows], out=offsets[1:])
            numbers = np.array([n for row in rows for n in sorted(row)], dtype=np.int32)
            # The commonest spelling is shown; of equally common ones the first by alphabet.
            written = tuple(
                min(counts, key=lambda spelling: (-counts[spelling], spelling))
                for counts in self._spellings[facet.name]
            )
            values = _Values(codes=tuple(self._numbers[facet.name]), written=written)
            _facet_path(directory, facet.name, "values.json").write_bytes(
                msgspec.json.encode(values)
            )
            np.save(_facet_path(directory, facet.name, "offsets.npy"), offsets)
            np.save(_facet_path(directory, facet.name, "numbers.npy"), numbers)
        for sort in SORTS:
            if sort.name in SORTED_FIELD:
                np.save(_sort_path(directory, sort.name), _ranks(self._keys[sort.name], sort))


def _ranks(keys: list[str], sort: Sort) -> Int32:
    order = sorted({key for key in keys if key}, reverse=sort.descending)
    rank = {key: i for i, key in enumerate(order)}
    return np.array([rank.get(key, len(order)) for key in keys], dtype=np.int32)


def _facet_path(directory: Path, facet: str, part: str) -> Path:
    return directory / f"facet-{facet}.{part}"


def _sort_path(directory: Path, sort: str) -> Path:
    return directory / f"sort-{sort}.npy"


def read_facet(directory: Path, facet: str) -> FacetColumn:
    """One facet's column, its arrays mapped. Raises OSError or ValueError where it is damaged."""
    values = msgspec.json.decode(
        _facet_path(directory, facet, "values.json").read_bytes(), type=_Values
    )
    return FacetColumn(
        codes=values.codes,
        written=values.written,
        numbers=_mapped(_facet_path(directory, facet, "numbers.npy")),
        offsets=_mapped(_facet_path(directory, facet, "offsets.npy")),
    )


def read_ranks(directory: Path, sort: str) -> Int32:
    """The rank of every document under a sort. Raises OSError or ValueError where damaged."""
    ranks: Int32 = _mapped(_sort_path(directory, sort))
    return ranks


def _mapped(path: Path) -> Any:
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return array.view(np.ndarray)
