"""Words in a question: concepts they name, spelling, the closest name, words of asking."""

from search.understanding.entities.words.asking import orders, staying, tells_nothing
from search.understanding.entities.words.beside import Beside, Token
from search.understanding.entities.words.closest import REMARK, closest_names, nearest_phrases
from search.understanding.entities.words.concepts import (
    NO_NAMES,
    ConceptPhrase,
    Names,
    Word,
    concept_candidates,
    may_name,
    spoken,
)
from search.understanding.entities.words.lexicon import NO_LEXICON, Lexicon
from search.understanding.entities.words.speller import Speller
from search.understanding.entities.words.whole_names import misspelt_names

__all__ = [
    "NO_LEXICON",
    "NO_NAMES",
    "REMARK",
    "Beside",
    "ConceptPhrase",
    "Lexicon",
    "Names",
    "Speller",
    "Token",
    "Word",
    "closest_names",
    "concept_candidates",
    "may_name",
    "misspelt_names",
    "nearest_phrases",
    "orders",
    "spoken",
    "staying",
    "tells_nothing",
]
