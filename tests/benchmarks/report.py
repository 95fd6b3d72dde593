"""What was measured, as a file for machines and as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

import msgspec

from tests.benchmarks.asking import Asked, First
from tests.benchmarks.contestants import FTS5, OURS, TANTIVY, WHOOSH
from tests.benchmarks.engine import Question
from tests.benchmarks.measuring import Memory

MIX = "all kinds"

AT_ONE_SITE = {"place", "status"}
"""Facets of which ours counts one under the other by what holds at one site, and no peer does."""

AGREEING = 0.05
"""By how much of the larger total two engines may differ and still do the same work."""


class Timing(msgspec.Struct, frozen=True):
    """Milliseconds: the median question, and the one that 95 in 100 are no slower than."""

    p50: float
    p95: float


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """An engine and its index."""

    engine: str
    version: str
    per_second: float
    """Listings, everything from the corpus file on included."""
    prepared_per_second: float | None
    """Listings whose text, JSON and facet values had been put ready in memory; peers only."""
    megabytes: float
    opening_ms: float
    peak: Memory
    rounds: int


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of question, by engine."""

    kind: str
    questions: int
    matches: dict[str, int]
    """The median total."""
    top: dict[str, Timing]
    """The first ten and the exact total."""
    facets: dict[str, Timing]
    """The same, and all facets."""
    first: dict[str, Timing]
    """Ours, the first time a process is asked, without and with facets."""


class Agreement(msgspec.Struct, frozen=True):
    """How far a peer found what we found: `counts` facet counts were compared, of questions with
    equal totals, and `differing` of them differ. `totals` are the questions whose totals differ
    by more than a twentieth."""

    counts: int
    differing: int
    totals: list[str]


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """Several engines over one corpus."""

    listings: int
    built: dict[str, Built]
    rows: tuple[Row, ...]
    site_rows: tuple[Row, ...]
    """What ours alone was asked: questions about one site, and first those with words alone."""
    agreement: dict[str, Agreement]
    decoding_ms: float
    reader_private_mb: float
    """Of a second process of ours that has answered everything."""
    reader_before_mb: float
    """Of the same process before it opened the index."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything measured in one run. Ratios are theirs ÷ ours: more is better."""

    date: str
    machine: str
    stages: tuple[Stage, ...]
    ratios: dict[str, float]


