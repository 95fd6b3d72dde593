"""Bytes of a table → text, whichever encoding a program saved it in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from index.sources.files.contents import Contents


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 as Windows-1252 has them; Latin-1 is the same but for controls."""
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


def decoded(contents: Contents) -> Iterator[str]:
    """The text of a table in pieces, without byte order marks and zeros, which only damage it.

    Bytes that are no UTF-8 are Windows-1252 wherever they stand, so that every cell is text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("listings-as-windows")
    for piece in contents.utf8():
        yield _clean(decoder.decode(piece))
    yield _clean(decoder.decode(b"", final=True))


def _clean(text: str) -> str:
    return text.replace("\0", "").replace("\ufeff", "")
