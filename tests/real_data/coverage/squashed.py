"""Texts without what may differ where the words are the same: marks, case, accents, escapes."""

from __future__ import annotations

import html
import re
import unicodedata

_UNSEEN_MARKS = re.compile(r"<U\+FEFF>|<TAB>|</?(?:sup|sub|b|i|p|br)\s*/?>", re.I)
_MARKS = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[a-z0-9]*")


def squashed(text: str) -> str:
    """Letters and digits alone, in small letters and without accents: ``m^2`` and ``m²`` are m2."""
    small = text.lower()
    if _PLAIN.fullmatch(small):
        return small
    if "&" in small:
        small = html.unescape(small)
    if "<" in small:
        small = _UNSEEN_MARKS.sub("", small)
    if not small.isascii():
        small = unicodedata.normalize("NFKD", small)
        small = "".join(one for one in small if not unicodedata.combining(one))
    return _MARKS.sub("", small)
