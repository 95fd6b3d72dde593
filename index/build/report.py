"""What a rebuild did, as the lines that staff read."""

from __future__ import annotations

from collections.abc import Iterator

from index.build.pipeline import Report

SHOWN_PROBLEMS = 20
"""Problems that are printed; JSON lists them all."""


def refusal_lines(report: Report) -> Iterator[str]:
    """What was wrong with the records that were refused, the first problems of them."""
    for problem in report.problems[:SHOWN_PROBLEMS]:
        yield f"refused: {problem}"
    if len(report.problems) > SHOWN_PROBLEMS:
        rest = len(report.problems) - SHOWN_PROBLEMS
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
    if report.warnings:
        yield (
            f"{len(report.warnings):,} values could not be used and are shown as not stated "
            "(--json lists them)"
        )
    if report.published:
        yield f"published generation {report.generation}"
    else:
        yield "nothing published: --strict allows no refused record"
