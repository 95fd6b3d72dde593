"""What was measured, as the lines that staff read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.evaluation.comparison import COMPARED, Change, Comparison
from search.evaluation.measures import Evaluation
from search.evaluation.question_set import Measured

SHOWN_CHANGES = 30
"""Gains, and losses, that are printed; JSON lists them all."""


def evaluation_lines(evaluation: Evaluation, other: str) -> Iterator[str]:
    """The means of each measure, and of each set of questions beside them; and what was gained
    and lost beside the `other` ranking, where two were compared."""
    yield f"{evaluation.questions} questions, {evaluation.without_hit} without a hit"
    columns = {"all": evaluation.measures, **evaluation.sets}
    if evaluation.sets:
        yield f"{'':14} " + " ".join(f"{name:>9}" for name in columns)
    for measure in evaluation.measures:
        yield f"{measure:14} " + " ".join(f"{means[measure]:9.4f}" for means in columns.values())
    if isinstance(evaluation, Measured) and evaluation.comparison:
        yield from _comparison_lines(evaluation.comparison, other)


def _comparison_lines(comparison: Comparison, other: str) -> Iterator[str]:
    yield f"compared with {_said(other)}: before, now, difference"
    for measure, now in comparison.after.items():
        before = comparison.before[measure]
        yield f"{measure:14} {before:9.4f} {now:9.4f} {now - before:+9.4f}"
    yield from _change_lines("gains", comparison.gains)
    yield from _change_lines("losses", comparison.losses)
    yield comparison.words


def _change_lines(name: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        yield f"{name} in {COMPARED}: {len(changes)}"
    for one in changes[:SHOWN_CHANGES]:
        figures = f"{one.difference:+.3f}  {one.before:.3f} → {one.after:.3f}"
        yield f"  {figures}  {one.question}: {one.text}"
    if len(changes) > SHOWN_CHANGES:
        yield f"  and {len(changes) - SHOWN_CHANGES:,} more (--json lists them all)"


def _said(other: str) -> str:
    return "BM25 of any word" if other == "plain" else f"generation {other}"