def timing(taken: Iterable[float]) -> Timing:
    """The quantiles of some times, by nearest rank. Raises ValueError where there are none."""
    ordered = sorted(taken)
    if not ordered:
        raise ValueError("nothing was timed")
    at = -(-len(ordered) * 95 // 100) - 1
    return Timing(round(median(ordered), 3), round(ordered[at], 3))


def rows(questions: list[Question], asked: dict[str, Asked], first: First) -> tuple[Row, ...]:
    """One row for each kind of question, and a last one for all."""
    kinds = [*dict.fromkeys(question.kind for question in questions), MIX]
    return tuple(_row(kind, questions, asked, first) for kind in kinds)


def _row(kind: str, questions: list[Question], asked: dict[str, Asked], first: First) -> Row:
    those = [question for question in questions if kind in (question.kind, MIX)]
    return Row(
        kind=kind,
        questions=len(those),
        matches={
            name: int(median(one.answers[q].total for q in those)) for name, one in asked.items()
        },
        top={name: timing(one.top[q] for q in those) for name, one in asked.items()},
        facets={name: timing(one.facets[q] for q in those) for name, one in asked.items()},
        first={
            "top": timing(first.top[q] for q in those),
            "facets": timing(first.facets[q] for q in those),
        },
    )


def agreement(ours: Asked, theirs: Asked) -> Agreement:
    """Compares the answers of two engines, where they count the same."""
    counts = differing = 0
    totals = []
    for question, answer in ours.answers.items():
        other = theirs.answers[question]
        larger = max(answer.total, other.total)
        if abs(answer.total - other.total) > AGREEING * larger:
            totals.append(f"{question.kind}: {' '.join(question.words)}")
        if answer.total != other.total:
            continue
        by = question.narrowing
        for facet, values in other.facets.items():
            if by and {by.facet, facet} == AT_ONE_SITE:
                continue
            for value, count in values.items():
                # At the end of the list, equal counts may bring other values.
                if value in answer.facets[facet]:
                    counts += 1
                    differing += answer.facets[facet][value] != count
    return Agreement(counts, differing, totals)


def ratios(stages: tuple[Stage, ...]) -> dict[str, float]:
    """Theirs ÷ ours over all kinds of questions, for each engine of its largest stage.

    Whoosh is compared at its own size; only its build rate is compared with ours at the size of
    the run.
    """
    found: dict[str, float] = {}
    rate = stages[0].built[OURS].per_second
    for engine, parts in (
        (WHOOSH, ("facets_p50",)),
        (TANTIVY, ("top10_p50", "top10_p95", "facets_p50", "facets_p95")),
        (FTS5, ("facets_p50",)),
    ):
        stage = next((one for one in stages if engine in one.built), None)
        if stage is None:
            continue
        name, peer = engine.lower(), stage.built[engine]
        if engine != FTS5:
            found[f"build_vs_{name}"] = rate / peer.per_second
        if engine == TANTIVY and peer.prepared_per_second:
            found[f"build_vs_{name}_prepared"] = rate / peer.prepared_per_second
        mix = stage.rows[-1]
        for part in parts:
            work, _, quantile = part.partition("_")
            timings = mix.top if work == "top10" else mix.facets
            theirs, ours = (getattr(timings[one], quantile) for one in (engine, OURS))
            found[f"{work}_vs_{name}_{quantile}"] = theirs / ours
    return {name: round(ratio, 2) for name, ratio in found.items()}


def page(report: Report) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"Measured {report.date} on {report.machine}."
    yield ""
    yield from _table(["ratio (theirs ÷ ours)", "here"], [[k, v] for k, v in report.ratios.items()])
    for stage in report.stages:
        yield f"## {stage.listings:,} listings"
        yield ""
        yield from _engines(stage)
        yield from _timings(stage, "Top 10 and the exact count", [row.top for row in stage.rows])
        yield from _timings(
            stage, "Top 10, the exact count, and all facets", [row.facets for row in stage.rows]
        )
        yield from _at_sites(stage)
        yield (
            f"Decoding ten listings is part of every answer: {stage.decoding_ms:.2f} ms. A second "
            f"process of ours holds {stage.reader_private_mb:,.0f} MB of its own when it has "
            f"answered everything, {stage.reader_before_mb:,.0f} MB of them before it opens the "
            "index."
        )
        yield ""
        for name, found in stage.agreement.items():
            apart = f" ({'; '.join(found.totals)})" if found.totals else ""
            yield (
                f"- {name}: {found.differing} of {found.counts:,} facet counts differ from ours; "
                f"totals are more than a twentieth apart for {len(found.totals)} questions{apart}."
            )
        yield ""


def _engines(stage: Stage) -> Iterator[str]:
    yield from _table(
        [
            "engine",
            "listings/s from the file",
            "listings/s prepared",
            "index MB",
            "opening ms",
            "peak MB own",
            "peak MB with mapped files",
            "rounds",
        ],
        [
            [
                f"{name} ({one.version})",
                f"{one.per_second:,.0f}",
                f"{one.prepared_per_second:,.0f}" if one.prepared_per_second else "–",
                f"{one.megabytes:,.0f}",
                f"{one.opening_ms:,.0f}",
                f"{one.peak.own:,.0f}",
                f"{one.peak.whole:,.0f}",
                one.rounds,
            ]
            for name, one in stage.built.items()
        ],
    )


def _timings(stage: Stage, work: str, by_row: list[dict[str, Timing]]) -> Iterator[str]:
    peers = [name for name in stage.built if name != OURS]
    yield f"{work}, milliseconds p50 / p95:"
    yield ""
    columns = [name for peer in peers for name in (peer, f"{peer} ÷ ours")]
    lines = []
    for row, timings in zip(stage.rows, by_row, strict=True):
        ours = timings[OURS]
        first = row.first["top" if timings is row.top else "facets"]
        cells: list[object] = [row.kind, f"{row.matches[OURS]:,}", _shown(first), _shown(ours)]
        for peer in peers:
            theirs = timings[peer]
            ratio = f"{theirs.p50 / ours.p50:.1f} / {theirs.p95 / ours.p95:.1f}"
            cells += [_shown(theirs), ratio]
        lines.append(cells)
    yield from _table(["questions", "matches", "ours, first time", "ours", *columns], lines)


def _at_sites(stage: Stage) -> Iterator[str]:
    yield "Asked of ours alone, of what holds at one site, milliseconds p50 / p95:"
    yield ""
    yield from _table(
        ["questions", "matches", "top 10, first time", "top 10", "facets, first time", "facets"],
        [
            [
                row.kind,
                f"{row.matches[OURS]:,}",
                _shown(row.first["top"]),
                _shown(row.top[OURS]),
                _shown(row.first["facets"]),
                _shown(row.facets[OURS]),
            ]
            for row in stage.site_rows
        ],
    )


def _shown(timing: Timing) -> str:
    return f"{timing.p50:.2f} / {timing.p95:.2f}"


def _table(head: list[str], lines: Iterable[list[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for line in lines:
        yield f"| {' | '.join(map(str, line))} |"
    yield ""
