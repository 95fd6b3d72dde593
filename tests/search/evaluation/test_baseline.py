from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.generation.manifest import Manifest
from search.errors import BadRequest
from search.evaluation.baseline import (
    ACCEPT,
    Baseline,
    baseline_of,
    fallen,
    read_baseline,
    write_baseline,
)
from search.evaluation.comparison import COMPARED
from search.evaluation.measures import Evaluation

MANIFEST = Manifest(
    generation="g1",
    stamp="abc",
    built="2026-01-01T00:00:00+00:00",
    schema="s1",
    analysis="a1",
    software="0",
    listings=3,
    samples=3,
    files={},
)


def evaluation(**figures: float) -> Evaluation:
    return Evaluation(
        questions=len(figures),
        without_hit=0,
        measures={COMPARED: sum(figures.values()) / len(figures)},
        sets={"patient": {COMPARED: 0.123456}},
        by_question={id_: {COMPARED: value} for id_, value in figures.items()},
    )


def accepted(**figures: float) -> Baseline:
    return baseline_of(evaluation(**figures), MANIFEST, date(2026, 1, 2))


def test_what_is_written_is_read_again_and_says_how_it_came_about(tmp_path: Path) -> None:
    baseline = accepted(a=0.61237, b=1.0)
    write_baseline(baseline, tmp_path / "baseline.yml")
    assert read_baseline(tmp_path / "baseline.yml") == baseline
    assert baseline.by_question == {"a": 0.6124, "b": 1.0}
    assert baseline.sets == {"patient": {COMPARED: 0.1235}}
    assert (baseline.day, baseline.stamp, baseline.listings) == ("2026-01-02", "abc", 3)
    assert ACCEPT in (tmp_path / "baseline.yml").read_text()


def test_what_holds_is_silent() -> None:
    assert fallen(accepted(a=0.5, b=0.5), evaluation(a=0.495, b=0.499)) == ()
    assert fallen(accepted(a=0.5, b=0.5), evaluation(a=1.0, b=1.0)) == ()


def test_a_mean_that_falls_is_said() -> None:
    (said,) = fallen(accepted(a=0.5, b=0.5), evaluation(a=0.48, b=0.5))
    assert said == "mean nDCG@10 fell from 0.5000 to 0.4900"


def test_a_question_that_falls_is_said_though_the_mean_rises() -> None:
    (said,) = fallen(accepted(a=0.5, b=0.5), evaluation(a=0.39, b=1.0))
    assert said == "a fell from 0.5000 to 0.3900"


def test_questions_that_came_or_went_are_said() -> None:
    said = fallen(accepted(a=0.5, b=0.5), evaluation(a=0.5, c=0.5))
    assert set(said) == {
        "c is judged but has no accepted figure",
        "b is accepted but no longer judged",
    }


@pytest.mark.parametrize("text", ["day: [", "day: 2026", "- a"])
def test_a_baseline_that_cannot_be_read_says_how_to_write_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.yml"
    path.write_text(text)
    with pytest.raises(BadRequest, match="listings evaluate --accept"):
        read_baseline(path)
