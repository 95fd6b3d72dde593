from __future__ import annotations

from typing import Any

from index.build.pipeline import Report
from index.build.report import SHOWN_PROBLEMS, refusal_lines, report_lines
from index.errors import Problem, Severity


def _report(**fields: Any) -> Report:
    did = {
        "read": 1_203,
        "indexed": 1_200,
        "collapsed": 2,
        "refused": 1,
        "problems": (),
        "warnings": (),
        "notices": (),
        "generation": "20240301-abc",
        "stamp": "abc",
    }
    return Report(**(did | fields))


def test_a_rebuild_says_what_became_of_every_record_and_what_was_published() -> None:
    assert list(report_lines(_report())) == [
        "1,203 records read = 1,200 listings indexed + 2 collapsed into others + 1 refused",
        "published generation 20240301-abc",
    ]


def test_a_rebuild_that_published_nothing_says_so() -> None:
    assert list(report_lines(_report(generation="")))[1:] == [
        "nothing published: --strict allows no refused record"
    ]


def test_values_that_could_not_be_used_are_counted() -> None:
    warning = Problem("a.json, record 1, start_date", "is no date", Severity.WARNING)
    assert list(report_lines(_report(warnings=(warning,) * 1_002)))[1] == (
        "1,002 values could not be used and are shown as not stated (--json lists them)"
    )


def test_the_first_refusals_are_named_and_the_rest_counted() -> None:
    problems = tuple(Problem(f"a.yml, line {n}", "is wrong") for n in range(SHOWN_PROBLEMS + 3))
    assert list(refusal_lines(_report(problems=problems[:2]))) == [
        "refused: a.yml, line 0: is wrong",
        "refused: a.yml, line 1: is wrong",
    ]
    assert len(list(refusal_lines(_report(problems=problems[:SHOWN_PROBLEMS])))) == SHOWN_PROBLEMS
    lines = list(refusal_lines(_report(problems=problems)))
    assert lines[SHOWN_PROBLEMS - 1 :] == [
        f"refused: a.yml, line {SHOWN_PROBLEMS - 1}: is wrong",
        "and 3 more problems (--json lists them all)",
    ]
    assert list(refusal_lines(_report())) == []
