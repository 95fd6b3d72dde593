"""Free-text facets: those whose values are names or places, in dictionaries of thousands.

What few documents have is counted in arrays; only what is listed is put into words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import (
    Columns,
    Places,
    Rows,
    Values,
    entry_forms,
    form_counts,
    forms_of,
    lineage,
    listed,
    merged_forms,
    order_values,
    read_rows,
    read_values,
)
from index.listing import NOT_STATED, Facet, value_depth, value_label
from search.engine import FacetAnswer, FacetCount
from search.engines.whoosh.facets.selection import Mask, Part, Selection

Int64 = NDArray[np.int64]

REMEMBERED = 4_096
"""Values of a facet whose words are kept, about 2 MB: to read one again takes 5 µs."""

_LAST = -1 << 62
"""The key of *not stated*, which comes after every other value."""


class _Said(msgspec.Struct, frozen=True):
    """A value as it is answered."""

    code: str
    label: str
    depth: int
    lineage: tuple[str, ...]
    """In a hierarchy, the codes of everything it lies in, and its own."""
    parent: int | None
    """The number of the value it lies in."""
    rank: int
    """Its place in the order of (label, code), if a document has it."""


_Counted = tuple[_Said, int]
"""A value, and how many documents have it."""


class _Segment(msgspec.Struct, frozen=True, eq=False):
    """One facet in one segment."""

    rows: Rows
    totals: NDArray[Any]
    """How many live documents have each value, by the segment's own numbers."""
    numbers: Places | None
    """The common number of each value, or the one after all where no live document has it;
    None where the segment's own numbers are the common ones."""


class FreeTextFacet:
    """One facet of names or places over all segments, under one numbering of its values.

    One segment without deletions is read as it lies. Otherwise its dictionaries are merged: what
    is left has the labels and the order that it would have if it were built anew. `live` says
    which documents are not deleted (None: all).
    """

    def __init__(self, facet: Facet, parts: Sequence[Part], live: Mask | None) -> None:
        self.facet = facet
        own = [read_values(columns, facet) for _, _, columns in parts]
        rows = [read_rows(columns, facet, documents) for _, documents, columns in parts]
        self.values: Values
        self._segments: list[_Segment]
        if len(parts) == 1 and live is None:
            self.values = own[0]
            self._segments = [_Segment(rows[0], own[0].totals, None)]
        else:
            counts = [
                form_counts(values)
                if live is None
                else _live_counts(facet, one, columns, live[base : base + documents], values)
                for values, one, (base, documents, columns) in zip(own, rows, parts, strict=True)
            ]
            self.values, self._segments = _merged(facet, own, rows, counts)
        self.not_stated = self.number(NOT_STATED)
        self.said = lru_cache(REMEMBERED)(partial(_said, facet, self.values))
        """A value in words, by its number."""

    def number(self, code: str) -> int | None:
        """The number of a value, if any live document has it."""
        return self.values.codes.find(code.encode(errors="surrogatepass"))

    def counted(self, selection: Selection) -> tuple[Places, Int64]:
        """The values of the documents, ascending, and how many documents have each."""
        counted = selection.counted()
        if len(counted) == 1 and self._segments[0].numbers is None and not counted[0].left_out:
            return self._segments[0].rows.counted(counted[0].docs, len(self.values.codes))
        counts = np.zeros(len(self.values.codes) + 1, dtype=np.int64)
        for segment, one in zip(self._segments, counted, strict=True):
            numbers, some = segment.rows.counted(one.docs, len(segment.totals))
            own = slice(None, -1) if segment.numbers is None else segment.numbers
            if one.left_out:
                counts[own] += segment.totals
                some = -some
            counts[numbers if segment.numbers is None else segment.numbers[numbers]] += some
        return listed(counts[:-1])

    def summed(self, by_segment: Iterable[Int64]) -> tuple[Places, Int64]:
        """The values that are counted, ascending, and how many documents have each, from the
        counts of each segment by its own numbers."""
        counts = np.zeros(len(self.values.codes) + 1, dtype=np.int64)
        for segment, some in zip(self._segments, by_segment, strict=True):
            counts[slice(None, -1) if segment.numbers is None else segment.numbers] += some
        return listed(counts[:-1])

    def passing(self, selection: Selection, values: Iterable[str]) -> Mask:
        """Which of the documents have one of the values."""
        wanted = np.zeros(len(self.values.codes) + 1, dtype=np.bool_)
        wanted[[n for value in values if (n := self.number(value)) is not None]] = True
        masks = [
            segment.rows.having(
                docs, wanted if segment.numbers is None else wanted[segment.numbers]
            )
            for segment, docs in zip(self._segments, selection.docs, strict=True)
        ]
        return np.concatenate(masks) if masks else np.empty(0, dtype=np.bool_)

    def answer(
        self, counted: tuple[Places, Int64], limit: int, chosen: Sequence[str]
    ) -> FacetAnswer:
        """The commonest `limit` counted values and what is chosen, most first; places under what
        they lie in."""
        numbers, counts = counted
        if len(numbers) <= limit and not chosen:
            said = self._every(numbers, counts)
        else:
            said = self._commonest(_Tally(self, numbers, counts, chosen), limit, chosen)
        if self.facet.separator:
            # Every value after the one it lies in, siblings by rank.
            rank = defaultdict(lambda: -1, {one.code: i for i, (one, _) in enumerate(said)})
            said.sort(key=lambda pair: tuple(map(rank.__getitem__, pair[0].lineage)))
        answers = [
            FacetCount(one.code, one.label, count, one.code in chosen, one.depth)
            for one, count in said
        ]
        more = len(numbers) - sum(1 for _, count in said if count)
        return FacetAnswer(self.facet.name, self.facet.label, tuple(answers), more)

    def _every(self, numbers: Places, counts: Int64) -> list[_Counted]:
        """All counted values, most first: what a document or two have is fewer than are listed,
        and put in order in half of the time that choosing takes."""
        said = map(self.said, numbers.tolist())
        return sorted(
            zip(said, counts.tolist(), strict=True),
            key=lambda pair: (pair[0].code == NOT_STATED, -pair[1], pair[0].rank),
        )

    def _commonest(self, tally: _Tally, limit: int, chosen: Sequence[str]) -> list[_Counted]:
        """Some of many counted values and all that are chosen, most first."""
        tally.keep_commonest(limit)
        if self.values.parents is not None:
            # The commonest values of all may be one country and its cities: every other country
            # gets its chance, and so does what lies in a chosen place.
            for above in dict.fromkeys(("", *chosen)):
                tally.keep_commonest_in(above, limit)
            tally.keep_what_is_above()
        return tally.listed()


