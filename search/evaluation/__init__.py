"""Ranking, measured: judged questions, measures, comparisons, an accepted baseline."""

from search.evaluation.baseline import baseline_of, write_baseline
from search.evaluation.question_set import QuestionSet
from search.evaluation.report import evaluation_lines

__all__ = [
    "QuestionSet",
    "baseline_of",
    "evaluation_lines",
    "write_baseline",
]
