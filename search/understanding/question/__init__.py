"""The text of a question, and what is said of how it was read."""

from search.understanding.question.clauses import (
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Highlights,
    Reading,
    Run,
)
from search.understanding.question.crisis import crisis_notices
from search.understanding.question.text import (
    PART,
    Span,
    blanked,
    covered,
    instead,
    normal,
    open_text,
    plain_spans,
    text_without,
    without,
)

__all__ = [
    "PART",
    "Choice",
    "Clause",
    "ClauseKind",
    "Disambiguation",
    "Highlights",
    "Reading",
    "Run",
    "Span",
    "blanked",
    "covered",
    "crisis_notices",
    "instead",
    "normal",
    "open_text",
    "plain_spans",
    "text_without",
    "without",
]
