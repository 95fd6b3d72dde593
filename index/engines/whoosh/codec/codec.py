"""Whoosh's own extension point: what Whoosh needs to read a segment of arrays.

Stock Whoosh answers from these files through `Index.searcher`, one posting at a time. That makes
the index a true Whoosh index, and Whoosh the oracle that everything fast is tested against.
Segments are written by `index.engines.whoosh.writing.segment_writer` and
`index.engines.whoosh.writing.segment_merger`, not one posting at a time.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound

from index.engines.whoosh.codec.matcher import ArrayMatcher, Term
from index.engines.whoosh.schema import INDEX_NAME, LISTING, TEXT
from index.engines.whoosh.segment import Field, Segment
from index.errors import IndexDamaged
from index.listing import LENGTH_SCALE


class ArraySegment(base.Segment):  # type: ignore[misc]
    """What Whoosh's table of contents says of a segment: its name, its size, what is deleted.

    `name` holds digits and lower-case letters; the same name may not be given twice in an index.
    """

    def __init__(self, index_name: str, name: str, size: int, deleted: Iterable[int] = ()) -> None:
        self.indexname = index_name
        self.segid = name
        self.compound = False
        self._size = size
        self._deleted = frozenset(deleted)

    def __getstate__(self) -> dict[str, Any]:
        # A set is pickled in the order of its making; the same index has the same bytes.
        return self.__dict__ | {"_deleted": tuple(sorted(self._deleted))}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _deleted=frozenset(state["_deleted"]))

    def codec(self) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """How many documents it has, deleted ones as well."""
        return self._size

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Which of them are deleted, ascending."""
        return iter(sorted(self._deleted))

    def is_deleted(self, doc: int) -> bool:
        """Whether a document is deleted."""
        return doc in self._deleted

    def without(self, docs: Iterable[int]) -> ArraySegment:
        """The same segment with more documents deleted."""
        return ArraySegment(self.indexname, self.segid, self._size, self._deleted.union(docs))


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Opens the readers of a segment of arrays."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        """Terms and postings."""
        return ArrayTermsReader(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayDocumentReader:
        """Lengths, deletions and stored listings."""
        return ArrayDocumentReader(_open(storage, segment), segment)


# What reading a table of contents of the wrong content raises, in Whoosh and in its pickles.
_UNREADABLE = (
    whoosh_index.IndexError,
    pickle.UnpicklingError,
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    KeyError,
    MemoryError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
)


def contents(directory: Path) -> Sequence[ArraySegment]:
    """The segments of an index. Raises `IndexDamaged` where they cannot be read."""
    try:
        storage = FileStorage(str(directory), readonly=True)
        return tuple(whoosh_index.TOC.read(storage, INDEX_NAME).segments)
    except _UNREADABLE as damaged:
        raise IndexDamaged(f"its table of contents cannot be read ({damaged})") from damaged


def _open(storage: Any, segment: ArraySegment) -> Segment:
    return Segment(Path(storage.folder), segment.segment_id())


class ArrayDocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """Whoosh's view of the documents of a segment."""

    def __init__(self, arrays: Segment, segment: ArraySegment) -> None:
        self._arrays = arrays
        self._segment = segment

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """All documents."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, doc: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(doc)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return self._segment.deleted_docs()

    def doc_field_length(self, doc: int, field: str, default: int = 0) -> int:
        """The weighted length of a document, in tenths."""
        return int(self._arrays.lengths[doc]) if field == TEXT else default

    def field_length(self, field: str) -> int:
        """All lengths together."""
        return int(self._arrays.lengths.sum(dtype=int)) if field == TEXT else 0

    def min_field_length(self, field: str) -> int:
        """The shortest length."""
        lengths = self._arrays.lengths
        return int(lengths.min()) if field == TEXT and len(lengths) else 0

    def max_field_length(self, field: str) -> int:
        """The longest length."""
        return int(self._arrays.lengths.max(initial=0)) if field == TEXT else 0

    def stored_fields(self, doc: int) -> dict[str, bytes]:
        """The listing, as JSON."""
        return {LISTING: self._arrays.listing(doc)}


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """Whoosh's view of the terms of a segment."""

    def __init__(self, arrays: Segment) -> None:
        self._arrays = arrays

    def __contains__(self, term: Term) -> bool:
        return self._found(*term) is not None

    def _found(self, field: str, text: bytes) -> tuple[Field, int] | None:
        if field not in self._arrays.fields:
            return None
        number = self._arrays.field(field).terms.find(text)
        return None if number is None else (self._arrays.field(field), number)

    def _term(self, field: str, text: bytes) -> tuple[Field, int]:
        found = self._found(field, text)
        if found is None:
            raise TermNotFound(f"No term {field}:{text!r}")
        return found

    def indexed_field_names(self) -> tuple[str, ...]:
        """The fields that have terms."""
        return self._arrays.fields

    def terms(self) -> Iterator[Term]:
        """Every term, by field and text."""
        return ((name, text) for name in self._arrays.fields for text in self._field_terms(name))

    def _field_terms(self, name: str, first: int = 0) -> Iterator[bytes]:
        table = self._arrays.field(name).terms
        return (table[number] for number in range(first, len(table)))

    def terms_from(self, field: str, prefix: bytes) -> Iterator[Term]:
        """Every term from one on, in the same order as `terms`."""
        for name in self._arrays.fields:
            if name >= field:
                first = self._arrays.field(name).terms.place(prefix) if name == field else 0
                yield from ((name, text) for text in self._field_terms(name, first))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Every term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Every term from one on, with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms_from(field, prefix))

    def term_info(self, field: str, text: bytes) -> TermInfo:
        """Statistics of a term. Raises `TermNotFound`."""
        postings = self._postings(field, text)
        lengths = self._arrays.lengths[postings.docs]
        return TermInfo(
            weight=float(postings.weights.sum(dtype=int)) / LENGTH_SCALE,
            df=len(postings.docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(postings.weights.max()) / LENGTH_SCALE,
            minid=int(postings.docs[0]),
            maxid=int(postings.docs[-1]),
        )

    def _postings(self, field: str, text: bytes) -> Any:
        here, number = self._term(field, text)
        return here.postings(number)

    def frequency(self, field: str, text: bytes) -> float:
        """The weight of a term over all documents; 0 for a term that there is not."""
        return float(self.term_info(field, text).weight()) if (field, text) in self else 0.0

    def doc_frequency(self, field: str, text: bytes) -> int:
        """How many documents hold a term; 0 for a term that there is not."""
        return len(self._postings(field, text).docs) if (field, text) in self else 0

    def cursor(self, field: str, _: Any) -> ArrayCursor:
        """Walks the terms of a field."""
        return ArrayCursor(self, field, list(self._field_terms(field)))

    def matcher(self, field: str, text: bytes, format_: Format, scorer: Any = None) -> ArrayMatcher:
        """The postings of a term, one by one. Raises `TermNotFound`."""
        here, number = self._term(field, text)
        return ArrayMatcher(here, number, self._arrays, format_, (field, text), scorer)


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """A place among the terms of a field."""

    def __init__(self, reader: ArrayTermsReader, field: str, terms: list[bytes]) -> None:
        self._reader = reader
        self._field = field
        self._terms = terms
        self._at = 0

    def first(self) -> str | None:
        """Goes to the first term."""
        self._at = 0
        return self.text()

    def find(self, text: bytes | str) -> str | None:
        """Goes to the first term that is not less than `text`."""
        wanted = text.encode() if isinstance(text, str) else text
        self._at = sum(term < wanted for term in self._terms)
        return self.text()

    def next(self) -> str | None:
        """Goes to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The term here, or None behind the last one."""
        return self._terms[self._at].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """What is known of the term here."""
        return (
            self._reader.term_info(self._field, self._terms[self._at]) if self.is_valid() else None
        )

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._at < len(self._terms)
