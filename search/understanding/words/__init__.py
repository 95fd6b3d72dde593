"""Words in a question: concepts they name, spelling, the closest name."""

from search.understanding.words.asking import orders, staying, tells_nothing
from search.understanding.words.beside import Beside, Token
from search.understanding.words.closest import REMARK, closest_names, nearest_phrases
from search.understanding.words.concepts import (
    NO_NAMES,
    ConceptPhrase,
    Names,
    Word,
    concept_candidates,
    concept_phrases,
    spoken,
)
from search.understanding.words.language import is_spanish, is_spanish_word, question_groups
from search.understanding.words.lexicon import NO_LEXICON, Lexicon
from search.understanding.words.spanish_names import (
    in_english,
    may_be_slip,
    may_mean,
    word_in_english,
)
from search.understanding.words.speller import Speller

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
    "concept_phrases",
    "in_english",
    "is_spanish",
    "is_spanish_word",
    "may_be_slip",
    "may_mean",
    "nearest_phrases",
    "orders",
    "question_groups",
    "spoken",
    "staying",
    "tells_nothing",
    "word_in_english",
]
