"""Which documents of a segment name which concepts in their subject fields.

    <segment>.concepts   starts [C + 1] int64, and of each concept's documents, ascending: docs
                         uint32, own uint16, below uint16, conditions uint8; version, as bytes

What a document is tagged with says `index.terms.concept_tags`; here it is found for many documents
at once. It depends on nothing but the document and the vocabulary, so that segments are tagged as
they are written and their tags are merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.concepts.subjects import (
    DOC_SHIFT,
    DOCS_AT_A_TIME,
    PLACE_SHIFT,
    SubjectTokens,
    Tokens,
    fields_of,
    places_of,
    subject_tokens,
    terms_of,
)
from index.engines.whoosh.schema import TEXT
from index.engines.whoosh.segment import CONCEPTS, Segment, part_path
from index.generation import ArrayFile, ArrayWriter, Int64, changes, ranges, starts_of
from index.listing import FIELD, SUBJECTS, tenths
from index.terms import CONDITION, NameTree, named_concepts, stable_order

AT_A_TIME = 4_096
"""Documents that are tagged together: some 150 names each, at 8 bytes, several times over."""

CHUNK = 2_000_000
"""Tags that are put in their places at a time: about 30 bytes of memory each."""

POSTINGS_AT_A_TIME = 2_000_000
"""Of a segment that is tagged later on: about 40 bytes of memory each."""

MOST_AT_ONCE = 1 << 16
"""Concepts that are: numbers of 16 bits are sorted by counting."""

OWN, BELOW = 1, 2
"""Bits of `Tagged.conditions`."""

_TENTHS = np.array([0, *(tenths(FIELD[name].use.weight) for name in SUBJECTS)], np.int64)
_CONDITION = SUBJECTS.index(CONDITION) + 1

LiveDocs = NDArray[np.bool_]


class Tagged(msgspec.Struct, frozen=True, eq=False):
    """Documents that name a concept or a narrower one, one concept's after the other's.

    `own` is the sum, in tenths, of the weights of the fields of all places where a name of it
    begins; `below` is that of all narrower ones, at any depth. Both end at 65,535.
    """

    docs: NDArray[np.uint32]
    """Ascending within a concept."""
    own: NDArray[np.uint16]
    below: NDArray[np.uint16]
    conditions: NDArray[np.uint8]
    """Whether it is one of the document's conditions: `OWN`, `BELOW`."""


class _Tags(Protocol):
    """The tags of some documents, by concept."""

    @property
    def version(self) -> str:
        """That of the vocabulary."""

    @property
    def starts(self) -> Int64:
        """[C + 1] where the tags of each concept begin."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the arrays of a span, `docs` first."""

    def span(self, first: int, last: int) -> msgspec.Struct:
        """The tags of concepts `first` to `last`: an array for each of the columns."""


Columns = TypeVar("Columns", bound=msgspec.Struct)
"""What is kept of the documents of a concept: arrays of one length, `docs` first."""


class Tags(msgspec.Struct, Generic[Columns], frozen=True, eq=False):
    """The tags of some documents, in memory."""

    version: str
    starts: Int64
    tagged: Columns

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the arrays."""
        return self.tagged.__struct_fields__

    def span(self, first: int, last: int) -> Columns:
        """The tags of concepts `first` to `last`."""
        rows = slice(int(self.starts[first]), int(self.starts[last]))
        return type(self.tagged)(*(getattr(self.tagged, one)[rows] for one in self.columns))


class SegmentTags(Generic[Columns]):
    """The tags of one segment, opened for reading. Safe to share between threads."""

    def __init__(self, path: Path, tagged: type[Columns]) -> None:
        self._file = ArrayFile(path)
        self._tagged = tagged
        self.starts: Int64 = self._file.array("starts")
        self.version: str = self._file.array("version").tobytes().decode()
        """That of what they were made by."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the arrays."""
        return self._tagged.__struct_fields__

    def concept(self, number: int) -> Columns:
        """The documents of a concept."""
        return self.span(number, number + 1)

    def span(self, first: int, last: int) -> Columns:
        """The documents of concepts `first` to `last`, one concept after the other."""
        rows = int(self.starts[first]), int(self.starts[last])
        return self._tagged(*(self._file.part(column, *rows) for column in self.columns))


