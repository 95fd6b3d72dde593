"""What must hold between questions holds over all real records, but for what is known to wait."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from search.searcher.searcher import Searcher
from tests.real_data.relations import (
    BETWEEN,
    OF_ONE,
    SPANISH,
    Relation,
    outcome,
    read_by,
    relations,
)

WAITING = Path(__file__).with_name("relations_waiting.tsv")


EVERY = (*relations(), *relations(SPANISH))


def _waiting() -> dict[Relation, str]:
    """What does not hold yet, and why. Columns: reason, kind, relation, question, other."""
    lines = WAITING.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {Relation(kind, which, asked, other): why for why, kind, which, asked, other in rows}


def test_every_row_is_a_relation_that_there_is_and_stands_once() -> None:
    rows = EVERY
    assert {row.relation for row in rows} <= {*BETWEEN, *OF_ONE}
    assert [row for row, times in Counter(rows).items() if times > 1] == []
    assert [row for row in rows if not row.other and row.relation != "whole"] == []


def test_questions_that_find_alike_stand_beside_what_they_are_about() -> None:
    """Two questions that find the same nonsense would be the same as well."""
    about = defaultdict(set)
    for row in relations():
        about[row.question].add(row.relation)
    for row in relations():
        if row.relation in ("same", "most"):
            said = about[row.question] | about[row.other]
            assert said & {"top", "top-not"}, row


def test_what_waits_is_in_the_table_and_says_why() -> None:
    waiting = _waiting()
    assert {*waiting} <= {*EVERY}
    assert all(waiting.values())


def test_what_must_hold_between_questions_holds(searcher: Searcher) -> None:
    ask, waiting = read_by(searcher), _waiting()
    failing = {row: held.why for row in EVERY if not (held := outcome(row, ask)).holds}
    broken = [f"{row} ({why})" for row, why in failing.items() if row not in waiting]
    assert broken == []
    mended = [str(row) for row in waiting if row not in failing]
    assert mended == [], "these hold now: take them from relations_waiting.tsv"
