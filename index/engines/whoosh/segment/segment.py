"""The files of one segment: what was written, as mapped arrays.

<name>.terms      the terms of the text, and where the postings of each begin
<name>.docs       documents of every posting, ascending within a term
<name>.weights    tenths of a weighted term, for every posting
<name>.counts     positions of every posting
<name>.positions  positions, in the order of the postings
<name>.keys       the keys of ids, where the postings of each begin, and the documents of these
<name>.documents  per document: length, where its fields begin, digest of its listing
<name>.listings   the listings themselves, as JSON
<name>.columns    facet, sort and site columns
<name>.subjects   per document, the terms of its subject fields (the room `concepts`)

These are `PARTS`. A generation that was built with a vocabulary has two files more of each segment,
which are not opened with the others: <name>.concepts (`index.engines.whoosh.concepts.tags`), and
that of mentions (`index.engines.whoosh.concepts.mentions`); and one for all segments together
(`index.engines.whoosh.concepts.keys`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.schema import KNOWN_AS, TEXT
from index.engines.whoosh.segment.files import DIGEST_BYTES, PARTS, part_path
from index.engines.whoosh.segment.postings import Piece, Positions, Postings, Rows, UInt16, UInt32
from index.generation import ArrayFile, Int64, StringTable, ranges
from index.listing import LENGTH_SCALE, SEARCHED

STRIDE = 512
"""One in so many terms of a field is held in memory: finding one of a million takes 4 µs so, and
14 µs by halving alone."""


class Segment:
    """One segment, opened for reading. Raises `IndexDamaged` for a file that is not whole."""

    def __init__(self, directory: Path, name: str) -> None:
        self.name = name
        self._parts = {part: ArrayFile(part_path(directory, name, part)) for part in PARTS}
        self.lengths: UInt32 = self.array("documents", "lengths")
        self.size = len(self.lengths)
        """How many documents it has, deleted ones as well."""
        self._starts: Int64 = self._parts["listings"].array("starts")
        self._fields = {
            KNOWN_AS: Field(self._parts, KNOWN_AS, terms="keys", docs="keys"),
            TEXT: Field(self._parts, TEXT, terms="terms", docs="docs"),
        }

    def field(self, name: str) -> Field:
        """The postings of a field. Raises KeyError where there is none of that name."""
        return self._fields[name]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have postings, by name."""
        return tuple(self._fields)

    @property
    def bounds(self) -> UInt16:
        """Per document, where each searched field begins among its positions, and the end."""
        return self.array("documents", "bounds").reshape(-1, len(SEARCHED) + 1)

    @property
    def ids(self) -> StringTable:
        """Per document, the key of its own id."""
        return StringTable(
            self.array("documents", "ids.blob"), self.array("documents", "ids.starts")
        )

    @property
    def samples(self) -> NDArray[np.bool_]:
        """Which documents are samples."""
        return self.array("documents", "samples")

    @property
    def digests(self) -> NDArray[np.uint8]:
        """Per document, the digest of its listing: `DIGEST_BYTES` bytes."""
        return self.array("documents", "digests").reshape(-1, DIGEST_BYTES)

    @property
    def subjects(self) -> Rows:
        """Per document, the numbers of the content terms of its subject fields."""
        return Rows(self.array("subjects", "starts"), self.array("subjects", "terms"))

    def column(self, name: str) -> NDArray[Any]:
        """An array of the columns, by name."""
        return self.array("columns", name)

    def array(self, part: str, name: str) -> NDArray[Any]:
        """A whole array of one of the files."""
        return self._parts[part].array(name)

    def listing(self, doc: int) -> bytes:
        """The listing of a document, as JSON."""
        return self.listings(doc, doc + 1).tobytes()

    def listings(self, start: int, stop: int) -> NDArray[np.uint8]:
        """The listings of documents `start` to `stop`, one after the other."""
        return self._parts["listings"].part("blob", *self._starts[[start, stop]].tolist())

    def release(self, part: str) -> None:
        """Lets go of the memory of a part that will hardly be asked for again."""
        self._parts[part].release()

    def check(self) -> None:
        """Reads and checks every byte."""
        for part in self._parts.values():
            part.check()


class Field:
    """The postings of one field in one segment."""

    def __init__(self, parts: dict[str, ArrayFile], name: str, *, terms: str, docs: str) -> None:
        self._parts = parts
        self._name = name
        self._docs = parts[docs]
        lexicon = parts[terms]
        self.terms = StringTable(lexicon.array("blob"), lexicon.array("starts"))
        self._views = self.terms.blob.data, self.terms.starts.data
        self.starts: Int64 = lexicon.array("postings")
        self.has_positions = name in parts["positions"]
        if self.has_positions:
            self.position_starts: Int64 = lexicon.array("positions")

    def number(self, term: bytes) -> int | None:
        """The number of a term among `terms`, or None."""
        after = bisect_right(self._signposts, term) * STRIDE
        blob, starts = self._views
        low, high = max(after - STRIDE, 0), min(after, len(self.terms)) - 1
        while low <= high:
            middle = (low + high) // 2
            there = blob[starts[middle] : starts[middle + 1]].tobytes()
            if there == term:
                return middle
            if there < term:
                low = middle + 1
            else:
                high = middle - 1
        return None

    @cached_property
    def _signposts(self) -> list[bytes]:
        return [self.terms[number] for number in range(0, len(self.terms), STRIDE)]

    def postings(self, number: int) -> Postings:
        """The postings of a term, by its number among `terms`."""
        return self.span(number, number + 1)

    def span(self, first: int, last: int) -> Postings:
        """The postings of terms `first` to `last`, one term after the other."""
        start, stop = int(self.starts[first]), int(self.starts[last])
        docs = self._docs.part(self._name, start, stop)
        if self._name in self._parts["weights"]:
            return Postings(docs, self._parts["weights"].part(self._name, start, stop))
        return Postings(docs, np.full(len(docs), LENGTH_SCALE, dtype=np.uint16))

    def positions(self, number: int) -> Positions:
        """The positions of a term, by its number among `terms`."""
        return self.position_span(number, number + 1)

    def position_span(self, first: int, last: int) -> Positions:
        """The positions of terms `first` to `last`, one term after the other."""
        start, stop = int(self.starts[first]), int(self.starts[last])
        begin, end = int(self.position_starts[first]), int(self.position_starts[last])
        return Positions(
            self._parts["counts"].part(self._name, start, stop),
            self._parts["positions"].part(self._name, begin, end),
        )

    def pieces(self, chunk: int) -> Iterator[Piece]:
        """All postings with their positions, about `chunk` postings at a time."""
        for first, last in ranges(self.starts, chunk):
            held = self.position_span(first, last)
            yield Piece(
                first,
                np.diff(self.starts[first : last + 1]),
                self.span(first, last).docs,
                held.counts,
                held.positions,
            )
