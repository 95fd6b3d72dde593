"""What a rebuild did, as the lines that staff read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from index.build.pipeline import Report
from index.errors import Problem

SHOWN_PROBLEMS = 20
"""Refusals that are printed; JSON lists them all."""

SHOWN_FIELDS = 20
"""Fields whose warnings are printed; JSON lists every warning."""

# Refusals with the same words that are told one by one.
_ALIKE = 5

_PLACE = re.compile(r"(?:line|record|row|sheet|page|member) .*")
_POSITION = re.compile(r"\[\d+\]")


class Summed(msgspec.Struct):
    """Warnings about one field: how many records have one, and the first of them."""

    field: str
    first: Problem
    records: int = 0
    last: str = ""
    """The record of the last one: several of one record follow one another."""


def summed_by_field(warnings: Iterable[Problem]) -> list[Summed]:
    """The warnings by field, the one of the most records first."""
    found: dict[str, Summed] = {}
    for one in warnings:
        field = field_of(one)
        record = one.where.rpartition(", ")[0] if field else one.where
        summed = found.setdefault(field, Summed(field, one))
        if record != summed.last:
            summed.records += 1
            summed.last = record
    return sorted(found.values(), key=lambda summed: -summed.records)


def field_of(problem: Problem) -> str:
    """The field that a problem is about, without positions in lists: ``site[3].city`` is
    ``site.city``. Empty where it is about a record or a file as a whole, as it ends in an id or in
    a place in a file."""
    *before, last = problem.where.split(", ")
    field = _POSITION.sub("", last)
    is_none = not before or _PLACE.fullmatch(field) or any(sign.isdigit() for sign in field)
    return "" if is_none else field


def refusal_lines(report: Report) -> Iterator[str]:
    """What was wrong with the records that were refused: the first problems of them, and one line
    for many that say the same."""
    alike = Counter(problem.what for problem in report.problems)
    told: set[str] = set()
    lines: list[tuple[str, int]] = []
    for problem in report.problems:
        many = alike[problem.what]
        if many <= _ALIKE:
            lines.append((f"refused: {problem}", 1))
        elif problem.what not in told:
            told.add(problem.what)
            lines.append(
                (f"refused: {many:,} times: {problem.what} (first: {problem.where})", many)
            )
        if len(lines) == SHOWN_PROBLEMS:
            break
    yield from (line for line, _ in lines)
    rest = len(report.problems) - sum(many for _, many in lines)
    if rest:
        yield f"and {rest:,} more problems (--json lists them all)"


def report_lines(report: Report) -> Iterator[str]:
    """What is said of files, what became of the records that were read, and which generation was
    published, if any."""
    for notice in report.notices[:SHOWN_PROBLEMS]:
        yield f"note: {notice}"
    if len(report.notices) > SHOWN_PROBLEMS:
        yield f"and {len(report.notices) - SHOWN_PROBLEMS:,} more notes (--json lists them all)"
    yield (
        f"{report.read:,} records read = {report.indexed:,} listings indexed "
        f"+ {report.collapsed:,} collapsed into others + {report.refused:,} refused"
    )
    if report.refused:
        yield "what was refused is not in the index: mend it where it is named, then rebuild"
    if report.warnings:
        yield (
            f"{len(report.warnings):,} values could not be used and are shown as not stated "
            "(--json lists them):"
        )
        fields = summed_by_field(report.warnings)
        for one in fields[:SHOWN_FIELDS]:
            records = "1 record" if one.records == 1 else f"{one.records:,} records"
            yield f"  {one.field or 'no field'}: {records} (first: {one.first})"
        if len(fields) > SHOWN_FIELDS:
            yield f"  and {len(fields) - SHOWN_FIELDS:,} more fields"
    if report.published:
        yield f"published generation {report.generation}"
    else:
        yield "nothing published: --strict allows no refused record"
