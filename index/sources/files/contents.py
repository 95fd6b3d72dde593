"""The bytes of a file, plain or gzipped, read in pieces; damage ends them, but loses none."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

_PIECE = 1 << 18
_UNPACKED_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_LONGEST = 1 << 30
"""No line, and no JSON document, may be longer: 1 GiB is more than ten full registry pages."""


class Contents:
    """A file's bytes without a byte order mark; unpacked where they begin as gzip does.

    After reading, `fault` says why they ended too early; it is empty where they did not.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.fault = ""

    def pieces(self) -> Iterator[bytes]:
        """The bytes in order. Raises OSError for a file that cannot be opened or read."""
        with self._path.open("rb") as file:
            start = file.read(_PIECE)
            pieces = iter(lambda: file.read(_PIECE), b"")
            if start.startswith(_GZIP):
                yield from self._unpacked(start, pieces)
            elif start:
                yield start.removeprefix(_BOM)
                yield from pieces

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

    def start(self, most: int) -> bytes:
        """The first bytes, at most `most` and one more to show that there are more."""
        found = b""
        for piece in self.pieces():
            found += piece
            if len(found) > most:
                break
        return found[: most + 1]

    def lines(self) -> Iterator[bytes]:
        """Each line without its end; one that damage cut short is left out, as `fault` tells."""
        waiting: list[bytes] = []
        length = 0
        for piece in self.pieces():
            *ended, rest = piece.split(b"\n")
            if ended:
                yield b"".join([*waiting, ended[0]])
                yield from ended[1:]
                waiting, length = [], 0
            waiting.append(rest)
            length += len(rest)
            if length > _LONGEST:
                self.fault = "this line is longer than 1 GB; give the records as JSON lines"
                return
        last = b"".join(waiting)
        if last and not self.fault:
            yield last

    def whole(self) -> bytes:
        """Everything there is; what is beyond 1 GB is left out, as `fault` tells."""
        found: list[bytes] = []
        length = 0
        for piece in self.pieces():
            found.append(piece)
            length += len(piece)
            if length > _LONGEST:
                self.fault = "a JSON document of more than 1 GB; give the records as JSON lines"
                break
        return b"".join(found)
