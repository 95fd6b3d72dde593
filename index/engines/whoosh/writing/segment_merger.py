"""Several segments → one, without what was deleted, in bounded memory.

Documents keep their order: those of the first segment come first. For a range of terms at a
time, every part's postings of that range are read as one piece and scattered to where they
belong; ranges are written one after the other, so that reading and writing both run forwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.columns import merge
from index.engines.whoosh.concepts import (
    TagPart,
    open_concepts,
    open_mentions,
    write_tags,
)
from index.engines.whoosh.schema import KNOWN_AS, TEXT
from index.engines.whoosh.segment import CONCEPTS, MENTIONS, Field, Segment, part_path
from index.generation import ArrayWriter, Int64, StringTable, ranges, starts_of, write_arrays

CHUNK = 4_000_000
"""Postings that are put in their places at a time: about 30 bytes of memory each."""

LISTINGS_AT_A_TIME = 5_000


class Part(msgspec.Struct, frozen=True, eq=False):
    """A segment to be merged, and which of its documents are live (None: all of them)."""

    segment: Segment
    live: NDArray[np.bool_] | None = None

    @property
    def size(self) -> int:
        """How many documents are live."""
        return self.segment.size if self.live is None else int(np.count_nonzero(self.live))


class _Placed(msgspec.Struct, frozen=True, eq=False):
    """One field of a part, and how it fits into the whole."""

    field: Field
    base: int
    live: NDArray[np.bool_] | None
    renumbered: Int64 | None
    """New numbers of the documents, where some of them go."""
    numbers: Int64
    """The whole's number of each of the part's terms, ascending."""
    counts: Int64
    """Postings that stay, per term of the part."""


def merge_segments(
    directory: Path, name: str, parts: Sequence[Part], *, chunk: int = CHUNK
) -> None:
    """Writes the documents that stay in `parts`, in that order, as one new segment; one document
    at least.

    What is written depends on the documents alone, not on how they were divided. `chunk` is in
    postings and bounds the memory.
    """
    merge_text(directory, name, parts, chunk=chunk)
    merge_the_rest(directory, name, parts)


def merge_text(directory: Path, name: str, parts: Sequence[Part], *, chunk: int = CHUNK) -> None:
    """The half of `merge_segments` that takes longest: terms, postings and positions."""
    placed, table, totals = _placed(TEXT, parts)
    position_counts = [np.zeros(1, dtype=np.int64)]
    with (
        ArrayWriter(part_path(directory, name, "docs")) as docs,
        ArrayWriter(part_path(directory, name, "weights")) as weights,
        ArrayWriter(part_path(directory, name, "counts")) as counts,
        ArrayWriter(part_path(directory, name, "positions")) as positions,
    ):
        for first, last in ranges(starts_of(totals), chunk):
            piece = _Piece(placed, first, last, totals)
            docs.append(TEXT, piece.docs())
            weights.append(TEXT, piece.weights())
            counts.append(TEXT, piece.counts())
            positions.append(TEXT, piece.positions())
            position_counts.append(piece.positions_per_term())
    _merge_subjects(part_path(directory, name, "subjects"), parts, placed)
    write_arrays(
        part_path(directory, name, "terms"),
        {
            "blob": table.blob,
            "starts": table.starts,
            "postings": starts_of(totals),
            "positions": np.cumsum(_joined(position_counts)),
        },
    )


def _merge_subjects(path: Path, parts: Sequence[Part], placed: Sequence[_Placed]) -> None:
    sizes: list[NDArray[np.int64]] = []
    with ArrayWriter(path) as writer:
        for part, one in zip(parts, placed, strict=True):
            rows = part.segment.subjects
            terms, per_document = rows.terms, np.diff(rows.starts)
            if part.live is not None:
                terms = terms[np.repeat(part.live, per_document)]
                per_document = per_document[part.live]
            # Terms keep their order among each other, whatever others come between.
            writer.append("terms", one.numbers[terms].astype(np.uint32))
            sizes.append(per_document)
        writer.append("starts", starts_of(_joined(sizes)))


def merge_the_rest(directory: Path, name: str, parts: Sequence[Part]) -> None:
    """The other half of `merge_segments`: what it reads and writes is its own.

    Tags and mentions are merged where every part has them.
    """
    for kind, opened in ((CONCEPTS, open_concepts), (MENTIONS, open_mentions)):
        tags = [
            TagPart(one, part.segment.size, part.live)
            for part in parts
            if (one := opened(directory, part.segment.name)) is not None
        ]
        if len(tags) == len(parts):
            write_tags(part_path(directory, name, kind), tags)
    placed, table, totals = _placed(KNOWN_AS, parts)
    write_arrays(
        part_path(directory, name, "keys"),
        {
            "blob": table.blob,
            "starts": table.starts,
            "postings": starts_of(totals),
            KNOWN_AS: _Piece(placed, 0, len(table), totals).docs(),
        },
    )
    ids = StringTable.joined(
        [
            part.segment.ids if part.live is None else part.segment.ids.only(part.live)
            for part in parts
        ]
    )
    write_arrays(
        part_path(directory, name, "documents"),
        {
            "ids.blob": ids.blob,
            "ids.starts": ids.starts,
            "samples": _joined([_rows(part.segment.samples, part.live) for part in parts]),
            "lengths": _joined([_rows(part.segment.lengths, part.live) for part in parts]),
            "bounds": _joined([_rows(part.segment.bounds, part.live) for part in parts]),
            "digests": _joined([_rows(part.segment.digests, part.live) for part in parts]),
        },
    )
    _merge_listings(directory, name, parts)
    write_arrays(
        part_path(directory, name, "columns"),
        merge([(part.segment.column, part.live) for part in parts]),
    )


def _rows(values: NDArray[Any], live: NDArray[np.bool_] | None) -> NDArray[Any]:
    return values if live is None else values[live]


def _joined(pieces: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(pieces).reshape(-1)


def _merge_listings(directory: Path, name: str, parts: Sequence[Part]) -> None:
    sizes: list[NDArray[np.int64]] = []
    with ArrayWriter(part_path(directory, name, "listings")) as writer:
        for part in parts:
            starts = part.segment.array("listings", "starts")
            for first in range(0, part.segment.size, LISTINGS_AT_A_TIME):
                last = min(first + LISTINGS_AT_A_TIME, part.segment.size)
                blob = part.segment.listings(first, last)
                lengths = np.diff(starts[first : last + 1])
                if part.live is not None:
                    stay = part.live[first:last]
                    blob = blob[np.repeat(stay, lengths)]
                    lengths = lengths[stay]
                writer.append("blob", blob)
                sizes.append(lengths)
            # Half of the bytes of an index: 500,000 listings are 1.6 GB.
            part.segment.release("listings")
        writer.append("starts", starts_of(_joined(sizes)))


class _Numbers(dict[bytes, int]):
    """Terms, numbered as they are met."""

    def __missing__(self, term: bytes) -> int:
        number = self[term] = len(self)
        return number


def _placed(field: str, parts: Sequence[Part]) -> tuple[list[_Placed], StringTable, Int64]:
    """Every part's terms among all terms that keep a posting, and the postings of each."""
    met = _Numbers()
    fields = [part.segment.field(field) for part in parts]
    numbered = [
        np.fromiter(map(met.__getitem__, one.terms), np.int64, len(one.terms)) for one in fields
    ]
    counts = [_live_counts(one, part.live) for one, part in zip(fields, parts, strict=True)]
    totals = np.zeros(len(met), dtype=np.int64)
    for numbers, left in zip(numbered, counts, strict=True):
        totals[numbers] += left
    terms = list(met)
    order = sorted(np.flatnonzero(totals).tolist(), key=terms.__getitem__)
    ranks = np.full(len(terms), -1, dtype=np.int64)
    ranks[order] = np.arange(len(order))
    bases = np.cumsum([0, *(part.size for part in parts)]).tolist()
    placed = [
        _Placed(
            field=one,
            base=base,
            live=part.live,
            renumbered=None if part.live is None else base + np.cumsum(part.live) - 1,
            # A term without postings shares the number of the next one, and adds nothing to it.
            numbers=_monotonic(ranks[numbers], len(order)),
            counts=left,
        )
        for one, part, base, numbers, left in zip(
            fields, parts, bases[:-1], numbered, counts, strict=True
        )
    ]
    return placed, StringTable.of([terms[number] for number in order]), totals[order]


