"""What was found becomes what is shown: hits, snippets, distances, reasons, JSON."""

from search.results.api_json import Answer, Completions, answer, answered_why, completions
from search.results.completion import (
    LEAST_TYPED,
    MAX_TYPED,
    MOST,
    ListedNames,
    Suggester,
    Suggestion,
)
from search.results.explanation import ClauseShare, Explanation, How, Matched, explanation_of
from search.results.highlighting import Highlighter
from search.results.lines import explanation_lines, results_lines, status_lines
from search.results.nearness import distance_of, nearness_of
from search.results.records import Record, record
from search.results.results import (
    FEW,
    MOST_FOLLOWING,
    Hit,
    HitGroup,
    Nearness,
    Relaxation,
    Results,
    ServiceStatus,
)
from search.results.snippets import snippet

__all__ = [
    "FEW",
    "LEAST_TYPED",
    "MAX_TYPED",
    "MOST",
    "MOST_FOLLOWING",
    "Answer",
    "ClauseShare",
    "Completions",
    "Explanation",
    "Highlighter",
    "Hit",
    "HitGroup",
    "How",
    "ListedNames",
    "Matched",
    "Nearness",
    "Record",
    "Relaxation",
    "Results",
    "ServiceStatus",
    "Suggester",
    "Suggestion",
    "answer",
    "answered_why",
    "completions",
    "distance_of",
    "explanation_lines",
    "explanation_of",
    "nearness_of",
    "record",
    "results_lines",
    "snippet",
    "status_lines",
]
