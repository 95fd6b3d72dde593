"""The accepted figures of our own judged questions: what a ranking may not fall below."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import yaml

from index.data_files import read_as
from index.errors import FileRefused, Problem
from index.generation import Manifest
from search.errors import BadRequest
from search.evaluation.comparison import COMPARED
from search.evaluation.judgements import BASELINE, JUDGEMENTS
from search.evaluation.measures import Evaluation

FILE = JUDGEMENTS / BASELINE
MEAN_MAY_FALL = 0.005
QUESTION_MAY_FALL = 0.1
"""A 3 and a 2 that change places at the top cost .09; an only answer that falls from first place to
second costs .37."""

ACCEPT = "listings evaluate --accept"
_HEAD = f"""\
# Accepted figures of the judged questions beside this file, over an index of the sample listings.
# Written by `{ACCEPT}`; read what changed before it is committed.
"""


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was measured, when, and of which index."""

    day: str
    stamp: str
    schema: str
    analysis: str
    listings: int
    questions: int
    measures: dict[str, float]
    sets: dict[str, dict[str, float]]
    by_question: dict[str, float]
    """nDCG@10 of every question."""


def baseline_of(evaluation: Evaluation, manifest: Manifest, day: date) -> Baseline:
    """What an evaluation would be accepted as; figures to four digits."""
    return Baseline(
        day=day.isoformat(),
        stamp=manifest.stamp,
        schema=manifest.schema,
        analysis=manifest.analysis,
        listings=manifest.listings,
        questions=evaluation.questions,
        measures=_rounded(evaluation.measures),
        sets={name: _rounded(means) for name, means in evaluation.sets.items()},
        by_question={
            id_: round(figures[COMPARED], 4) for id_, figures in evaluation.by_question.items()
        },
    )


def _rounded(measures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in measures.items()}


def write_baseline(baseline: Baseline, path: Path = FILE) -> None:
    """Writes the file that is reviewed."""
    text = yaml.safe_dump(msgspec.to_builtins(baseline), sort_keys=False, allow_unicode=True)
    path.write_text(_HEAD + text, encoding="utf-8")


def accepted(evaluation: Evaluation, manifest: Manifest, day: date) -> None:
    """Writes down what an evaluation is accepted as."""
    write_baseline(baseline_of(evaluation, manifest, day))


def read_baseline(path: Path = FILE) -> Baseline:
    """What was accepted. Raises `BadRequest` where it cannot be read."""
    try:
        return read_as(path, Baseline)
    except FileRefused as refused:
        what = f"cannot be read ({refused}). Write it anew: {ACCEPT}"
        raise BadRequest([Problem(path.name, what)]) from refused


def fallen(baseline: Baseline, evaluation: Evaluation) -> tuple[str, ...]:
    """Sentences about what fell below what was accepted, or was never accepted; none if all holds.

    The mean may fall by .005 and a question by .1 before it is said.
    """
    now = {id_: figures[COMPARED] for id_, figures in evaluation.by_question.items()}
    said: list[str] = []
    mean, accepted = evaluation.measures[COMPARED], baseline.measures[COMPARED]
    if mean < accepted - MEAN_MAY_FALL:
        said.append(f"mean {COMPARED} fell from {accepted:.4f} to {mean:.4f}")
    for id_, value in now.items():
        if id_ not in baseline.by_question:
            said.append(f"{id_} is judged but has no accepted figure")
        elif value < (before := baseline.by_question[id_]) - QUESTION_MAY_FALL:
            said.append(f"{id_} fell from {before:.4f} to {value:.4f}")
    said += [f"{id_} is accepted but no longer judged" for id_ in baseline.by_question.keys() - now]
    return tuple(said)