class Concepts(SegmentTags[Tagged]):
    """Which documents of a segment name which concepts."""

    def __init__(self, directory: Path, name: str) -> None:
        super().__init__(part_path(directory, name, CONCEPTS), Tagged)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def listings(self, live: LiveDocs | None) -> Int64:
        """[C] how many documents each concept has, of those that are live (None: of all)."""
        if live is None:
            return np.diff(self.starts)
        counts = [np.empty(0, np.int64)]
        for first, last in _ranges(self.starts, CHUNK):
            stay = starts_of(live[self.span(first, last).docs])
            counts.append(np.diff(stay[self.starts[first : last + 1] - self.starts[first]]))
        return np.concatenate(counts)


def open_concepts(directory: Path, name: str) -> Concepts | None:
    """The tags of a segment; None where it was written without a vocabulary."""
    if not part_path(directory, name, CONCEPTS).exists():
        return None
    return Concepts(directory, name)


class TagPart(msgspec.Struct, frozen=True, eq=False):
    """Tags to be merged, of `size` documents, and which of these stay (None: all of them)."""

    tags: _Tags
    size: int
    live: LiveDocs | None = None

    @property
    def left(self) -> int:
        """How many documents are live."""
        return self.size if self.live is None else int(np.count_nonzero(self.live))

    @property
    def renumbered(self) -> NDArray[np.uint32]:
        """[size] the number of each live document, among these."""
        if self.live is None:
            return np.arange(self.size, dtype=np.uint32)
        return (np.cumsum(self.live) - 1).astype(np.uint32)


def tag_parts(tree: NameTree, subjects: SubjectTokens) -> list[TagPart]:
    """The tags of documents, of which the tokens are given."""
    numbers = tree.numbers(subjects.words)
    tokens = subjects.in_text_order()
    ends = [*range(0, subjects.size, AT_A_TIME), subjects.size]
    cuts = np.searchsorted(tokens, np.array(ends[1:-1], np.uint64) << DOC_SHIFT)
    return [
        TagPart(_tags(tree, part, numbers, first), last - first)
        for part, first, last in zip(np.split(tokens, cuts), ends[:-1], ends[1:], strict=True)
    ]


def tag_segment(directory: Path, name: str, tree: NameTree) -> None:
    """Writes the tags of a segment that has none: what `tag_parts` says of its documents."""
    segment = Segment(directory, name)
    field = segment.field(TEXT)
    written: list[TagPart] = []
    for first in range(0, segment.size, DOCS_AT_A_TIME):
        last = min(first + DOCS_AT_A_TIME, segment.size)
        tokens = subject_tokens(
            field.pieces(POSTINGS_AT_A_TIME), field.terms, segment.bounds, first, last
        )
        part = f"{name}_tags{len(written)}"
        write_tags(part_path(directory, part, CONCEPTS), tag_parts(tree, tokens))
        written.append(TagPart(Concepts(directory, part), last - first))
    write_tags(part_path(directory, name, CONCEPTS), written)
    for n in range(len(written)):
        part_path(directory, f"{name}_tags{n}", CONCEPTS).unlink()


def _tags(
    tree: NameTree, tokens: Tokens, term_numbers: NDArray[np.int32], base: int
) -> Tags[Tagged]:
    """The tags of documents from `base` on, counted from there, of tokens in text order."""
    numbers = term_numbers[terms_of(tokens)]
    named = np.flatnonzero(numbers)
    tokens = tokens[named]
    concepts, first = named_concepts(tree, numbers[named], places_of(tokens))
    begins = tokens[first]
    which, broader = tree.broader.each(concepts)
    kinds = np.where(broader == concepts[which], np.uint8(OWN), np.uint8(BELOW))
    # Names come in text order, and those of one concept still do when it alone is sorted by.
    order = stable_order(broader.astype(np.uint32))
    return _summed(tree, broader[order], begins[which[order]], kinds[order], base)


