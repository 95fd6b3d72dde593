"""Words in a question: concepts they name, spelling, the closest name."""

from search.understanding.words.closest import REMARK, closest_names, nearest_phrases
from search.understanding.words.concepts import (
    NO_NAMES,
    ConceptPhrase,
    Names,
    Word,
    concept_phrases,
    spoken,
)
from search.understanding.words.lexicon import NO_LEXICON, Lexicon
from search.understanding.words.speller import Speller

__all__ = [
    "NO_LEXICON",
    "NO_NAMES",
    "REMARK",
    "ConceptPhrase",
    "Lexicon",
    "Names",
    "Speller",
    "Word",
    "closest_names",
    "concept_phrases",
    "nearest_phrases",
    "spoken",
]
