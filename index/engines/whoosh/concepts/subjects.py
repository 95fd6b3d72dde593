"""How the terms are stored that say what a listing is about (`index.terms.subjects`).

    <segment>.subjects   starts [n + 1] int64, terms uint32: of each document the distinct terms of
                         its subject fields, ascending, without stop words and single letters

Both this and `index.engines.whoosh.concepts.tags` begin with the tokens of the subject fields in
the order of the text. A segment holds them by term, so that they are picked out and sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segment import Piece, Rows
from index.generation import Int64, StringTable, changes, starts_of
from index.listing import SEARCHED, SUBJECTS
from index.terms import is_content_term

DOCS_AT_A_TIME = 1 << 16
"""A token has 16 bits for its document, counted from the first of those at hand."""

DOC_SHIFT, PLACE_SHIFT, FIELD_SHIFT = np.uint64(48), np.uint64(32), np.uint64(29)
_TERM = np.uint64((1 << 29) - 1)
_FIELD = np.uint64(7)

_NAMES = [field.name for field in SEARCHED]
_NUMBERS = np.array(
    [SUBJECTS.index(name) + 1 if name in SUBJECTS else 0 for name in _NAMES], np.uint8
)
"""[F] of each searched field, its place among `SUBJECTS`, counted from 1, or 0."""
Tokens = NDArray[np.uint64]
"""Document, position, number among `SUBJECTS` and term, in this order from the highest bits on."""


class SubjectTokens(msgspec.Struct, frozen=True, eq=False):
    """The tokens of the subject fields of `size` documents, by term, and by place within one."""

    size: int
    tokens: Tokens
    """A term is told by its place in `terms`."""
    terms: Int64
    """[U] the numbers of the terms in the segment, ascending."""
    words: list[bytes]
    """[U] the terms themselves."""

    def in_text_order(self) -> Tokens:
        """The same tokens, by document and position."""
        # Two passes of 16 bits that count: less than half the time of comparing.
        order = np.argsort((self.tokens >> PLACE_SHIFT).astype(np.uint16), kind="stable")
        tokens = self.tokens[order]
        by_document: Tokens = tokens[_by_document(tokens)]
        return by_document

    def rows(self) -> Rows:
        """Of each document the distinct content terms."""
        terms = (word.decode() for word in self.words)
        content = np.fromiter(map(is_content_term, terms), np.bool_, len(self.words))
        pairs = self.tokens[content[terms_of(self.tokens)]]
        pairs = pairs[changes(pairs >> DOC_SHIFT << DOC_SHIFT | pairs & _TERM)]
        pairs = pairs[_by_document(pairs)]
        sizes = np.bincount((pairs >> DOC_SHIFT).astype(np.int64), minlength=self.size)
        return Rows(starts_of(sizes), self.terms[terms_of(pairs)].astype(np.uint32))


def _by_document(tokens: Tokens) -> Int64:
    return np.argsort((tokens >> DOC_SHIFT).astype(np.uint16), kind="stable")


def subject_tokens(
    pieces: Iterable[Piece],
    terms: Sequence[bytes] | StringTable,
    bounds: NDArray[np.uint16],
    first: int,
    last: int,
) -> SubjectTokens:
    """The tokens of the subject fields of documents `first` to `last`, counted from `first`.

    `terms` and `bounds` (`Segment.bounds`) are those of all documents. Raises ValueError for more
    documents than `DOCS_AT_A_TIME`.
    """
    if last - first > DOCS_AT_A_TIME:
        raise ValueError(f"{last - first} documents are too many at a time")
    # One look at a map of all positions tells the field of each: two comparisons for each of five
    # fields would take several times as long.
    sizes = np.diff(bounds[first:last]).reshape(-1)
    field_at = np.repeat(np.tile(_NUMBERS, last - first), sizes)
    begins = starts_of(bounds[first:last, -1])[:-1]
    held: list[Tokens] = [np.empty(0, np.uint64)]
    for piece in pieces:
        numbers = np.repeat(np.arange(len(piece.sizes), dtype=np.uint32), piece.sizes)
        docs, positions, counts = piece.docs, piece.positions, piece.counts
        if (first, last) != (0, len(bounds)):
            inside = (docs >= first) & (docs < last)
            positions = positions[np.repeat(inside, counts)]
            numbers, docs, counts = numbers[inside], docs[inside] - np.uint32(first), counts[inside]
        posting = np.repeat(np.arange(len(docs), dtype=np.int32), counts)
        fields = field_at.take(begins[docs].take(posting) + positions)
        some = np.flatnonzero(fields.astype(np.bool_))
        of = posting[some]
        held.append(
            docs[of].astype(np.uint64) << DOC_SHIFT
            | positions[some].astype(np.uint64) << PLACE_SHIFT
            | fields[some].astype(np.uint64) << FIELD_SHIFT
            | (numbers[of] + np.uint32(piece.first)).astype(np.uint64)
        )
    tokens = np.concatenate(held)
    numbers_of = terms_of(tokens)
    new = changes(numbers_of)
    used = numbers_of[new]
    tokens += (np.cumsum(new) - 1 - numbers_of).astype(np.uint64)
    return SubjectTokens(last - first, tokens, used, [terms[n] for n in used.tolist()])


def terms_of(tokens: Tokens) -> Int64:
    """The number of each token's term."""
    return (tokens & _TERM).astype(np.int64)


def places_of(tokens: Tokens) -> Int64:
    """Document and position of each token, the document in the bits above 16."""
    return (tokens >> PLACE_SHIFT).astype(np.int64)


def fields_of(tokens: Tokens) -> NDArray[np.uint8]:
    """Which of `SUBJECTS` each token stands in, counted from 1."""
    return (tokens >> FIELD_SHIFT & _FIELD).astype(np.uint8)
