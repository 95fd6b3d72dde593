"""A stage of a run: several engines built, opened and asked over one corpus."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory

import msgspec

from tests.benchmarks import questions as drawing
from tests.benchmarks.asking import ask_all, decoding_ms, first_asking
from tests.benchmarks.contestants import (
    OURS,
    WHOOSH,
    build_in_full,
    build_prepared,
    contestant,
    open_index,
)
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.engine import Question, Reader
from tests.benchmarks.measuring import Memory, apart
from tests.benchmarks.report import Built, Stage, agreement, rows

OPENINGS = 5

SAMPLE = 3000
"""Listings that questions are drawn from."""


class _Index(msgspec.Struct, frozen=True):
    """An index on disk and what building it took."""

    directory: Path
    seconds: float
    prepared_seconds: float | None
    peak: Memory


def say(what: str) -> None:
    """Tells whoever waits what is being done."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def stage(work: Path, corpus: Path, count: int, names: tuple[str, ...], rounds: int) -> Stage:
    """Builds, opens and asks engines over the first `count` listings of a corpus file.

    Indexes go into `work` and are removed when all is measured.
    """
    with TemporaryDirectory(dir=work) as inside:
        indexes = {name: _built(name, corpus, count, Path(inside)) for name in names}
        readers = {name: contestant(name).open(one.directory) for name, one in indexes.items()}
        asking, at_sites = _questions(Corpus(corpus, count), readers)
        plain = [question for question in asking if question.kind == drawing.PLAIN]
        # While our reader of this process is open: what two processes share is not private.
        asked = ask_all(readers, asking, rounds, say)
        alone = ask_all({OURS: readers[OURS]}, [*plain, *at_sites], rounds, say)
        say(f"{OURS}: asked for the first time, in a process of its own")
        everything = [*asking, *at_sites]
        first = apart(first_asking, OURS, indexes[OURS].directory, everything).result
        return Stage(
            listings=count,
            built={
                name: _measured(name, one, count, asked[name].rounds)
                for name, one in indexes.items()
            },
            rows=rows(asking, asked, first),
            # Without the last, which is of all kinds.
            site_rows=rows([*plain, *at_sites], alone, first)[:-1],
            agreement={name: agreement(asked[OURS], asked[name]) for name in names if name != OURS},
            decoding_ms=round(decoding_ms(asked[OURS].answers.values()), 3),
            reader_private_mb=first.private,
            reader_before_mb=first.before,
        )


def _built(name: str, corpus: Path, count: int, inside: Path) -> _Index:
    directory = inside / name
    directory.mkdir()
    say(f"{name}: building {count:,} listings")
    built = apart(build_in_full, name, corpus, count, directory)
    say(f"{name}: {count / built.result:,.0f} listings a second")
    prepared = None
    # Preparing is nothing beside what Whoosh takes itself.
    if name not in (OURS, WHOOSH):
        with TemporaryDirectory(dir=inside) as again:
            prepared = apart(build_prepared, name, corpus, count, Path(again)).result
        say(f"{name}: {count / prepared:,.0f} listings a second, prepared")
    return _Index(directory, built.result, prepared, built.peak)


def _measured(name: str, index: _Index, count: int, rounds: int) -> Built:
    openings = [apart(open_index, name, index.directory).result for _ in range(OPENINGS)]
    files = [path for path in index.directory.rglob("*") if path.is_file()]
    return Built(
        engine=name,
        version=contestant(name).version,
        per_second=round(count / index.seconds, 1),
        prepared_per_second=(
            round(count / index.prepared_seconds, 1) if index.prepared_seconds else None
        ),
        megabytes=round(sum(path.stat().st_size for path in files) / 1e6, 1),
        opening_ms=round(median(openings) * 1000, 1),
        peak=index.peak,
        rounds=rounds,
    )


def _questions(corpus: Corpus, readers: dict[str, Reader]) -> tuple[list[Question], list[Question]]:
    """The questions for all, and those about one site."""
    say("drawing questions")
    chance = Random(drawing.SEED)
    numbers = chance.sample(range(len(corpus)), min(SAMPLE, len(corpus)))

    def count(word: str) -> list[int]:
        return [reader.answer(Question("", (word,))).total for reader in readers.values()]

    sample = [corpus[number] for number in numbers]
    vocabulary = drawing.Vocabulary(len(corpus), count)
    return drawing.questions(sample, vocabulary), drawing.site_questions(sample, vocabulary)
