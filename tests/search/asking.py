"""Questions read as tests ask them: without a vocabulary, or with a few names."""

from __future__ import annotations

from search.request.request import SearchRequest
from search.understanding import reader as reading
from search.understanding.apart import RecognisedEntities
from search.understanding.composing.match import Read
from search.understanding.entities.people.narrowing import Preference
from search.understanding.entities.words.lexicon import NO_LEXICON
from search.understanding.question.clauses import Clause, ClauseKind


def read(question: str, taken: tuple[Clause, ...] = (), preferred: str = "") -> Read:
    """The reading of a question by somebody who knows no names."""
    clause = taken[0] if taken else Clause(ClauseKind.SEX, "", 0, 0)
    wishes = (Preference(clause, preferred),) if preferred else ()
    entities = RecognisedEntities(clauses=taken, preferred=wishes)
    return reading.read(SearchRequest(text=question), NO_LEXICON, entities)
