"""A request becomes a query, and a reading that can be shown and taken back.

Never fails: what cannot be used is told in a notice and left out.
"""

from search.understanding.composing import Part, Read
from search.understanding.entities import (
    NO_LEXICON,
    NO_NAMES,
    Atlas,
    Lexicon,
    Names,
    Near,
    Speller,
    closest_names,
    full_name,
    spot_name,
)
from search.understanding.question import (
    Clause,
    ClauseKind,
    Disambiguation,
    Highlights,
    Reading,
    Run,
    normal,
    text_without,
    without,
)
from search.understanding.understood import Understood, query_of, understand

__all__ = [
    "NO_LEXICON",
    "NO_NAMES",
    "Atlas",
    "Clause",
    "ClauseKind",
    "Disambiguation",
    "Highlights",
    "Lexicon",
    "Names",
    "Near",
    "Part",
    "Read",
    "Reading",
    "Run",
    "Speller",
    "Understood",
    "closest_names",
    "full_name",
    "normal",
    "query_of",
    "spot_name",
    "text_without",
    "understand",
    "without",
]
