"""The whole way from raw files to a published generation, for each kind of record and each form."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from index.data_files import DATA
from tests.benchmarks.measuring import apart
from tests.benchmarks.records.files import MAKERS, Form, copy_as, write_lines
from tests.benchmarks.records.rebuilding import rebuilt
from tests.benchmarks.records.report import Run
from tests.benchmarks.records.steps import Steps, measured
from tests.benchmarks.records.words import Words

PROCESSES = (2, 1)
"""The second number is measured for JSON lines alone."""

SAMPLE = 3_000
"""Records whose steps are measured one by one."""

_COMPILED = ("gazetteer.sqlite", "vocabulary.sqlite")


def runs(
    home: Path, work: Path, count: int, say: Callable[[str], None]
) -> tuple[tuple[Run, ...], dict[str, Steps]]:
    """Makes records in a folder and rebuilds from them, into homes that have the gazetteer and the
    vocabulary of `home`, as a home of staff has them from its second rebuild on."""
    words = Words.of(DATA / "listings", *(home / name for name in reversed(_COMPILED)))
    found: list[Run] = []
    steps: dict[str, Steps] = {}
    for kind in MAKERS:
        say(f"making {count:,} {kind}")
        lines = work / f"{kind}.jsonl"
        write_lines(lines, kind, count, words)
        for form in Form:
            file = work / f"{kind} {form.name.lower()}"
            copy_as(form, lines, file, kind)
            for processes in PROCESSES if form is Form.LINES else PROCESSES[:1]:
                say(f"{kind}, {form.value}, {processes} processes")
                with TemporaryDirectory(dir=work) as inside:
                    for name in _COMPILED:
                        os.link(home / name, Path(inside, name))
                    one = rebuilt(Path(inside), file, count, processes)
                say(f"{one.per_second:,.0f} a second")
                size = round(file.stat().st_size / 1e6, 1)
                found.append(Run(kind, form.value, size, processes, one))
            file.unlink()
        say(f"steps of {kind}")
        sample = work / f"{kind} sample"
        with lines.open("rb") as whole, sample.open("wb") as part:
            part.writelines(islice(whole, SAMPLE))
        steps[kind] = apart(measured, home, sample).result
        lines.unlink()
    stamps = {(one.kind, one.rebuilt.stamp) for one in found}
    assert len(stamps) == len(MAKERS), f"forms or processes differ: {sorted(stamps)}"
    return tuple(found), steps