def _summed(
    tree: NameTree, concepts: NDArray[np.int32], begins: Tokens, kinds: NDArray[np.uint8], base: int
) -> Tags[Tagged]:
    """One tag for each concept and document, of names by concept and place."""
    new = np.flatnonzero(changes(concepts) | changes(begins >> PLACE_SHIFT))
    kinds = np.bitwise_or.reduceat(kinds, new) if len(new) else kinds
    concepts, begins = concepts[new], begins[new]
    docs, fields = begins >> DOC_SHIFT, fields_of(begins)
    new = np.flatnonzero(changes(concepts) | changes(docs))
    ends = np.append(new, len(docs))
    weights = _TENTHS[fields]
    own = np.diff(starts_of(np.where(kinds & OWN, weights, 0))[ends])
    below = np.diff(starts_of(np.where(kinds & BELOW, weights, 0))[ends])
    in_condition = np.where(fields == _CONDITION, kinds, 0).astype(np.uint8)
    most = np.iinfo(np.uint16).max
    return Tags(
        tree.version,
        starts_of(np.bincount(concepts[new], minlength=tree.concepts)),
        Tagged(
            docs[new].astype(np.uint32) - np.uint32(base),
            np.minimum(own, most).astype(np.uint16),
            np.minimum(below, most).astype(np.uint16),
            np.bitwise_or.reduceat(in_condition, new) if len(new) else in_condition,
        ),
    )


def write_tags(path: Path, parts: Sequence[TagPart], *, chunk: int = CHUNK) -> None:
    """Writes the tags of the live documents of `parts`, of one vocabulary, one part's after
    the other's, in memory for `chunk` tags."""
    # The sum of where the tags of a concept begin is where they begin in all.
    totals = np.sum([part.tags.starts for part in parts], axis=0)
    sizes = [np.empty(0, np.int64)]
    with ArrayWriter(path) as writer:
        writer.append("version", np.frombuffer(parts[0].tags.version.encode(), np.uint8))
        for column in parts[0].tags.columns:
            for first, last in _ranges(totals, chunk):
                values, per_concept = _placed(parts, column, first, last)
                writer.append(column, values)
                if column == "docs":
                    sizes.append(per_concept)
        writer.append("starts", starts_of(np.concatenate(sizes)))


def _placed(
    parts: Sequence[TagPart], column: str, first: int, last: int
) -> tuple[NDArray[Any], Int64]:
    """One column of concepts `first` to `last` of all parts, and the tags of each concept."""
    concepts: list[NDArray[np.uint16]] = []
    values: list[NDArray[Any]] = []
    base = 0
    for part in parts:
        tagged: Any = part.tags.span(first, last)
        sizes = np.diff(part.tags.starts[first : last + 1])
        of = np.repeat(np.arange(last - first, dtype=np.uint16), sizes)
        some = getattr(tagged, column)
        if column == "docs":
            some = part.renumbered[some] + np.uint32(base)
            base += part.left
        if part.live is not None:
            stays = part.live[tagged.docs]
            some, of = some[stays], of[stays]
        concepts.append(of)
        values.append(some)
    together = np.concatenate(concepts)
    order = np.argsort(together, kind="stable")
    return np.concatenate(values)[order], np.bincount(together, minlength=last - first)


def _ranges(starts: Int64, chunk: int) -> Iterator[tuple[int, int]]:
    for begin, end in ranges(starts, chunk):
        for first in range(begin, end, MOST_AT_ONCE):
            yield first, min(first + MOST_AT_ONCE, end)
