from __future__ import annotations

from pathlib import Path

import pytest

from index.generation.generations import Generations
from index.reference.places.gazetteer import Gazetteer
from search.evaluation.question_set import QuestionSet
from search.request.request import SearchRequest
from search.searcher.searcher import Searcher
from search.searcher.serving import Served, open_served
from tests.real_data.relations import Relation
from tests.relevance.rules.declared import RULES, only
from tests.relevance.rules.measuring import Case, Measured, Tally, measured
from tests.relevance.rules.report import Report, page
from tests.relevance.rules.sets import Asked, JudgedSet, RelationSet, Sets
from tests.relevance.rules.switches import Rule, Switch

RULE = {rule.name: rule for rule in RULES}

NEEDS_MANY_WORDS = {
    "words of Spanish are no slips": "the samples have too few words to be taken for",
}
"""Rules that no question over the samples shows, and why."""


@pytest.fixture(scope="module")
def served(samples_home: Path, gazetteer: Gazetteer) -> Served:
    return open_served(samples_home, Generations(samples_home).current_name(), gazetteer)


@pytest.fixture(scope="module")
def sets(served: Served) -> Sets:
    queries = {"heart": "heart attack", "asthma": "asthma"}
    heart = next(iter(_found(served, "myocardial infarction")))
    asthma = next(iter(_found(served, "asthma")))
    judged = QuestionSet(queries, {"heart": {heart: 3}, "asthma": {asthma: 3}}, {})
    rows = (
        Relation("negation", "top-not", "asthma without COPD", "COPD|obstructive"),
        Relation("or", "most", "asthma or COPD", "COPD"),
    )
    return Sets(
        (JudgedSet("some", served, judged),),
        RelationSet(served, rows),
        Asked(served, {"one": "asthma or COPD", "other": "gout"}),
    )


def _found(served: Served, text: str) -> list[str]:
    return [hit.listing.id for hit in Searcher.over(served).ranking(text, 1)]


def test_each_rule_has_a_name_of_its_own() -> None:
    assert len(RULE) == len(RULES) >= 40
    assert NEEDS_MANY_WORDS.keys() <= RULE.keys()
    assert not [rule.name for rule in RULES if rule.why and len(rule.why.split()) < 5]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_question_is_read_otherwise_while_its_rule_is_off(rule: Rule, served: Served) -> None:
    request = SearchRequest(text=rule.example)
    before = served.understand(request)
    with rule.off():
        without = served.understand(request)
    assert served.understand(request) == before
    assert (without == before) == (rule.name in NEEDS_MANY_WORDS)


def test_a_rule_is_on_again_where_reading_failed(served: Served) -> None:
    request = SearchRequest(text="asthma or COPD")
    before = served.understand(request)
    with pytest.raises(ZeroDivisionError), RULE["*or* makes alternatives"].off():
        raise ZeroDivisionError
    assert served.understand(request) == before


def test_what_is_switched_off_must_be_there() -> None:
    rule = Rule("none", "asthma", (Switch("lattice", "no_such_rule", only(0)),))
    with pytest.raises(AttributeError, match="no_such_rule"), rule.off():
        pass


def _measured(name: str, sets: Sets) -> Measured:
    (one,) = measured([RULE[name]], sets, lambda said: None)
    return one


def test_a_rule_wins_what_is_answered_worse_without_it(sets: Sets) -> None:
    one = _measured("names are left out", sets)
    assert one.related == Tally(asked=2, otherwise=1, wins=1, losses=0)
    assert [case.where for case in one.wins] == ["relations"]
    assert "asthma without COPD" in one.wins[0].said
    assert not one.loses
    assert not one.changes_nothing


def test_only_what_means_something_else_is_asked_again(sets: Sets) -> None:
    one = _measured("*or* makes alternatives", sets)
    assert one.judged == {"some": Tally(asked=2)}
    assert one.gain == 0
    assert one.people == Tally(asked=2, otherwise=1)
    assert one.related.otherwise == 1


def test_judged_questions_count_by_what_they_gain(sets: Sets) -> None:
    one = _measured("names mean concepts", sets)
    judged = one.judged["some"]
    assert judged.otherwise == 2
    assert judged.wins + judged.losses + judged.ties == judged.asked == 2
    assert (one.gain > 0) == (judged.wins > judged.losses)


def test_a_rule_that_no_question_shows_changes_nothing(sets: Sets) -> None:
    one = _measured("phases", sets)
    assert one.changes_nothing
    assert one.all == Tally(asked=4)


def test_the_report_has_a_row_for_each_rule_and_says_which_lose() -> None:
    losing = Measured(
        rule="guesses",
        example="asthma",
        judged={"some": Tally(5, 3, 1, 2)},
        gain=-0.01,
        related=Tally(4, 2, 1, 1),
        people=Tally(10, 1),
        wins=(),
        losses=(Case("some", "asthma", "0.100", "0.200"),),
    )
    text = page(Report("2026-12-01", (losing,)))
    assert "| guesses | *asthma* | 3 | 1 | 2 | -0.0100 | 2 | 1 | 1 | 1 |" in text
    assert "Lose more than they win: guesses (to be mended)." in text
    assert "- lost, some: asthma (0.100 with it, 0.200 without)" in text
