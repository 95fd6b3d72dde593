"""A request becomes a query, and a reading that can be shown and taken back.

Never fails: what cannot be used is told in a notice and left out.
"""

from search.understanding.composing import Part, Read
from search.understanding.cutting import is_alike_without
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
from search.understanding.operators import ItemKind
from search.understanding.question import (
    Clause,
    ClauseKind,
    Disambiguation,
    Highlights,
    Reading,
    Run,
    normal,
    open_text,
    plain_spans,
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
    "ItemKind",
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
    "is_alike_without",
    "normal",
    "open_text",
    "plain_spans",
    "query_of",
    "spot_name",
    "text_without",
    "understand",
    "without",
]
