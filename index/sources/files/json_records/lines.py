"""Whether the lines of a damaged JSON text stand alone, each with a record of its own."""

from __future__ import annotations

import re

import msgspec

_PAGE_START = re.compile(rb'"(?:studies|results)"\s*:\s*\[')
_DECODER = msgspec.json.Decoder(msgspec.Raw)


def stand_alone(text: bytes) -> bool:
    """Whether lines stand alone; told by the first that could not stand as it does.

    In one document, nothing but ``[``, ``,`` or ``:`` comes before an object, and no other object
    right after it. Among JSON lines, no whole object has a comma after it. Torn lines say nothing.
    """
    before = b""
    whole = seen = False
    for line in (stripped for one in text.split(b"\n") if (stripped := one.strip())):
        if not before and _decodes(line):
            return True
        if whole and line.startswith(b"{"):
            return True
        if _is_whole(line.removesuffix(b",")):
            seen = True
            whole = not line.endswith(b",")
            if not whole:
                return False
            if before[-1:] not in b"[,:":
                return True
        else:
            whole = False
        before = line
    return seen and not text.lstrip().startswith(b"[") and not _PAGE_START.search(text)


def _is_whole(line: bytes) -> bool:
    """Whether a line is an object that is not empty."""
    return line.startswith(b"{") and line.endswith(b"}") and len(line) > 2 and _decodes(line)


def _decodes(line: bytes) -> bool:
    try:
        _DECODER.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True
