"""Texts in UTF-16 and Windows-1252 as UTF-8, in pieces.

UTF-16 is known by its mark, or by zeros in every other byte. All else is UTF-8, but for pieces in
which more is not UTF-8 than is, and where what is not stands beside letters, as accents do: those
are Windows-1252, of which Latin-1 is a part. It is told piece by piece, since files that were
joined from several may be in several encodings.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Protocol

_UTF_16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 16
_HIGH = re.compile("[\udc80-\udcff]+")
_BESIDE_LETTERS = re.compile("(?<=[A-Za-z])[\udc80-\udcff]+|[\udc80-\udcff]+(?=[A-Za-z])")
_WIDE = re.compile("[^\x00-\x7f\udc80-\udcff]")
WINDOWS = "Windows-1252"


class Read(Protocol):
    """What is told of the text while it is read."""

    fault: str
    guessed: str


def in_utf8(pieces: Iterator[bytes], read: Read) -> Iterator[bytes]:
    """The text in UTF-8, without a mark. What cannot be told is left as it is.

    Where UTF-16 ends in the midst of a character, `fault` says so; `guessed` names an encoding
    that nothing but the letters showed.
    """
    first = next(pieces, b"")
    encoding, mark = _utf_16(first)
    if not encoding:
        yield from _utf_8(first, pieces, read)
        return
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    piece: bytes | None = first[mark:]
    try:
        while piece is not None:
            yield decoder.decode(piece).encode("utf-8", "surrogatepass")
            piece = next(pieces, None)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        read.fault = read.fault or "the text is no longer in UTF-16 here"


def _utf_16(first: bytes) -> tuple[str, int]:
    """The encoding where it is UTF-16, and how long its mark is."""
    for mark, encoding in _UTF_16:
        if first.startswith(mark):
            return encoding, len(mark)
    even, odd = first[:_SAMPLE:2], first[1:_SAMPLE:2]
    # Texts of these kinds begin with signs of ASCII, half of whose bytes are zero in UTF-16.
    if len(odd) > 1:
        if not any(odd) and all(even):
            return "utf-16-le", 0
        if not any(even) and all(odd):
            return "utf-16-be", 0
    return "", 0


def _utf_8(first: bytes, pieces: Iterator[bytes], read: Read) -> Iterator[bytes]:
    piece, rest = first, b""
    while piece:
        following = next(pieces, b"")
        if piece.isascii() and not rest:
            yield piece
        else:
            piece, rest = _whole(rest + piece, last=not following)
            yield _told(piece, read)
        piece = following
    if rest:
        yield rest


def _whole(piece: bytes, *, last: bool) -> tuple[bytes, bytes]:
    """A piece without a character that the next one may complete, and the start of that."""
    if last:
        return piece, b""
    for back in range(1, min(4, len(piece)) + 1):
        byte = piece[-back]
        if byte >= 0xC0:
            long = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return (piece[:-back], piece[-back:]) if long > back else (piece, b"")
        if byte < 0x80:
            break
    return piece, b""


def _told(piece: bytes, read: Read) -> bytes:
    try:
        piece.decode()
    except UnicodeDecodeError:
        text = piece.decode("utf-8", "surrogateescape")
    else:
        return piece
    strange = _HIGH.findall(text)
    if len(_BESIDE_LETTERS.findall(text)) * 2 < len(strange):
        return piece
    if len(_WIDE.findall(text)) > len(strange):
        return piece
    read.guessed = WINDOWS
    return _HIGH.sub(lambda found: _windows(found[0]), text).encode("utf-8", "surrogateescape")


def _windows(found: str) -> str:
    """Bytes that are no UTF-8 as Windows-1252 has them; those that it does not have stay."""
    return found.encode("utf-8", "surrogateescape").decode("cp1252", "surrogateescape")
