"""Columns of several segments as those of one, of the documents that stay in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.columns.ageing import AGEING_COLUMNS
from index.engines.whoosh.columns.columns import (
    AGE_FIELD,
    NOTHING,
    Arrays,
    ColumnBuilder,
    LiveDocs,
    facet_arrays,
    key_arrays,
    point_arrays,
    site_places,
)
from index.engines.whoosh.columns.dictionary import (
    Columns,
    Ordered,
    Places,
    entry_forms,
    forms_of,
    merged_forms,
    read_table,
    read_values,
)
from index.engines.whoosh.columns.rows import entries_of, read_rows
from index.generation import short_starts_of
from index.listing import (
    COLUMN_FACETS,
    PLACE,
    SORTED_FIELD,
    Facet,
)


class _Part(msgspec.Struct, frozen=True, eq=False):
    """A segment to be merged: its columns, and its documents that are live, ascending."""

    columns: Columns
    documents: int
    live: Places


def document_count(columns: Columns) -> int:
    """How many documents the columns of a segment hold."""
    return len(columns("site.offsets")) - 1


def merge(parts: Sequence[tuple[Columns, LiveDocs | None]]) -> Arrays:
    """The columns of several segments, one after the other: byte for byte what `ColumnBuilder`
    gives for the live listings. A mask has a place for each document of its part; None keeps
    all."""
    if not parts:
        return ColumnBuilder().arrays()
    merged = [_part(columns, mask) for columns, mask in parts]
    arrays: Arrays = {}
    for facet in COLUMN_FACETS:
        made, ordered, numbers = _merged_facet(facet, merged)
        arrays |= made
        if facet.name == PLACE.name:
            arrays |= _merged_sites(merged, ordered, numbers)
    for sort in SORTED_FIELD:
        arrays |= _merged_keys(sort, merged)
    for column in (*AGE_FIELD, *AGEING_COLUMNS):
        arrays[column] = np.concatenate([part.columns(column)[part.live] for part in merged])
    return arrays


def _part(columns: Columns, mask: LiveDocs | None) -> _Part:
    documents = document_count(columns)
    live = np.arange(documents) if mask is None else np.flatnonzero(mask)
    return _Part(columns, documents, live)


def _merged_facet(facet: Facet, parts: Sequence[_Part]) -> tuple[Arrays, Ordered, list[Places]]:
    forms, numbers = merged_forms(forms_of(read_values(part.columns, facet)) for part in parts)
    entries: list[NDArray[Any]] = []
    sizes: list[NDArray[Any]] = []
    for part, number_of in zip(parts, numbers, strict=True):
        at, size = read_rows(part.columns, facet, part.documents).entries(part.live)
        sizes.append(size)
        entries.append(number_of[entry_forms(part.columns, facet)[at]])
    made, ordered = facet_arrays(facet, forms, np.concatenate(entries), np.concatenate(sizes))
    return made, ordered, numbers


def _merged_sites(parts: Sequence[_Part], ordered: Ordered, numbers: Sequence[Places]) -> Arrays:
    # Places keep their order among each other, whatever others come between.
    sizes: list[NDArray[Any]] = []
    columns: dict[str, list[NDArray[Any]]] = {
        name: [] for name in ("place", "status", "latitude", "longitude")
    }
    for part, number_of in zip(parts, numbers, strict=True):
        at, size = entries_of(part.columns("site.offsets"), part.live)
        sizes.append(size)
        columns["place"].append(number_of[part.columns("site.place")[at]])
        columns["status"].append(part.columns("site.status")[at])
        points = part.columns("site.point")[at]
        for name in ("latitude", "longitude"):
            degrees = part.columns(f"point.{name}s")
            columns[name].append(np.append(degrees, np.float32(np.nan))[points])
    joined = {name: np.concatenate(some) for name, some in columns.items()}
    return {
        "site.offsets": short_starts_of(np.concatenate(sizes)),
        "site.place": site_places(joined["place"], ordered),
        "site.status": joined["status"],
        **point_arrays(joined["latitude"], joined["longitude"]),
    }


def _merged_keys(sort: str, parts: Sequence[_Part]) -> Arrays:
    number_of: dict[bytes, int] = {}
    numbers = []
    for part in parts:
        keys = read_table(part.columns, f"sort.{sort}.keys")
        common = [number_of.setdefault(key, len(number_of)) for key in keys]
        taken = part.columns(f"sort.{sort}.numbers")[part.live]
        numbers.append(np.array([*common, NOTHING], dtype=np.uint32)[taken])
    return key_arrays(sort, list(number_of), np.concatenate(numbers))
