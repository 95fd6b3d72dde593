"""The names that the listings of an index have, with how many have each, for
`index.generation.completion`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.columns.dictionary import (
    Columns,
    Form,
    entry_forms,
    form_counts,
    forms_of,
    merged_forms,
    read_values,
)
from index.engines.whoosh.columns.merging import document_count
from index.engines.whoosh.columns.rows import read_rows
from index.generation import KINDS, LEAST_LISTINGS, Name
from index.listing import NOT_STATED, Facet, value_label

LiveDocs = NDArray[np.bool_]


def completion_names(parts: Sequence[tuple[Columns, LiveDocs | None]]) -> list[Name]:
    """The names in the columns of some segments, of the documents that a mask keeps (None: all)."""
    return [name for facet in KINDS for name in _names(facet, parts)]


def _names(facet: Facet, parts: Sequence[tuple[Columns, LiveDocs | None]]) -> Iterator[Name]:
    least = LEAST_LISTINGS.get(facet.name, 1)
    forms, counts = _counted_forms(facet, parts)
    ways: dict[bytes, list[tuple[int, bytes]]] = {}
    for (code, written), count in zip(forms, counts.tolist(), strict=True):
        if count and code != NOT_STATED.encode():
            ways.setdefault(code, []).append((-count, written))
    for code, spellings in ways.items():
        listings = -sum(count for count, _ in spellings)
        if listings >= least:
            _, written = min(spellings)
            yield Name(facet.name, value_label(facet, code.decode(), written.decode()), listings)


def _counted_forms(
    facet: Facet, parts: Sequence[tuple[Columns, LiveDocs | None]]
) -> tuple[list[Form], NDArray[np.int64]]:
    """The forms of all parts, and how many documents have each."""
    own = [read_values(columns, facet) for columns, _ in parts]
    forms, numbers = merged_forms(map(forms_of, own))
    totals = np.zeros(len(forms), np.int64)
    for (columns, live), values, at in zip(parts, own, numbers, strict=True):
        totals[at] += form_counts(values) if live is None else _live(facet, columns, live, len(at))
    return forms, totals


def _live(facet: Facet, columns: Columns, live: LiveDocs, forms: int) -> NDArray[Any]:
    rows = read_rows(columns, facet, document_count(columns))
    at, _ = rows.entries(np.flatnonzero(live))
    return np.bincount(entry_forms(columns, facet)[at], minlength=forms)
