"""Coded facets: those whose values are declared, all counted together.

Of such a facet there are few sets of values that documents share, 135 for eight facets of 200,000
listings. With the eight sets of a document side by side, 50 documents are counted in 7 µs, and
facet by facet in 58; 97,000 take 1.2 ms on either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import (
    Columns,
    Places,
    Values,
    read_rows,
    read_values,
    smallest_type,
)
from index.listing import FACETS, NOT_STATED, STATUS, Facet, value_label
from search.engine import FacetAnswer, FacetCount, Filter
from search.engines.whoosh.facets.selection import Mask, Part, Selection
from search.engines.whoosh.standings import SHOWN, Shown, Standing

Int64 = NDArray[np.int64]


class _Value(msgspec.Struct, frozen=True):
    code: str
    label: str


class _Declared(msgspec.Struct, frozen=True):
    """A facet with its values in their declared order, *not stated* last."""

    facet: Facet
    values: tuple[_Value, ...]
    numbers: slice
    """The numbers of the values among those of all facets."""

    def places(self, codes: Sequence[str]) -> list[int]:
        """The numbers of some values; what is not declared has none."""
        first = self.numbers.start
        return [first + n for n, value in enumerate(self.values) if value.code in codes]

    def numbers_of(self, values: Values) -> list[int]:
        """The numbers of the values of a segment, by their own."""
        codes = [value.code for value in self.values]
        return [self.numbers.start + codes.index(code.decode()) for code in values.codes]


class _Segment(msgspec.Struct, frozen=True, eq=False):
    """The documents of a segment, by the sets of values that they have."""

    sets: NDArray[np.unsignedinteger[Any]]
    """Documents × facets: which set each document has, numbered through all facets."""
    entry_sets: Places
    """The set of every entry: a set has one for each of its values."""
    entry_values: Places
    """The value of every entry."""

    def counted(self, docs: Places, values: int) -> Int64:
        """How many of some documents have each value, of so many values."""
        sets = int(self.entry_sets[-1]) + 1 if len(self.entry_sets) else 0
        of_sets = np.bincount(self.sets.take(docs, axis=0).ravel(), minlength=sets)
        # Added up as floats, in which whole numbers are exact.
        counts = np.bincount(self.entry_values, of_sets.take(self.entry_sets), values)
        return counts.astype(np.int64)

    def showing(self, shown: Shown, facet: int, values: slice) -> _Segment:
        """The same documents, but with one value each of the facet at a place: its values have a
        set each, after those that were there."""
        first = int(self.entry_sets[-1]) + 1 if len(self.entry_sets) else 0
        count = values.stop - values.start
        sets = self.sets.astype(smallest_type(first + count))
        np.add(shown, first, out=sets[:, facet], dtype=sets.dtype)
        return _Segment(
            sets,
            np.concatenate((self.entry_sets, np.arange(first, first + count))),
            np.concatenate((self.entry_values, np.arange(values.start, values.stop))),
        )

    def having(self, docs: Places, facet: int, wanted: Mask) -> Mask:
        """Which of some documents have one of the wanted values of a facet, by its place."""
        if not len(docs):
            return np.zeros(0, dtype=np.bool_)
        hit = np.zeros(int(self.entry_sets[-1]) + 1, dtype=np.bool_)
        hit[self.entry_sets[wanted[self.entry_values]]] = True
        return hit.take(self.sets[:, facet].take(docs))


class CodedFacets:
    """All coded facets, over some segments. `live` says which documents are not
    deleted (None: all)."""

    def __init__(self, parts: Sequence[Part], live: Mask | None) -> None:
        self._facets: dict[str, _Declared] = {}
        self._values = 0
        for facet in FACETS:
            if facet.words is not None:
                codes = (*(word.value for word in facet.words), NOT_STATED)
                values = tuple(_Value(code, value_label(facet, code)) for code in codes)
                numbers = slice(self._values, self._values + len(values))
                self._facets[facet.name] = _Declared(facet, values, numbers)
                self._values = numbers.stop
        declared = list(self._facets.values())
        self._parts, self._live = parts, live
        self._segments = [_segment(declared, columns, size) for _, size, columns in parts]
        self._totals = [_totals(declared, columns) for _, _, columns in parts]
        """How many live documents of each segment have each value."""
        if live is not None:
            self._totals = [
                totals - segment.counted(np.flatnonzero(~live[base : base + size]), self._values)
                for totals, segment, (base, size, _) in zip(
                    self._totals, self._segments, parts, strict=True
                )
            ]

    def showing(self, standings: Sequence[Standing]) -> Self:
        """The same facets, but with what is shown of the status as that of each segment."""
        place = list(self._facets).index(STATUS.name)
        numbers = self._facets[STATUS.name].numbers
        on_day = copy(self)
        on_day._segments = [
            segment.showing(one.listings, place, numbers)
            for segment, one in zip(self._segments, standings, strict=True)
        ]
        on_day._totals = []
        for totals, one, (base, size, _) in zip(self._totals, standings, self._parts, strict=True):
            alive = slice(None) if self._live is None else self._live[base : base + size]
            replaced = totals.copy()
            replaced[numbers] = np.bincount(one.listings[alive], minlength=len(SHOWN))
            on_day._totals.append(replaced)
        return on_day

    def __contains__(self, name: str) -> bool:
        return name in self._facets

    def counted(self, selection: Selection) -> list[int]:
        """How many of the documents have each value of all facets."""
        counts = np.zeros(self._values, dtype=np.int64)
        for segment, one, totals in zip(
            self._segments, selection.counted(), self._totals, strict=True
        ):
            some = segment.counted(one.docs, self._values)
            counts += totals - some if one.left_out else some
        listed: list[int] = counts.tolist()
        return listed

    def answer(
        self, name: str, counts: Sequence[int], limit: int, chosen: Sequence[str]
    ) -> FacetAnswer:
        """The answer of one facet, from the counts of all: its commonest `limit` values and what
        is chosen, in their declared order."""
        declared = self._facets[name]
        counted = [
            FacetCount(value.code, value.label, count, value.code in chosen)
            for value, count in zip(declared.values, counts[declared.numbers], strict=True)
            if count or value.code in chosen
        ]
        listed = counted if len(counted) <= limit else _commonest(counted, limit)
        more = sum(1 for one in counted if one.count) - sum(1 for one in listed if one.count)
        return FacetAnswer(name, declared.facet.label, tuple(listed), more)

    def passing(self, selection: Selection, filter_: Filter) -> Mask:
        """Which of the documents have one of the values of a filter."""
        wanted = np.zeros(self._values, dtype=np.bool_)
        wanted[self._facets[filter_.facet].places(filter_.values)] = True
        place = list(self._facets).index(filter_.facet)
        masks = [
            segment.having(docs, place, wanted)
            for segment, docs in zip(self._segments, selection.docs, strict=True)
        ]
        return np.concatenate(masks) if masks else np.zeros(0, dtype=np.bool_)


def _commonest(counted: Sequence[FacetCount], limit: int) -> list[FacetCount]:
    """The `limit` that come first by count and label, *not stated* after all, and every chosen
    one; in the order given."""
    ranked = sorted(
        counted, key=lambda one: (one.value == NOT_STATED, -one.count, one.label, one.value)
    )
    kept = {one.value for one in ranked[:limit]}
    return [one for one in counted if one.chosen or one.value in kept]


def _segment(declared: Sequence[_Declared], columns: Columns, documents: int) -> _Segment:
    rows = [read_rows(columns, one.facet, documents) for one in declared]
    sizes = [np.diff(one.offsets) for one in rows if one.offsets is not None]
    kind = smallest_type(sum(map(len, sizes)))
    sets = np.empty((documents, len(rows)), dtype=kind)
    entry_values = []
    first = 0
    for place, (one, of_facet) in enumerate(zip(declared, rows, strict=True)):
        assert of_facet.sets is not None
        np.add(of_facet.sets, first, out=sets[:, place], dtype=kind)
        first += len(sizes[place])
        numbers = one.numbers_of(read_values(columns, one.facet))
        entry_values.append(np.array(numbers, dtype=np.intp)[of_facet.numbers])
    all_sizes = np.concatenate(sizes)
    entry_sets = np.arange(len(all_sizes)).repeat(all_sizes)
    return _Segment(sets, entry_sets, np.concatenate(entry_values))


def _totals(declared: Sequence[_Declared], columns: Columns) -> Int64:
    """How many documents of a segment have each value, deleted ones as well."""
    totals = np.zeros(declared[-1].numbers.stop, dtype=np.int64)
    for one in declared:
        values = read_values(columns, one.facet)
        totals[one.numbers_of(values)] = values.totals
    return totals
