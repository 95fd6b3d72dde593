from __future__ import annotations

from typing import Any

import pytest

from index.build.pipeline import Report
from index.build.report import (
    SHOWN_FIELDS,
    SHOWN_PROBLEMS,
    field_of,
    refusal_lines,
    report_lines,
)
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
        "what was refused is not in the index: mend it where it is named, then rebuild",
        "published generation 20240301-abc",
    ]


def test_a_rebuild_that_published_nothing_says_so() -> None:
    assert list(report_lines(_report(generation="")))[2:] == [
        "nothing published: --strict allows no refused record"
    ]


def _warning(where: str, what: str = "is no date") -> Problem:
    return Problem(where, what, Severity.WARNING)


def test_where_nothing_was_refused_nothing_is_to_be_mended() -> None:
    lines = list(report_lines(_report(refused=0, read=1_202)))
    assert [line for line in lines if "refused" in line] == [
        "1,202 records read = 1,200 listings indexed + 2 collapsed into others + 0 refused"
    ]


def test_values_that_could_not_be_used_are_summed_by_field() -> None:
    warnings = [
        *(_warning(f"a.json, record {n}, NCT0000000{n}, start_date") for n in range(1, 4)),
        *(_warning(f"a.json, record 9, NCT00000009, site[{n}].city") for n in range(2)),
        _warning("a.json, record 5, NCT00000005", "3 more warnings like these"),
    ]
    assert list(report_lines(_report(warnings=tuple(warnings))))[2:-1] == [
        "6 values could not be used and are shown as not stated (--json lists them):",
        "  start_date: 3 records (first: a.json, record 1, NCT00000001, start_date: is no date)",
        "  site.city: 1 record (first: a.json, record 9, NCT00000009, site[0].city: is no date)",
        "  no field: 1 record (first: a.json, record 5, NCT00000005: 3 more warnings like these)",
    ]


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ("a.json, line 7, NCT90000001, statusModule.startDateStruct.date",
         "statusModule.startDateStruct.date"),
        ("a.json, line 7, record 2, NIH-9, principal_investigators[3].name",
         "principal_investigators.name"),
        ("a.yml, line 12, sex", "sex"),
        ("a.csv, row 3, ClinicalTrials.gov ID", "ClinicalTrials.gov ID"),
        ("a.json, line 7, NIH-9", ""),
        ("a.json, line 7", ""),
        ("notes.pdf", ""),
    ],
)  # fmt: skip
def test_the_field_of_a_warning_is_told_from_ids_and_places(where: str, field: str) -> None:
    assert field_of(_warning(where)) == field


def test_only_the_commonest_fields_are_told() -> None:
    warnings = tuple(_warning(f"a.json, line 1, {chr(97 + n)}") for n in range(SHOWN_FIELDS + 2))
    lines = list(report_lines(_report(warnings=warnings)))
    assert len(lines) == 3 + SHOWN_FIELDS + 2
    assert lines[-2] == "  and 2 more fields"


def test_the_first_refusals_are_named_and_the_rest_counted() -> None:
    problems = tuple(
        Problem(f"a.yml, line {n}", f"{n} is wrong") for n in range(SHOWN_PROBLEMS + 3)
    )
    assert list(refusal_lines(_report(problems=problems[:2]))) == [
        "refused: a.yml, line 0: 0 is wrong",
        "refused: a.yml, line 1: 1 is wrong",
    ]
    assert len(list(refusal_lines(_report(problems=problems[:SHOWN_PROBLEMS])))) == SHOWN_PROBLEMS
    lines = list(refusal_lines(_report(problems=problems)))
    assert lines[SHOWN_PROBLEMS - 1 :] == [
        f"refused: a.yml, line {SHOWN_PROBLEMS - 1}: {SHOWN_PROBLEMS - 1} is wrong",
        "and 3 more problems (--json lists them all)",
    ]
    assert list(refusal_lines(_report())) == []


def test_many_refusals_in_the_same_words_are_one_line() -> None:
    many = [Problem(f"links.csv, row {n}", "has no project") for n in range(1_200)]
    alone = Problem("a.yml, line 3", "is wrong")
    assert list(refusal_lines(_report(problems=(*many[:600], alone, *many[600:])))) == [
        "refused: 1,200 times: has no project (first: links.csv, row 0)",
        "refused: a.yml, line 3: is wrong",
    ]
