"""Terms of a Whoosh index as arrays: document numbers, weights, scores, positions.

The score is Whoosh's own BM25F over one field whose posting weight is the sum of field
weight x occurrences, which is the simple BM25F of Robertson, Zaragoza and Taylor (2004):
idf · w · (k1 + 1) / (w + k1 · (1 - b + b · length / average length)),
idf = ln(N / (n + 1)) + 1.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from threading import Lock

import msgspec
import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

from index.whoosh.schema import KNOWN_AS, TEXT

B = 0.75
K1 = 1.2
CACHED_TERMS = 2_000
POSITION_BITS = 24
"""A document number above these bits, a position below: 16 million positions are far more than
the longest listing has."""

Docs = NDArray[np.int64]
Scores = NDArray[np.float64]


class Matched(msgspec.Struct, frozen=True, eq=False):
    """Documents that match something, ascending, each with its score."""

    docs: Docs
    scores: Scores


NOTHING = Matched(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64))


class Postings:
    """The postings of one generation, with the scores of recent terms kept."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._lock = Lock()
        self._terms: OrderedDict[str, Matched] = OrderedDict()
        self.size: int = reader.doc_count_all()
        lengths = np.fromiter(
            (reader.doc_field_length(doc, TEXT, 1) for doc in range(self.size)),
            dtype=np.float64,
            count=self.size,
        )
        average = (reader.field_length(TEXT) / self.size if self.size else 0.0) or 1.0
        self._saturation = K1 * ((1 - B) + B * lengths / average)

    def term(self, text: str) -> Matched:
        """The documents that hold a term, scored."""
        with self._lock:
            known = self._terms.get(text)
            if known is not None:
                self._terms.move_to_end(text)
                return known
            found = self._read(text)
            self._terms[text] = found
            if len(self._terms) > CACHED_TERMS:
                self._terms.popitem(last=False)
            return found

    def _read(self, text: str) -> Matched:
        try:
            matcher = self._reader.postings(TEXT, text.encode())
        except TermNotFound:
            return NOTHING
        docs: list[int] = []
        weights: list[float] = []
        while matcher.is_active():
            docs.append(matcher.id())
            weights.append(matcher.weight())
            matcher.next()
        numbers = np.array(docs, dtype=np.int64)
        weight = np.array(weights, dtype=np.float64)
        idf = math.log(self.size / (len(docs) + 1)) + 1
        return Matched(numbers, idf * (weight * (K1 + 1)) / (weight + self._saturation[numbers]))

    def phrase(self, terms: tuple[str, ...]) -> Matched:
        """The documents that hold the terms one after the other; the terms' scores add up.

        Positions are read from the rarest term on, and only for documents that are still in
        question, so that *of the* costs nothing beside a telling word.
        """
        matched = {term: self.term(term) for term in terms}
        rarest_first = sorted(range(len(terms)), key=lambda i: len(matched[terms[i]].docs))
        docs = matched[terms[rarest_first[0]]].docs
        for i in rarest_first[1:]:
            docs = np.intersect1d(docs, matched[terms[i]].docs, assume_unique=True)
        starts: Docs | None = None
        positions: dict[str, Docs] = {}
        for i in rarest_first:
            if not len(docs):
                return NOTHING
            if terms[i] not in positions:
                positions[terms[i]] = self._positions(terms[i], docs)
            here = positions[terms[i]] - i
            starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
            docs = np.unique(starts >> POSITION_BITS)
        scores = np.zeros(len(docs))
        for term in terms:
            scores += matched[term].scores[np.searchsorted(matched[term].docs, docs)]
        return Matched(docs, scores)

    def _positions(self, term: str, docs: Docs) -> Docs:
        """Where a term stands in the documents: document and position in one number, ascending."""
        found: list[int] = []
        with self._lock:
            matcher = self._reader.postings(TEXT, term.encode())
            for doc in docs.tolist():
                matcher.skip_to(doc)
                first = doc << POSITION_BITS
                found += [first + position for position in matcher.value_as("positions")]
        return np.array(found, dtype=np.int64)

    def known_as(self, key: str) -> list[int]:
        """The documents known by an id key."""
        with self._lock:
            try:
                return list(self._reader.postings(KNOWN_AS, key.encode(errors="replace")).all_ids())
            except TermNotFound:
                return []

    def stored(self, doc: int) -> bytes:
        """The stored listing of a document, as JSON."""
        with self._lock:
            value: bytes = self._reader.stored_fields(doc)["listing"]
            return value
