"""Text becomes terms, by one chain for listings and questions.

Knows no listing. What the chain does has a version: an index built by another is refused.
"""

from index.analysis.analyzer import Edge, Token, analyse, analyse_chunk, version
from index.analysis.folding import completion_key, folded, place_key, without_apostrophes
from index.analysis.markers import MARKERS, Status
from index.analysis.query_analyzer import (
    STOP_WORDS,
    AskedStatus,
    TermGroup,
    asked_statuses,
    phrase_terms,
    term_groups,
)
from index.analysis.spelled import LONGEST, SHORTEST, is_spelled, spelled_words
from index.analysis.stemming import STEMMER_MODULE, fold, term
from index.analysis.tokens import HEADS
from index.analysis.truecasing import without_shouting

__all__ = [
    "HEADS",
    "LONGEST",
    "MARKERS",
    "SHORTEST",
    "STEMMER_MODULE",
    "STOP_WORDS",
    "AskedStatus",
    "Edge",
    "Status",
    "TermGroup",
    "Token",
    "analyse",
    "analyse_chunk",
    "asked_statuses",
    "completion_key",
    "fold",
    "folded",
    "is_spelled",
    "phrase_terms",
    "place_key",
    "spelled_words",
    "term",
    "term_groups",
    "version",
    "without_apostrophes",
    "without_shouting",
]
