"""The postings of a generation as arrays over all its segments: terms, fields, phrases.

Documents are numbered through all segments, the first segment's first. Of one segment nothing
is copied; of several, a term's postings are joined when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.documents import SEARCHED, tenths
from index.schema import Field
from index.whoosh.codec import ArraySegment
from index.whoosh.schema import KNOWN_AS, TEXT
from index.whoosh.segment import Segment
from search.whoosh.docsets import Docs, DocSet, Mask, common, distinct, found_in

POSITION_BITS = 18
ORIGIN = 1 << 17
"""A document number stands above `POSITION_BITS`, a position (16 bits) counted from `ORIGIN`
below, so that taking a word's place in a phrase from it never borrows from the document."""

FIELD_NUMBER = {field.name: number for number, field in enumerate(SEARCHED)}

MOST = 4
"""If one in so many documents of a term is in question, the positions of all are read."""

Weights = NDArray[np.uint16]
Number = TypeVar("Number", bound=np.integer[Any])


class Postings(msgspec.Struct, frozen=True, eq=False):
    """The documents of a term, ascending, and its weight in each, in tenths."""

    docs: Docs
    weights: Weights


class _Part(msgspec.Struct, frozen=True, eq=False):
    base: int
    arrays: Segment


class Index:
    """What a generation's segments hold, as one. Safe to share between threads."""

    def __init__(self, directory: Path, segments: Sequence[ArraySegment]) -> None:
        self.parts: list[_Part] = []
        self.size = 0
        """How many documents there are, deleted ones as well."""
        deleted: list[int] = []
        for segment in segments:
            arrays = Segment(directory, segment.segment_id())
            self.parts.append(_Part(self.size, arrays))
            deleted += [self.size + doc for doc in segment.deleted_docs()]
            self.size += arrays.size
        self.live: Mask | None = None
        """Which documents are not deleted; None where none is."""
        if deleted:
            self.live = np.ones(self.size, dtype=np.bool_)
            self.live[deleted] = False
        self.lengths = np.concatenate([part.arrays.lengths for part in self.parts])

    def term(self, text: str, field: str = "") -> Postings:
        """The postings of a term, over all text or in one searched field alone."""
        key = text.encode()
        docs, weights = [], []
        for part in self.parts:
            here = part.arrays.field(TEXT)
            number = here.terms.find(key)
            if number is not None:
                found = here.postings(number)
                docs.append(found.docs.astype(np.int64) + part.base)
                weights.append(found.weights)
        joined = Postings(_joined(docs, np.int64), _joined(weights, np.uint16))
        return self._in_field(text, joined, field) if field else joined

    def _in_field(self, text: str, whole: Postings, field: str) -> Postings:
        """The postings of a term in one field: its weight there, where it stands there at all."""
        places = self.places(text, whole.docs)
        docs = places >> POSITION_BITS
        inside = self._inside(places, field)
        found, times = np.unique(docs[inside], return_counts=True)
        return Postings(found, _weights(SEARCHED[FIELD_NUMBER[field]], times))

    def _inside(self, places: Docs, field: str) -> Mask:
        """Which places lie in a field."""
        number = FIELD_NUMBER[field]
        docs, positions = places >> POSITION_BITS, (places & (2 * ORIGIN - 1)) - ORIGIN
        inside = np.zeros(len(places), dtype=np.bool_)
        for part, rows in self._split(docs):
            bounds = part.arrays.bounds[docs[rows] - part.base, number : number + 2]
            inside[rows] = (bounds[:, 0] <= positions[rows]) & (positions[rows] < bounds[:, 1])
        return inside

    def weights_by_field(self, text: str, doc: int) -> dict[str, int]:
        """A term's weight in each field of a document, in tenths. Nothing where it stands only
        behind the last position that is kept."""
        places = self.places(text, np.array([doc]))
        weights = {}
        for field in SEARCHED:
            times = np.count_nonzero(self._inside(places, field.name))
            if times:
                weights[field.name] = int(_weights(field, np.array([times]))[0])
        return weights

    def _split(self, docs: Docs) -> Iterator[tuple[_Part, slice]]:
        """The segments, each with the range of some ascending documents that lie in it."""
        for part in self.parts:
            first, last = docs.searchsorted((part.base, part.base + part.arrays.size)).tolist()
            if first < last:
                yield part, slice(first, last)

    def places(self, text: str, docs: Docs) -> Docs:
        """Where a term stands in some ascending documents: document and position in one number,
        ascending."""
        found = []
        for part, rows in self._split(docs):
            field = part.arrays.field(TEXT)
            number = field.terms.find(text.encode())
            if number is None:
                continue
            at, there = found_in(field.postings(number).docs, docs[rows] - part.base)
            held = field.positions(number)
            begins = (np.cumsum(held.counts, dtype=np.int64) - held.counts)[at[there]]
            counts = held.counts[at[there]].astype(np.int64)
            before = np.cumsum(counts) - counts
            entries = np.repeat(begins - before, counts) + np.arange(int(counts.sum()))
            found.append(_placed(docs[rows][there], counts, held.positions[entries]))
        return _joined(found, np.int64)

    def all_places(self, text: str) -> Docs:
        """Where a term stands in all documents, as `places` tells it."""
        found = []
        for part in self.parts:
            field = part.arrays.field(TEXT)
            number = field.terms.find(text.encode())
            if number is not None:
                held = field.positions(number)
                docs = field.postings(number).docs.astype(np.int64) + part.base
                found.append(_placed(docs, held.counts, held.positions))
        return _joined(found, np.int64)

    def phrase(self, terms: tuple[str, ...], field: str = "") -> Docs:
        """The documents that hold the terms one after the other, in one field if it is named.

        Positions are read from the rarest term on, and only for documents that are still in
        question, so that *of the* costs nothing beside a telling word.
        """
        found = {term: self.term(term).docs for term in terms}
        order = sorted(range(len(terms)), key=lambda i: len(found[terms[i]]))
        sets = (DocSet(self.size, found[terms[i]]) for i in order)
        docs = reduce(DocSet.__and__, sets).docs
        starts: Docs | None = None
        places: dict[str, Docs] = {}
        for i in order:
            if not len(docs):
                break
            term = terms[i]
            if term not in places:
                most = len(docs) * MOST > len(found[term])
                places[term] = self.all_places(term) if most else self.places(term, docs)
            here = places[term]
            here = (here[self._inside(here, field)] if field else here) - i
            starts = here if starts is None else common(starts, here)
            docs = distinct(starts >> POSITION_BITS)
        return docs

    def known_as(self, key: str) -> Docs:
        """The documents known by an id key, ascending; deleted ones are left out."""
        wanted = key.encode(errors="replace")
        docs = []
        for part in self.parts:
            field = part.arrays.field(KNOWN_AS)
            number = field.terms.find(wanted)
            if number is not None:
                docs.append(field.postings(number).docs.astype(np.int64) + part.base)
        found = _joined(docs, np.int64)
        return found if self.live is None else found[self.live[found]]

    def listing(self, doc: int) -> bytes:
        """The listing of a document, as JSON."""
        part = self._part_of(doc)
        return part.arrays.listing(doc - part.base)

    def _part_of(self, doc: int) -> _Part:
        return self.parts[sum(one.base <= doc for one in self.parts) - 1]

    def own_id(self, doc: int) -> str:
        """The key of a document's own id."""
        part = self._part_of(doc)
        return part.arrays.ids[doc - part.base].decode()


def _placed(docs: Docs, counts: NDArray[np.integer[Any]], positions: NDArray[np.uint16]) -> Docs:
    """Document and position in one number, for `counts` positions of each document."""
    places: Docs = np.repeat((docs << POSITION_BITS) + ORIGIN, counts)
    places += positions
    return places


def _weights(field: Field, times: Docs) -> Weights:
    """What a term weighs that stands so many times in a field."""
    counted = np.minimum(times, 1) if field.use.counts_once else times
    weights = np.minimum(counted * tenths(field.use.weight), np.iinfo(np.uint16).max)
    return weights.astype(np.uint16)


def _joined(pieces: Sequence[NDArray[Number]], dtype: type[Number]) -> NDArray[Number]:
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=dtype)
