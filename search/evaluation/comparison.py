"""Two evaluations over the same questions, side by side: gains, losses, and what may be chance."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from search.evaluation.measures import Evaluation
from search.evaluation.significance import chance_of, interval_of

COMPARED = "nDCG@10"
"""The measure that questions are compared by."""

SAME = 0.0005
"""Differences below this are none: figures are read to three digits."""


class Change(msgspec.Struct, frozen=True):
    """What became of one question."""

    question: str
    """Its id."""
    text: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """Above 0 for a gain."""
        return self.after - self.before


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one ranking to another. `changes` are largest first, gains and losses
    alike; questions that stayed are left out."""

    before: dict[str, float]
    """Mean of each measure."""
    after: dict[str, float]
    questions: int
    changes: tuple[Change, ...]
    chance: float
    """p of the paired randomization test over the differences of `COMPARED`, two-sided."""
    interval: tuple[float, float]
    """Between what the mean difference of `COMPARED` lies, by the same swaps."""

    @property
    def gains(self) -> tuple[Change, ...]:
        """Questions that rose, the largest rise first."""
        return tuple(change for change in self.changes if change.difference > 0)

    @property
    def losses(self) -> tuple[Change, ...]:
        """Questions that fell, the largest fall first."""
        return tuple(change for change in self.changes if change.difference < 0)

    @property
    def words(self) -> str:
        """What the test says, in a sentence."""
        difference = self.after[COMPARED] - self.before[COMPARED]
        if not self.changes:
            return f"No question of {self.questions} changed."
        least, most = self.interval
        verdict = "Better" if least > 0 else "Worse" if most < 0 else "No difference shown"
        return (
            f"{verdict}: mean {COMPARED} {difference:+.4f} ({least:+.4f} to {most:+.4f}) over "
            f"{self.questions} questions, p = {self.chance:.4f}: if neither were better, a "
            f"difference at least this large would come by chance in {_often(self.chance)}."
        )


def _often(chance: float) -> str:
    if chance < 1 / 1000:
        return "fewer than 1 of 1,000 cases"
    of = 100 if chance >= 0.01 else 1000
    return f"about {round(chance * of)} of {of:,} cases"


def compare(before: Evaluation, after: Evaluation, questions: Mapping[str, str]) -> Comparison:
    """Sets two evaluations of the same questions side by side; `questions` gives their texts."""
    figures = {
        id_: (before.by_question[id_][COMPARED], after.by_question[id_][COMPARED])
        for id_ in after.by_question
    }
    changes = [
        Change(id_, questions[id_], old, new)
        for id_, (old, new) in figures.items()
        if abs(new - old) >= SAME
    ]
    differences = [new - old for old, new in figures.values()]
    return Comparison(
        before=before.measures,
        after=after.measures,
        questions=len(figures),
        changes=tuple(sorted(changes, key=lambda one: (-abs(one.difference), one.question))),
        chance=chance_of(differences),
        interval=interval_of(differences),
    )
