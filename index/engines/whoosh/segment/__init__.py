"""One segment: its files, and its arrays opened for reading."""

from index.engines.whoosh.segment.files import (
    CONCEPTS,
    DIGEST_BYTES,
    KEYS_FILE,
    MENTIONS,
    PARTS,
    TAGS,
    not_self_checked,
    part_path,
)
from index.engines.whoosh.segment.postings import Piece, Rows
from index.engines.whoosh.segment.segment import Field, Segment

__all__ = [
    "CONCEPTS",
    "DIGEST_BYTES",
    "KEYS_FILE",
    "MENTIONS",
    "PARTS",
    "TAGS",
    "Field",
    "Piece",
    "Rows",
    "Segment",
    "not_self_checked",
    "part_path",
]
