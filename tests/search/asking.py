"""Questions read as tests ask them: without a vocabulary, or with a few names."""

from __future__ import annotations

from search import reading
from search.lexicon import NO_LEXICON
from search.reading import Heard, Read
from search.request import SearchRequest
from search.results import Clause


def read(question: str, taken: tuple[Clause, ...] = (), preferred: str = "") -> Read:
    """The reading of a question by somebody who knows no names."""
    heard = Heard(clauses=taken, preferred=preferred)
    return reading.read(SearchRequest(text=question), NO_LEXICON, heard)
