"""How fast this is, and against stock Whoosh on the same files. `make bench` runs it.

The listings are the real ones where they are at hand and the samples elsewhere, at most
``BENCH_LISTINGS`` of them. Times are wall time in one process; machines differ and drift, so
compare the ratios, which come from one run. Writes ``var/bench/report.md`` and ``report.json``.
"""

from __future__ import annotations

import itertools
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

import msgspec
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query

from index.build import build
from index.generations import Generations
from index.listing import Listing
from index.progress import silent
from index.schema import FACETS
from index.sources.reading import read
from search.query import AllOf, FacetWish, Node, Query, Term
from search.whoosh.executor import WhooshEngine
from tests.conftest import REPOSITORY

SEED = 20240301
QUESTIONS = 40
BANDS = {"rare": (2e-4, 2e-3), "middling": (5e-3, 2e-2), "common": (8e-2, 5e-1)}
"""Shares of the listings that hold a word of each band."""


class Timing(msgspec.Struct, frozen=True):
    """Milliseconds of one kind of question: the median and the slowest in twenty."""

    p50: float
    p95: float


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of question: ours the first time, ours again, with every facet, stock Whoosh."""

    questions: str
    matches: int
    first: Timing
    again: Timing
    with_facets: Timing
    stock: Timing


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything measured in one run. `ratios` are theirs ÷ ours: more is better."""

    listings: int
    built_per_second: float
    index_megabytes: float
    opening_ms: float
    rows: tuple[Row, ...]
    ratios: dict[str, float]


def listings(limit: int) -> Iterator[Listing]:
    """Real listings, or the samples where there are none."""
    shared = Path(os.environ.get("LISTINGS_SHARED", REPOSITORY.parent / "shared"))
    records = shared / "records" / "clinicaltrials.jsonl.gz"
    source = records if records.exists() else REPOSITORY / "data" / "listings"
    arrivals = (arrival.translation for arrival in read(source))
    return itertools.islice((one.listing for one in arrivals if one), limit)


def timed(ask: Callable[[int], object], count: int) -> Timing:
    """Asks questions 0 to `count` - 1 and times each."""
    taken = []
    for number in range(count):
        begun = time.perf_counter()
        ask(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return Timing(round(median(taken), 2), round(quantiles(taken, n=20)[-1], 2))


def words_by_band(directory: Path) -> dict[str, list[str]]:
    """The words of the index by how many listings hold them."""
    reader = whoosh_index.open_dir(str(directory), readonly=True).reader()
    total = reader.doc_count()
    bands: dict[str, list[str]] = {band: [] for band in BANDS}
    for term in reader.lexicon("text"):
        word = term.decode()
        share = reader.doc_frequency("text", term) / total
        for band, (low, high) in BANDS.items():
            if low <= share <= high and word.isalpha():
                bands[band].append(word)
    return bands


def measure(engine: WhooshEngine, directory: Path, name: str, asked: Sequence[list[str]]) -> Row:
    """Times one kind of question on our engine and on stock Whoosh."""
    stock = whoosh_index.open_dir(str(directory), readonly=True).searcher()
    matches: list[Node] = [AllOf(tuple(map(Term, words))) for words in asked]
    wishes = tuple(FacetWish(facet.name, 20) for facet in FACETS)

    def ours(number: int) -> None:
        engine.search(Query(match=matches[number], limit=10))

    def faceted(number: int) -> None:
        engine.search(Query(match=matches[number], facets=wishes, limit=10))

    def theirs(number: int) -> None:
        terms = [whoosh_query.Term("text", word) for word in asked[number]]
        # The exact total is part of the work: ours always counts.
        found = stock.search(whoosh_query.And(terms), limit=None)
        [hit.fields() for hit in itertools.islice(found, 10)]

    first = timed(ours, len(asked))
    return Row(
        questions=name,
        matches=int(median([engine.search(Query(match=m, limit=0)).total for m in matches])),
        first=first,
        again=timed(ours, len(asked)),
        with_facets=timed(faceted, len(asked)),
        stock=timed(theirs, len(asked)),
    )


def run(limit: int) -> Report:
    """Builds, opens, asks."""
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as home:
        generations = Generations(Path(home))
        made = list(listings(limit))
        with generations.locked("a benchmark"), generations.building() as directory:
            begun = time.perf_counter()
            manifest = build(directory, made, progress=silent)
            rate = len(made) / (time.perf_counter() - begun)
            generations.publish(directory, manifest)
        directory = generations.directory(manifest.generation)
        begun = time.perf_counter()
        engine = WhooshEngine.open(Path(home))
        opening = (time.perf_counter() - begun) * 1000
        rows = []
        for band, words in words_by_band(directory).items():
            for count in (1, 2):
                if len(words) >= QUESTIONS:
                    asked = [chance.sample(words, count) for _ in range(QUESTIONS)]
                    rows.append(measure(engine, directory, f"{count} {band}", asked))
        return Report(
            listings=len(made),
            built_per_second=round(rate, 1),
            index_megabytes=round(sum(f.size for f in manifest.files.values()) / 1e6, 1),
            opening_ms=round(opening, 1),
            rows=tuple(rows),
            ratios={
                f"{row.questions.replace(' ', '_')}_vs_whoosh_{part}": round(
                    getattr(row.stock, part) / getattr(row.first, part), 1
                )
                for row in rows
                for part in ("p50", "p95")
            },
        )


def table(report: Report) -> str:
    """The report as a page."""
    lines = [
        f"{report.listings:,} listings, built at {report.built_per_second:,.0f} a second; "
        f"{report.index_megabytes:,.0f} MB; opened in {report.opening_ms:,.0f} ms.",
        "",
        "Milliseconds, p50 / p95: top 10 and the exact count, the first time and again; with all "
        "facets; stock Whoosh's top 10 and count on the same files.",
        "",
        "| words | matches | first | again | with facets | stock Whoosh | stock ÷ first |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in report.rows:
        cells = [row.first, row.again, row.with_facets, row.stock]
        shown = " | ".join(f"{cell.p50:.2f} / {cell.p95:.2f}" for cell in cells)
        ratio = f"{row.stock.p50 / row.first.p50:.1f} / {row.stock.p95 / row.first.p95:.1f}"
        lines.append(f"| {row.questions} | {row.matches:,} | {shown} | {ratio} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    report = run(int(os.environ.get("BENCH_LISTINGS", "5000")))
    into = REPOSITORY / "var" / "bench"
    into.mkdir(parents=True, exist_ok=True)
    (into / "report.json").write_bytes(msgspec.json.format(msgspec.json.encode(report)))
    (into / "report.md").write_text(table(report), encoding="utf-8")
    print(table(report))