def _said(facet: Facet, values: Values, number: int) -> _Said:
    code = values.codes[number].decode()
    parent = len(values.codes) if values.parents is None else int(values.parents[number])
    return _Said(
        code,
        values.label(facet, number),
        value_depth(facet, code),
        tuple(lineage(code, facet.separator)) if facet.separator else (code,),
        parent if parent < len(values.codes) else None,
        int(values.ranks[number]),
    )


def _live_counts(
    facet: Facet, rows: Rows, columns: Columns, live: Mask, values: Values
) -> NDArray[Any]:
    """How many live documents of a segment have each form."""
    if live.all():
        return form_counts(values)
    at, _ = rows.entries(np.flatnonzero(live))
    return np.bincount(entry_forms(columns, facet)[at], minlength=len(form_counts(values)))


def _merged(
    facet: Facet, own: Sequence[Values], rows: Sequence[Rows], counts: Sequence[NDArray[Any]]
) -> tuple[Values, list[_Segment]]:
    """The dictionaries of some segments as one, from how many documents have each form."""
    forms, form_numbers = merged_forms(forms_of(values) for values in own)
    summed = np.zeros(len(forms), dtype=np.int64)
    for numbers, some in zip(form_numbers, counts, strict=True):
        summed[numbers] += some
    ordered = order_values(facet, forms, summed)
    segments = []
    for values, one, numbers, some in zip(own, rows, form_numbers, counts, strict=True):
        totals = values.sums(some)
        # A value is told by any of its forms that is left.
        used = np.flatnonzero(some)
        common = np.full(len(totals), len(ordered.values.codes), dtype=np.intp)
        common[values.values_of(used)] = ordered.value_of[ordered.places[numbers[used]]]
        segments.append(_Segment(one, totals, common))
    return ordered.values, segments


