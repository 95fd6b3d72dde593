"""Bytes of a table → text, whichever encoding a program saved it in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

_SAMPLE = 400
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 as Windows-1252 has them; Latin-1 is the same but for controls.

    Told byte by byte, because files joined from several are in several encodings: ExPORTER's
    are Latin-1, and what people add to them is not.
    """
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    wrong = fault.object[fault.start : fault.end]
    return "".join(_WINDOWS[byte] for byte in wrong), fault.end


def _windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_WINDOWS = tuple(map(_windows, range(256)))
codecs.register_error("listings-as-windows", _as_windows)


def decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """The text in pieces, without a byte order mark and without zero characters.

    UTF-16 is known by its mark, or by zeros in every other byte; all else is UTF-8, and where
    it is none, Windows-1252.
    """
    rest = iter(pieces)
    first = b""
    for piece in rest:
        first += piece
        if len(first) >= _SAMPLE:
            break
    encoding = _encoding(first[:_SAMPLE])
    errors = "listings-as-windows" if encoding == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for mark, _ in _BOMS:
        first = first.removeprefix(mark)
    yield _clean(decoder.decode(first))
    for piece in rest:
        yield _clean(decoder.decode(piece))
    yield _clean(decoder.decode(b"", final=True))


def _encoding(start: bytes) -> str:
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 > len(start):
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def _clean(text: str) -> str:
    return text.replace("\0", "").replace("\ufeff", "")
