"""The bytes of a file, plain or gzipped, read in pieces; damage ends them, but loses none."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Literal, Protocol

from index.sources.files.encodings import in_utf8

_PIECE = 1 << 18
_UNPACKED_PIECE = 1 << 20
_KEPT = 1 << 16
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_MEMBER_FAULTS = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError)


class Opens(Protocol):
    """What can be opened to read its bytes: a path, or a member of an archive."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """The bytes from their start. Raises OSError where they cannot be read."""
        ...


class Contents:
    """A file's bytes without a byte order mark; unpacked where they begin as gzip does.

    After reading, `fault` says why they ended too early; it is empty where they did not.
    """

    def __init__(self, place: Opens) -> None:
        self._place = place
        self._kept: bytes | None = None
        self.fault = ""
        self.guessed = ""
        """The encoding that was guessed where the text is not what it seems; empty for most."""

    def pieces(self) -> Iterator[bytes]:
        """The bytes in order. Raises OSError for a file that cannot be opened or read."""
        if self._kept is not None and len(self._kept) <= _KEPT and not self.fault:
            if self._kept:
                yield self._kept
            return
        self.fault = ""
        try:
            with self._place.open("rb") as file:
                start = file.read(_PIECE)
                pieces = iter(lambda: file.read(_PIECE), b"")
                if start.startswith(_GZIP):
                    yield from self._unpacked(start, pieces)
                elif start:
                    yield start.removeprefix(_BOM)
                    yield from pieces
        except (zlib.error, *_MEMBER_FAULTS) as fault:
            self.fault = f"it is damaged here in its archive ({fault})"

    @contextmanager
    def seekable(self, in_memory: int, most: int) -> Iterator[IO[bytes]]:
        """The bytes as a file that can be read anywhere: a plain file itself, or else a copy
        without a name, up to so many bytes in memory; `fault` says where it would be longer than
        `most`."""
        if isinstance(self._place, Path) and not self._is_packed():
            with self._place.open("rb") as file:
                yield file
            return
        with tempfile.SpooledTemporaryFile(max_size=in_memory) as copy:
            size = 0
            for piece in self.pieces():
                size += len(piece)
                if size > most:
                    self.fault = f"is longer than {most >> 20:,} MB in what it is packed in"
                    break
                copy.write(piece)
            copy.seek(0)
            yield copy

    def _is_packed(self) -> bool:
        with self._place.open("rb") as file:
            return file.read(2) == _GZIP

    def utf8(self) -> Iterator[bytes]:
        """The bytes of a text in UTF-8, whichever encoding it has; see `encodings`."""
        return in_utf8(self.pieces(), self)

    def _unpacked(self, piece: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
        unpack = zlib.decompressobj(wbits=31)
        first = True
        while piece:
            try:
                out = unpack.decompress(piece, _UNPACKED_PIECE)
            except zlib.error:
                self.fault = "the gzip data is damaged here"
                return
            if out:
                yield out.removeprefix(_BOM) if first else out
                first = False
            if unpack.eof:
                # A gzip file may hold several members; zeros after the last one are padding.
                piece = unpack.unused_data.lstrip(b"\0") or next(pieces, b"").lstrip(b"\0")
                if piece:
                    unpack = zlib.decompressobj(wbits=31)
                continue
            piece = unpack.unconsumed_tail or next(pieces, b"")
        if not unpack.eof:
            self.fault = "the gzip file breaks off here: it was cut short"

    def head(self) -> bytes:
        """The first bytes, some 64 kB; a file of no more is kept and not opened again."""
        if self._kept is None:
            self._kept = self.start(_KEPT)
        return self._kept

    def start(self, most: int) -> bytes:
        """The first bytes, at most `most` and one more to show that there are more."""
        return _first(self.pieces(), most)

    def text_start(self, most: int) -> bytes:
        """The first bytes of a text in UTF-8, at most `most` and one more."""
        return _first(self.utf8(), most)


def _first(pieces: Iterator[bytes], most: int) -> bytes:
    found = b""
    for piece in pieces:
        found += piece
        if len(found) > most:
            break
    return found[: most + 1]
