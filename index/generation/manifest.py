"""What a generation was built from and with, and the sum of every file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

MANIFEST = "manifest.json"


TAIL = 64


class FileSum(msgspec.Struct, frozen=True):
    """The size in bytes and SHA-256 of a file of a generation, and its last `TAIL` bytes in hex.

    A file that checks itself while it is read has its own sums' sum there, so that the tail tells
    it from every other file without reading the rest.
    """

    size: int
    sha256: str
    tail: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a generation is made of. `stamp` is equal for equal listings, schema, analysis,
    vocabulary and encoder."""

    generation: str
    stamp: str
    built: str
    schema: str
    analysis: str
    software: str
    listings: int
    samples: int
    files: dict[str, FileSum]
    vocabulary: str = ""
    """The version of the vocabulary that its listings are tagged with; empty without one."""
    encoder: str = ""
    """What its names were turned into vectors by; empty where they were not."""


def file_sum(path: Path) -> FileSum:
    """Size, SHA-256 and tail of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return FileSum(size=path.stat().st_size, sha256=digest.hexdigest(), tail=tail_of(path))


def tail_of(path: Path) -> str:
    """The last `TAIL` bytes of a file, in hex digits: what a cut or unfinished file lacks."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return file.read().hex()
