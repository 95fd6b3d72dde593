"""How fast this is beside tantivy, SQLite FTS5 and stock Whoosh. `make bench` runs it.

``BENCH_LISTINGS`` says how many listings (5,000 without it), ``BENCH_ROUNDS`` how often every
question is asked. Writes ``var/bench/report.md`` and ``report.json``.

``python -m tests.benchmarks growth`` measures ours and tantivy at 10,000, 100,000 and 500,000
listings instead, into ``growth.md`` and ``growth.json``. ``python -m tests.benchmarks reading``
measures what it costs to read questions, into ``reading.md`` and ``reading.json``.
``python -m tests.benchmarks questions`` measures what an answer costs by step, from a request to
its page, into ``questions.md`` and ``questions.json``: of the questions in the last column of the
file ``BENCH_QUESTIONS``, or our judged ones, over what is published in the home ``BENCH_HOME``, or
``BENCH_LISTINGS`` made up.
``python -m tests.benchmarks records`` measures the whole way from files of raw records
(``BENCH_RECORDS`` of each kind, 20,000 without it) to a published generation, into ``records.md``
and ``records.json``.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from index.build.build import Encoded
from index.data_files import DATA
from index.generation.progress import silent
from index.reference.places.gazetteer import open_gazetteer
from index.reference.vocabulary.lookup import open_vocabulary
from tests.benchmarks import answering, corpus, reading, report
from tests.benchmarks.contestants import FTS5, OURS, TANTIVY, WHOOSH, is_tantivy_installed
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.ours import build_ours
from tests.benchmarks.records import measuring as rebuilding
from tests.benchmarks.records import report as record_report
from tests.benchmarks.running import say, stage
from tests.benchmarks.stock_whoosh import MOST
from tests.conftest import REPOSITORY

HOME = REPOSITORY / "var"
INTO = HOME / "bench"

GROWTH = (10_000, 100_000, 500_000)


def main(arguments: list[str]) -> int:
    """Runs one kind of measuring; returns 2 for one that there is not."""
    rounds = int(os.environ.get("BENCH_ROUNDS", "5"))
    count = int(os.environ.get("BENCH_LISTINGS", "5000"))
    if arguments == ["reading"]:
        _run_reading(count, rounds)
        return 0
    if arguments == ["questions"]:
        _run_questions(count)
        return 0
    if arguments == ["records"]:
        _run_records(int(os.environ.get("BENCH_RECORDS", "20000")))
        return 0
    native = (TANTIVY,) if is_tantivy_installed() else ()
    if not native:
        say("tantivy is not installed, so it takes no part (it comes with the extra 'bench')")
    if arguments == ["growth"]:
        _run("growth", [(count, (OURS, *native)) for count in GROWTH], rounds)
        return 0
    if arguments:
        kinds = "'growth', 'reading', 'questions', 'records' or nothing"
        say(f"there is no {' '.join(arguments)!r} to measure, only {kinds}")
        return 2
    peers = (OURS, *native, FTS5)
    stages = (
        [(count, peers), (MOST, (OURS, WHOOSH))] if count > MOST else [(count, (*peers, WHOOSH))]
    )
    _run("report", stages, rounds)
    return 0


def _run_reading(count: int, rounds: int) -> None:
    with _home(count) as home:
        made = reading.measured(home, rounds)
    (INTO / "reading.json").write_bytes(msgspec.json.format(msgspec.json.encode(made)))
    (INTO / "reading.md").write_text(reading.page(made), encoding="utf-8")
    print(reading.page(made))


def _run_questions(count: int) -> None:
    file, home = os.environ.get("BENCH_QUESTIONS"), os.environ.get("BENCH_HOME")
    asked = answering.questions_of(Path(file) if file else None)
    INTO.mkdir(parents=True, exist_ok=True)
    with nullcontext(Path(home)) if home else _home(count) as directory:
        made = answering.measured(directory, asked)
    (INTO / "questions.json").write_bytes(msgspec.json.format(msgspec.json.encode(made)))
    (INTO / "questions.md").write_text(answering.page(made), encoding="utf-8")
    print(answering.page(made))


@contextmanager
def _home(count: int) -> Iterator[Path]:
    """A home in which so many made-up listings are published."""
    with _corpus(count) as (work, file):
        say(f"building {count:,} listings")
        build_ours(
            work / "home", Encoded(Corpus(file, count)), vocabulary=open_vocabulary(HOME, silent)
        )
        say("asking")
        yield work / "home"


def _run_records(count: int) -> None:
    INTO.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=INTO) as work:
        runs, steps = rebuilding.runs(HOME, Path(work), count, say)
    made = record_report.Report(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=_machine(),
        load=os.getloadavg()[2],
        runs=runs,
        steps=steps,
    )
    (INTO / "records.json").write_bytes(msgspec.json.format(msgspec.json.encode(made)))
    (INTO / "records.md").write_text(record_report.page(made), encoding="utf-8")
    print(record_report.page(made))


@contextmanager
def _corpus(count: int) -> Iterator[tuple[Path, Path]]:
    """A folder to work in, and a corpus of so many listings in it."""
    INTO.mkdir(parents=True, exist_ok=True)
    shared = Path(os.environ.get("LISTINGS_SHARED", REPOSITORY.parent / "shared"))
    with TemporaryDirectory(dir=INTO) as directory:
        work = Path(directory)
        say(f"making a corpus of {count:,} listings")
        file = work / "corpus.jsonl"
        samples = DATA / "listings"
        corpus.write(file, count, corpus.pool(shared, samples, open_gazetteer(HOME)))
        yield work, file


def _run(name: str, stages: list[tuple[int, tuple[str, ...]]], rounds: int) -> None:
    most = max(count for count, _ in stages)
    with _corpus(most) as (work, file):
        measured = tuple(stage(work, file, count, names, rounds) for count, names in stages)
    made = report.Report(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=_machine(),
        stages=measured,
        ratios=report.ratios(measured),
    )
    encoded = msgspec.json.format(msgspec.json.encode(made))
    (INTO / f"{name}.json").write_bytes(encoded)
    (INTO / f"{name}.md").write_text(report.page(made), encoding="utf-8")
    print(report.page(made))


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores of {platform.machine()}, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
