"""Ranking, measured: judged questions, measures, comparisons, an accepted baseline."""

from search.evaluation.baseline import accepted
from search.evaluation.measures import AnyWord
from search.evaluation.question_set import evaluated
from search.evaluation.report import evaluation_lines

__all__ = [
    "AnyWord",
    "accepted",
    "evaluated",
    "evaluation_lines",
]
