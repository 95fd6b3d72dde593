"""The files of a segment: which part stands where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.generation import COMPLETION_FILE, WORDS_FILE
from index.generation import SPELLED_NAMES_FILE as SPELLED_NAMES

KEYS_FILE = "concepts.keys"

PARTS = (
    "terms",
    "docs",
    "weights",
    "counts",
    "positions",
    "keys",
    "documents",
    "listings",
    "columns",
    "subjects",
)
CONCEPTS = "concepts"
MENTIONS = "mentions"
TAGS = (CONCEPTS, MENTIONS)
"""The parts that a segment has where it was written with a vocabulary."""

DIGEST_BYTES = 16


def part_path(directory: Path, name: str, part: str) -> Path:
    """Where a part of a segment lies."""
    return directory / f"{name}.{part}"


def not_self_checked(names: Iterable[str]) -> list[str]:
    """The files of an index that nothing checks while they are read: all but files of arrays."""
    own, parts = (WORDS_FILE, SPELLED_NAMES, COMPLETION_FILE, KEYS_FILE), (*PARTS, *TAGS)
    return [name for name in names if name not in own and name.rpartition(".")[2] not in parts]
