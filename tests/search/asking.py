"""Questions read as tests ask them: without a vocabulary, or with a few names."""

from __future__ import annotations

from search import reading
from search.lexicon import NO_LEXICON
from search.reading import Heard, Read
from search.request import SearchRequest
from search.results import Clause, ClauseKind
from search.who_asks import Preference


def read(question: str, taken: tuple[Clause, ...] = (), preferred: str = "") -> Read:
    """The reading of a question by somebody who knows no names."""
    clause = taken[0] if taken else Clause(ClauseKind.SEX, "", 0, 0)
    wishes = (Preference(clause, preferred),) if preferred else ()
    heard = Heard(clauses=taken, preferred=wishes)
    return reading.read(SearchRequest(text=question), NO_LEXICON, heard)