def _monotonic(numbers: Int64, beyond: int) -> Int64:
    """Fills each -1 with the number that follows it, so that the numbers ascend."""
    filled = np.where(numbers < 0, beyond, numbers)
    return np.minimum.accumulate(filled[::-1])[::-1]


def _live_counts(field: Field, live: NDArray[np.bool_] | None) -> Int64:
    if live is None:
        return np.diff(field.starts)
    counts = np.zeros(len(field.terms), dtype=np.int64)
    for first, last in ranges(field.starts, CHUNK):
        stays = np.concatenate(([0], np.cumsum(live[field.span(first, last).docs])))
        ends = field.starts[first : last + 1] - field.starts[first]
        counts[first:last] = np.diff(stays[ends])
    return counts


class _Piece:
    """The postings of a range of terms of the whole, gathered from every part."""

    def __init__(self, placed: Sequence[_Placed], first: int, last: int, totals: Int64) -> None:
        self._size = int(totals[first:last].sum())
        self._parts: list[tuple[_Placed, int, int, Int64, NDArray[np.bool_] | None]] = []
        self._free = starts_of(totals[first:last])[:-1]
        """Where the next posting of each term goes."""
        for one in placed:
            begin, end = np.searchsorted(one.numbers, (first, last)).tolist()
            if begin == end:
                continue
            mask = None if one.live is None else one.live[one.field.span(begin, end).docs]
            to = self._destinations(one.numbers[begin:end] - first, one.counts[begin:end])
            self._parts.append((one, begin, end, to, mask))
        self._counts = np.empty(0, dtype=np.uint16)
        self._terms = totals[first:last]

    def _destinations(self, terms: Int64, counts: Int64) -> Int64:
        """Where a part's postings go; the places are taken."""
        starts = self._free[np.minimum(terms, len(self._free) - 1)]
        before = np.cumsum(counts) - counts
        to = np.repeat(starts - before, counts) + np.arange(int(counts.sum()))
        some = counts > 0
        self._free[terms[some]] += counts[some]
        return to

    def docs(self) -> NDArray[np.uint32]:
        """Document numbers in the whole."""
        out = np.empty(self._size, dtype=np.uint32)
        for one, begin, end, to, mask in self._parts:
            docs = one.field.span(begin, end).docs
            if mask is None or one.renumbered is None:
                out[to] = docs + np.uint32(one.base)
            else:
                out[to] = one.renumbered[docs[mask]]
        return out

    def weights(self) -> NDArray[np.uint16]:
        """Tenths of a weighted term."""
        out = np.empty(self._size, dtype=np.uint16)
        for one, begin, end, to, mask in self._parts:
            out[to] = _rows(one.field.span(begin, end).weights, mask)
        return out

    def counts(self) -> NDArray[np.uint16]:
        """Positions per posting."""
        self._counts = np.empty(self._size, dtype=np.uint16)
        for one, begin, end, to, mask in self._parts:
            self._counts[to] = _rows(one.field.position_span(begin, end).counts, mask)
        return self._counts

    def positions(self) -> NDArray[np.uint16]:
        """The positions of every posting; `counts` comes before it."""
        ends = starts_of(self._counts)
        out = np.empty(int(ends[-1]), dtype=np.uint16)
        for one, begin, end, to, mask in self._parts:
            held = one.field.position_span(begin, end)
            counts = _rows(held.counts, mask).astype(np.int64)
            before = np.cumsum(counts) - counts
            at = np.repeat(ends[to] - before, counts) + np.arange(int(counts.sum()))
            out[at] = (
                held.positions if mask is None else held.positions[np.repeat(mask, held.counts)]
            )
        return out

    def positions_per_term(self) -> Int64:
        """How many positions each term of the range has."""
        ends = starts_of(self._counts)[starts_of(self._terms)]
        return np.diff(ends)
