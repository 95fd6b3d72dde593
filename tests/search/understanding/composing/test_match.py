"""How much of a question is asked for at most."""

from __future__ import annotations

from search.engine.query import AllOf, Best, Phrase
from search.understanding.composing.match import MAX_GROUPS, MAX_RUNS
from tests.search.asking import read


def test_a_page_of_text_is_searched_by_its_first_words_and_says_so() -> None:
    found = read(" ".join(f"word{'x' * (n % 30)}{n}" for n in range(3_000)))
    assert isinstance(found.match, AllOf)
    assert len(found.match.children) == MAX_GROUPS
    assert "very long" in found.reading.notices[0]


def test_the_words_of_phrases_count_towards_the_limit() -> None:
    found = read(" ".join(f'"word{n} other{n} third{n}"' for n in range(60)))
    assert isinstance(found.match, AllOf)
    assert len(found.match.children) == MAX_GROUPS // 3
    assert "very long" in found.reading.notices[0]


def test_only_the_first_runs_of_words_must_stand_side_by_side() -> None:
    found = read(" ".join(f"left{n}x-right{n}y" for n in range(MAX_RUNS + 2)))
    assert isinstance(found.match, AllOf)
    runs = [child.children[1] for child in found.match.children if isinstance(child, Best)]
    assert [isinstance(run, Phrase) for run in runs] == [True] * MAX_RUNS + [False] * 2
