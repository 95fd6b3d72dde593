from __future__ import annotations

from pathlib import Path

import pytest

from index.generation.generations import Generations
from index.generation.progress import silent
from search.evaluation.baseline import ACCEPT, fallen, read_baseline
from search.evaluation.judgements import Asker, read_judged
from search.evaluation.measures import Evaluation
from search.evaluation.question_set import QuestionSet
from search.searcher.searcher import Searcher

JUDGED = read_judged()


@pytest.fixture(scope="module")
def evaluation(samples: Searcher) -> Evaluation:
    return QuestionSet.ours(samples).measured(samples, silent)


def test_the_judged_questions_are_answered_as_well_as_was_accepted(
    evaluation: Evaluation, samples: Searcher, samples_home: Path
) -> None:
    baseline = read_baseline()
    now = Generations(samples_home).manifest(samples.status().generation)
    changed = [
        name
        for name in ("listings", "schema", "analysis", "stamp")
        if getattr(now, name) != getattr(baseline, name)
    ]
    since = f" Since {baseline.day} these changed: {', '.join(changed)}." if changed else ""
    said = "\n  ".join(fallen(baseline, evaluation))
    assert not said, (
        f"the judged questions are answered worse than was accepted:\n  {said}\n{since} "
        f"If that is meant, run: {ACCEPT} (over an index of the samples), and review the change."
    )


def test_there_are_questions_of_patients_and_of_clinicians() -> None:
    askers = [one.asker for one in JUDGED]
    assert askers.count(Asker.PATIENT) >= 70
    assert askers.count(Asker.CLINICIAN) >= 15


def test_every_question_has_an_answer_among_the_samples() -> None:
    """A listing of grade 3 shows what is asked; its absence would make the question unanswerable
    and its figures mean little."""
    assert not [one.id for one in JUDGED if 3 not in one.grades.values()]


def test_every_sample_answers_a_question(samples: Searcher) -> None:
    judged = {listing for one in JUDGED for listing in one.grades}
    assert [one.id for one in samples.listings() if one.id not in judged] == []