class _Tally:
    """The counted values of one facet, and which of them to list.

    A value's key holds its count and the place of its label in one number, so that a facet of
    100,000 values is never put in order, nor its labels read, to list twenty.
    """

    def __init__(
        self, facet: FreeTextFacet, numbers: Places, counts: Int64, chosen: Sequence[str]
    ) -> None:
        self._facet = facet
        self._numbers, self._counts = numbers, counts
        self._keys: Int64 = counts << 32
        self._keys -= facet.values.ranks.take(numbers)
        self._kept: set[int] = set()
        """The numbers of the values to list."""
        self._uncounted: list[str] = []
        """Chosen values that none of the documents has."""
        self._last = self._counted(NOT_STATED)
        if self._last is not None:
            self._keys[numbers.searchsorted(self._last)] = _LAST
        for value in dict.fromkeys(chosen):
            number = self._counted(value)
            if number is None:
                self._uncounted.append(value)
            else:
                self._kept.add(number)

    def _counted(self, value: str) -> int | None:
        """The number of a value that some of the documents have."""
        facet = self._facet
        number = facet.not_stated if value == NOT_STATED else facet.number(value)
        if number is None:
            return None
        place = int(self._numbers.searchsorted(number))
        there = place < len(self._numbers) and self._numbers[place] == number
        return number if there else None

    def keep_commonest(self, limit: int) -> None:
        """Lists the `limit` values that come first. *Not stated* is the last of all, after what
        is chosen and counted nowhere."""
        self._keep(self._numbers, self._keys, limit, len(self._uncounted))

    def keep_commonest_in(self, above: str, limit: int) -> None:
        """Lists the first `limit` values one level below another, or the topmost below none."""
        parents = self._facet.values.parents
        assert parents is not None
        number = self._facet.number(above) if above else len(parents)
        if number is not None:
            inside = (parents.take(self._numbers) == number).nonzero()[0]
            separator = self._facet.facet.separator
            topmost = sum(1 for value in self._uncounted if len(lineage(value, separator)) < 2)
            self._keep(self._numbers.take(inside), self._keys.take(inside), limit, topmost)

    def _keep(self, numbers: Places, keys: Int64, limit: int, before_last: int) -> None:
        first = set(numbers.take(_greatest(keys, limit)).tolist())
        if self._last is not None and len(numbers) + before_last > limit:
            first.discard(self._last)
        self._kept |= first

    def keep_what_is_above(self) -> None:
        """Lists everything that what is listed lies in."""
        separator = self._facet.facet.separator
        for value in self._uncounted:
            above = map(self._counted, lineage(value, separator))
            self._kept.update(number for number in above if number is not None)
        # Who has a value has what it lies in, so that it was counted too.
        for number in tuple(self._kept):
            parent = self._facet.said(number).parent
            while parent is not None and parent not in self._kept:
                self._kept.add(parent)
                parent = self._facet.said(parent).parent
        # A value that ends in an empty level is not a place.
        self._uncounted = [
            value for value in self._uncounted if lineage(value, separator)[-1:] == [value]
        ]

    def listed(self) -> list[_Counted]:
        """What is to be listed, most first."""
        at = self._numbers.searchsorted(np.array(sorted(self._kept), dtype=np.intp))
        at = at.take(self._keys.take(at).argsort()[::-1])
        said = map(self._facet.said, self._numbers.take(at).tolist())
        listed = list(zip(said, self._counts.take(at).tolist(), strict=True))
        if self._uncounted:
            uncounted = [(self._said_of(value), 0) for value in self._uncounted]
            listed += sorted(uncounted, key=lambda pair: (pair[0].label, pair[0].code))
            listed.sort(key=lambda pair: pair[0].code == NOT_STATED)
        return listed

    def _said_of(self, value: str) -> _Said:
        free_text, facet = self._facet, self._facet.facet
        number = free_text.number(value)
        if number is not None:
            return free_text.said(number)
        above = tuple(lineage(value, facet.separator)) if facet.separator else (value,)
        return _Said(value, value_label(facet, value), value_depth(facet, value), above, None, 0)


def _greatest(keys: Int64, limit: int) -> Places:
    """Places of the `limit` greatest of some distinct keys, in any order."""
    if len(keys) <= limit:
        return np.arange(len(keys))
    return keys.argpartition(len(keys) - limit)[len(keys) - limit :] if limit > 0 else np.arange(0)
