"""Units, alone or joined by a slash: *mg*, *ml/min/1.73 m2*, *mg per kg*."""

from __future__ import annotations

from search.understanding.entities.quantities.numbers import any_of
from search.understanding.entities.quantities.word_lists import WORDS

_WORDS = any_of(one for one in WORDS.units if one[0].isalpha())
_SIGNS = any_of(one for one in WORDS.units if not one[0].isalpha())

ONE = (
    rf"(?:\s*-?(?:{_WORDS})(?![^\W\d_])|\s*(?:{_SIGNS})(?![^\W\d_])"
    rf"|(?:{any_of(WORDS.near_units)})(?![\w])|\s(?-i:{any_of(WORDS.spaced_letters)})(?![\w/'’-])"
    r"|\s?[x×]\s?10\^?\d+)"
)
UNIT = rf"(?:{ONE}(?:(?:\s*/\s*|\s+per\s+)(?:1\.73\s*)?(?:{any_of(WORDS.per_units)})(?!\w)){{0,3}})"
"""With the space before it."""
