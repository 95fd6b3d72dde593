"""A request becomes a query, and a reading that can be shown and taken back.

Never fails: what cannot be used is told in a notice and left out.
"""

from search.understanding.clauses import (
    Clause,
    ClauseKind,
    Disambiguation,
    Highlights,
    Reading,
    Run,
)
from search.understanding.match import Part, Read
from search.understanding.places import Atlas, Near, full_name, spot_name
from search.understanding.text import normal, text_without, without
from search.understanding.understood import Understood, query_of, understand
from search.understanding.words import NO_LEXICON, NO_NAMES, Lexicon, Names, Speller, closest_names

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
