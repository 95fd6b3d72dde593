"""What was measured of rebuilding from records, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tests.benchmarks.records.rebuilding import Rebuilt
from tests.benchmarks.records.steps import Steps


class Run(msgspec.Struct, frozen=True):
    """One file that was rebuilt from."""

    kind: str
    form: str
    megabytes: float
    processes: int
    rebuilt: Rebuilt


class Report(msgspec.Struct, frozen=True):
    """Everything that was measured."""

    date: str
    machine: str
    load: float
    """How many processes of others ran or waited when it ended, on average of fifteen minutes."""
    runs: tuple[Run, ...]
    steps: dict[str, Steps]


def page(made: Report) -> str:
    """The report in Markdown."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: Report) -> Iterator[str]:
    yield f"Measured on {made.date}: {made.machine}; load {made.load:.1f}."
    yield ""
    yield (
        "| records | form | MB | processes | records/s | seconds | processor seconds "
        "| µs of a processor a record | peak MB own | with mapped files | stamp |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for one in made.runs:
        got = one.rebuilt
        each = got.processor_seconds / got.records * 1e6
        yield (
            f"| {got.records:,} {one.kind} | {one.form} | {one.megabytes:,.0f} | {one.processes} "
            f"| {got.per_second:,.0f} | {got.seconds:.1f} | {got.processor_seconds:.1f} "
            f"| {each:,.0f} | {got.peak.own:,.0f} | {got.peak.whole:,.0f} | {got.stamp} |"
        )
    yield ""
    yield "What each step takes of one processor, in microseconds a record, once words are known:"
    yield ""
    steps = list(next(iter(made.steps.values())).microseconds)
    yield f"| records | {' | '.join(steps)} | all |"
    yield "|---" * (len(steps) + 2) + "|"
    for kind, measured in made.steps.items():
        whole = sum(measured.microseconds.values())
        cells = [f"{took:,.0f} ({took / whole:.0%})" for took in measured.microseconds.values()]
        yield f"| {kind} | {' | '.join(cells)} | {whole:,.0f} |"
