from __future__ import annotations

import pytest

from search.evaluation.comparison import COMPARED, compare
from search.evaluation.measures import Evaluation


def evaluation(**figures: float) -> Evaluation:
    return Evaluation(
        questions=len(figures),
        without_hit=0,
        measures={COMPARED: sum(figures.values()) / len(figures)},
        sets={},
        by_question={id_: {COMPARED: value} for id_, value in figures.items()},
    )


TEXTS = {"a": "asthma", "b": "lupus", "c": "gout", "d": "acne"}


def test_gains_and_losses_are_listed_largest_first() -> None:
    before = evaluation(a=0.5, b=0.5, c=0.5, d=0.5)
    after = evaluation(a=0.6, b=0.2, c=1.0, d=0.5)
    comparison = compare(before, after, TEXTS)
    assert [change.text for change in comparison.changes] == ["gout", "lupus", "asthma"]
    assert [change.question for change in comparison.gains] == ["c", "a"]
    assert [change.question for change in comparison.losses] == ["b"]
    assert comparison.losses[0].difference == pytest.approx(-0.3)
    assert comparison.after[COMPARED] == pytest.approx(0.575)


def test_the_sentence_says_how_many_questions_how_much_and_how_likely_by_chance() -> None:
    comparison = compare(
        evaluation(a=0.5, b=0.5, c=0.5, d=0.5), evaluation(a=0.6, b=0.6, c=0.6, d=0.5), TEXTS
    )
    assert comparison.chance == pytest.approx(2 / 8)
    assert comparison.words == (
        "No difference shown: mean nDCG@10 +0.0750 (+0.0000 to +0.1500) over 4 questions, "
        "p = 0.2500: if neither were better, a difference at least this large would come by chance "
        "in about 25 of 100 cases."
    )


def test_a_difference_that_chance_hardly_makes_is_called_so() -> None:
    texts = {f"q{n}": f"question {n}" for n in range(30)}
    before = evaluation(**dict.fromkeys(texts, 0.5))
    after = evaluation(**dict.fromkeys(texts, 0.6))
    comparison = compare(before, after, texts)
    assert comparison.words.startswith("Better: ")
    assert comparison.words.endswith("by chance in fewer than 1 of 1,000 cases.")
    assert compare(after, before, texts).words.startswith("Worse: ")


def test_nothing_that_changed_is_said_plainly() -> None:
    same = evaluation(a=0.5, b=0.25)
    comparison = compare(same, same, TEXTS)
    assert comparison.changes == ()
    assert comparison.words == "No question of 2 changed."
