"""The postings of a generation as arrays over all its segments: terms, fields, phrases.

Documents are numbered through all segments, the first segment's first. Of one segment nothing
is copied; of several, a term's postings are joined when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import (
    KNOWN_AS,
    TEXT,
    ArraySegment,
    Concepts,
    Mentions,
    Segment,
    Tagged,
    open_concept_keys,
    open_concepts,
    open_mentions,
)
from index.listing import FIELD, SEARCHED, Field, tenths
from search.engines.whoosh.postings.docsets import Docs, Mask, Numbers
from search.engines.whoosh.postings.positions import (
    TermPositions,
    is_searched,
    phrase,
    term_key,
    term_positions,
)

Weights = NDArray[np.uint16]
Number = TypeVar("Number", bound=np.integer[Any])


class Postings(msgspec.Struct, frozen=True, eq=False):
    """The documents of a term, ascending, and its weight in each, in tenths.

    The documents are numbers of 32 bits where they could be left as they lie on disk: among many
    of them, few are found without converting all.
    """

    docs: Numbers
    weights: Weights


class Part:
    """One segment, whose documents begin at `base` among all."""

    def __init__(
        self, base: int, arrays: Segment, concepts: Concepts | None, mentions: Mentions | None
    ) -> None:
        self.base = base
        self.arrays = arrays
        self.concepts = concepts
        self.mentions = mentions
        self._terms = arrays.field(TEXT).terms

    @cached_property
    def subject_totals(self) -> Docs:
        """How many documents have each term among their subjects, deleted ones as well."""
        return np.bincount(self.arrays.subjects.terms, minlength=len(self._terms))

    def subject_counts(self, docs: Docs) -> Docs:
        """How many of some ascending documents have each term among their subjects."""
        bounds = np.array((self.base, self.base + self.arrays.size))
        first, last = docs.searchsorted(bounds).tolist()
        rows = self.arrays.subjects.rows(docs[first:last] - self.base)
        return np.bincount(rows.terms, minlength=len(self._terms))

    def with_subjects(self, docs: Docs, terms: Sequence[bytes]) -> Docs:
        """Those of some of its documents, ascending, that have all of some terms among their
        subjects."""
        for term in terms:
            number = self.number(term)
            rows = self.arrays.subjects.rows(docs - self.base)
            row_of = np.repeat(np.arange(len(docs)), np.diff(rows.starts))
            docs = docs[np.unique(row_of[rows.terms == number])] if number is not None else docs[:0]
        return docs

    def term(self, number: int) -> bytes:
        """The term of a number, in UTF-8."""
        return self._terms[number]

    def number(self, term: bytes) -> int | None:
        """The number of a term, if the segment has it."""
        return self.arrays.field(TEXT).number(term)


class Index:
    """What a generation's segments hold, as one. Safe to share between threads."""

    def __init__(self, directory: Path, segments: Sequence[ArraySegment]) -> None:
        self.parts: list[Part] = []
        self.size = 0
        """How many documents there are, deleted ones as well."""
        deleted: list[int] = []
        for segment in segments:
            name = segment.segment_id()
            arrays = Segment(directory, name)
            concepts, mentions = open_concepts(directory, name), open_mentions(directory, name)
            self.parts.append(Part(self.size, arrays, concepts, mentions))
            deleted += [self.size + doc for doc in segment.deleted_docs()]
            self.size += arrays.size
        self._keys = open_concept_keys(directory)
        self.live: Mask | None = None
        """Which documents are not deleted; None where none is."""
        if deleted:
            self.live = np.ones(self.size, dtype=np.bool_)
            self.live[deleted] = False
        self.lengths = np.concatenate([part.arrays.lengths for part in self.parts])

    def term(self, text: str, field: str = "") -> Postings:
        """The postings of a term, over all text or in one searched field alone; none in a field
        that is not searched."""
        key = term_key(text)
        docs, weights = [], []
        for part in self.parts if is_searched(field) else ():
            here = part.arrays.field(TEXT)
            number = here.number(key)
            if number is not None:
                found, weighing = _postings(part.arrays, number, field)
                docs.append(_from(part.base, found))
                weights.append(weighing)
        return Postings(_joined(docs, np.int64), _joined(weights, np.uint16))

    def tagged(self, key: str) -> Tagged:
        """The documents that name the concept of a key or a narrower one; none where it is not
        known, or nothing is tagged."""
        found: list[Tagged] = []
        number = None if self._keys is None else self._keys.number(key)
        for part in self.parts:
            if part.concepts is not None and number is not None:
                here = part.concepts.concept(number)
                found.append(msgspec.structs.replace(here, docs=_from(part.base, here.docs)))
        if len(found) == 1:
            return found[0]
        return Tagged(
            _joined([one.docs for one in found], np.uint32),
            _joined([one.own for one in found], np.uint16),
            _joined([one.below for one in found], np.uint16),
            _joined([one.conditions for one in found], np.uint8),
        )

    def with_subjects(self, docs: Docs, terms: Sequence[str]) -> Docs:
        """Those of some ascending documents that have all of some terms among their subjects."""
        keys = [term_key(one) for one in terms]
        bounds = [
            docs.searchsorted((part.base, part.base + part.arrays.size)) for part in self.parts
        ]
        return _joined(
            [
                part.with_subjects(docs[first:last], keys)
                for part, (first, last) in zip(self.parts, bounds, strict=True)
            ],
            np.int64,
        )

    def mentioning(self, key: str, bits: int) -> Docs:
        """The documents that mention the concept of a key or a narrower one in one of the kinds
        whose bits are given; none where it is not known, or no mentions are kept."""
        number = None if self._keys is None else self._keys.number(key)
        if number is None:
            return _joined([], np.int64)
        found = [
            part.mentions.concept(number).of_kinds(bits) + np.int64(part.base)
            for part in self.parts
            if part.mentions is not None
        ]
        return _joined(found, np.int64)

    def weights_by_field(self, text: str, doc: int) -> dict[str, int]:
        """The weight of a term of a document in each of its fields, in tenths. Nothing where it
        stands only behind the last position that is kept."""
        part = self._part_of(doc)
        here = term_positions(part.arrays, text)
        if here is None:
            return {}
        weights = {}
        for field in SEARCHED:
            times = here.times(np.array([doc - part.base]), field.name)
            if times[0]:
                weights[field.name] = int(_weights(field, times)[0])
        return weights

    def phrase(self, terms: tuple[str, ...], field: str = "") -> Docs:
        """The documents that hold the terms one after the other, in one field if it is named; none
        in a field that is not searched, and none of no terms."""
        parts = self.parts if terms and is_searched(field) else ()
        return _joined([phrase(part.arrays, terms, field) + part.base for part in parts], np.int64)

    def known_as(self, key: str) -> Docs:
        """The documents known by an id key, ascending; deleted ones are left out."""
        wanted = key.encode(errors="replace")
        docs = []
        for part in self.parts:
            field = part.arrays.field(KNOWN_AS)
            number = field.number(wanted)
            if number is not None:
                docs.append(field.postings(number).docs.astype(np.int64) + part.base)
        found = _joined(docs, np.int64)
        return found if self.live is None else found.compress(self.live[found])

    def listing(self, doc: int) -> bytes:
        """The listing of a document, as JSON."""
        part = self._part_of(doc)
        return part.arrays.listing(doc - part.base)

    def _part_of(self, doc: int) -> Part:
        return self.parts[sum(one.base <= doc for one in self.parts) - 1]

    def own_id(self, doc: int) -> str:
        """The key of a document's own id."""
        part = self._part_of(doc)
        return part.arrays.ids[doc - part.base].decode()


def _from(base: int, docs: Numbers) -> Numbers:
    """Numbers of documents over all segments, of those in the segment that begins at `base`."""
    return docs.astype(np.int64) + base if base else docs


def _postings(segment: Segment, number: int, field: str) -> tuple[Numbers, Weights]:
    """The documents of a term in a segment, and its weights: in one field, if it is named, where
    it stands there at all."""
    if not field:
        found = segment.field(TEXT).postings(number)
        return found.docs, found.weights
    here = TermPositions(segment, number)
    times = here.times(here.docs, field)
    there = times > 0
    return here.docs[there], _weights(FIELD[field], times[there])


def _weights(field: Field, times: Docs) -> Weights:
    """What a term weighs that stands so many times in a field."""
    counted = np.minimum(times, 1) if field.use.counts_once else times
    weights = np.minimum(counted * tenths(field.use.weight), np.iinfo(np.uint16).max)
    return weights.astype(np.uint16)


def _joined(pieces: Sequence[NDArray[Number]], dtype: type[Number]) -> NDArray[Number]:
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=dtype)
