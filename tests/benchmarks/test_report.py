"""Figures are put together as the report says."""

from __future__ import annotations

import pytest

from search.engine.query import Circle
from tests.benchmarks.asking import Asked, First
from tests.benchmarks.contestants import FTS5, OURS, TANTIVY, WHOOSH
from tests.benchmarks.engine import Answer, Narrowing, OneSite, Question
from tests.benchmarks.measuring import Memory
from tests.benchmarks.report import (
    Built,
    Report,
    Stage,
    Timing,
    agreement,
    page,
    ratios,
    rows,
    timing,
)

QUESTIONS = [Question("1 rare", (word,)) for word in ("asthma", "lupus")]
NEAR = Question("1 rare, near", ("asthma",), at=OneSite(near=Circle(33.7, -84.4, 80)))
FIRST = First(
    dict.fromkeys([*QUESTIONS, NEAR], 9.0),
    dict.fromkeys([*QUESTIONS, NEAR], 9.0),
    private=100.0,
    before=60.0,
)
ALONE = Asked({NEAR: 1.5}, {NEAR: 2.5}, {NEAR: Answer(3, ())}, rounds=1)


def asked(top: float, facets: float, *answers: Answer) -> Asked:
    given = answers or (Answer(1, ()), Answer(1, ()))
    return Asked(
        dict.fromkeys(QUESTIONS, top),
        dict.fromkeys(QUESTIONS, facets),
        dict(zip(QUESTIONS, given, strict=True)),
        rounds=1,
    )


def built(engine: str, per_second: float, prepared: float | None = None) -> Built:
    return Built(
        engine=engine,
        version="1",
        per_second=per_second,
        prepared_per_second=prepared,
        megabytes=1,
        opening_ms=1,
        peak=Memory(2, 1),
        rounds=1,
    )


def stage(listings: int, engines: dict[str, tuple[Built, Asked]]) -> Stage:
    return Stage(
        listings=listings,
        built={name: one for name, (one, _) in engines.items()},
        rows=rows(QUESTIONS, {name: one for name, (_, one) in engines.items()}, FIRST),
        site_rows=rows([NEAR], {OURS: ALONE}, FIRST)[:-1],
        agreement={},
        decoding_ms=0.1,
        reader_private_mb=100,
        reader_before_mb=60,
    )


STAGES = (
    stage(
        200_000,
        {
            OURS: (built(OURS, 3000), asked(1, 2)),
            TANTIVY: (built(TANTIVY, 2000, 6000), asked(0.5, 8)),
            FTS5: (built(FTS5, 3000), asked(20, 100)),
        },
    ),
    stage(
        20_000,
        {OURS: (built(OURS, 2000), asked(1, 1)), WHOOSH: (built(WHOOSH, 100), asked(9, 70))},
    ),
)


def test_a_ratio_is_theirs_over_ours_and_a_rate_the_other_way_round() -> None:
    assert ratios(STAGES) == {
        "build_vs_whoosh": 30.0,
        "facets_vs_whoosh_p50": 70.0,
        "build_vs_tantivy": 1.5,
        "build_vs_tantivy_prepared": 0.5,
        "top10_vs_tantivy_p50": 0.5,
        "top10_vs_tantivy_p95": 0.5,
        "facets_vs_tantivy_p50": 4.0,
        "facets_vs_tantivy_p95": 4.0,
        "facets_vs_fts5_p50": 50.0,
    }


def test_an_engine_that_took_no_part_has_no_ratio() -> None:
    assert not [name for name in ratios(STAGES[1:]) if "tantivy" in name or "fts5" in name]


def test_the_slowest_in_twenty_is_an_actual_time() -> None:
    assert timing([float(n) for n in range(1, 101)]) == Timing(50.5, 95.0)
    assert timing([3.0]) == Timing(3.0, 3.0)
    with pytest.raises(ValueError, match="nothing was timed"):
        timing([])


def test_counts_are_compared_only_where_totals_are_equal() -> None:
    ours = asked(1, 1, Answer(5, (), {"sex": {"all": 4, "male": 1}}), Answer(100, ()))
    theirs = asked(1, 1, Answer(5, (), {"sex": {"all": 4, "male": 2}}), Answer(80, ()))

    found = agreement(ours, theirs)

    assert (found.counts, found.differing, found.totals) == (2, 1, ["1 rare: lupus"])


def test_counts_that_ours_alone_takes_at_one_site_are_not_compared() -> None:
    question = Question("narrowed", ("asthma",), narrowing=Narrowing("place", "France"))
    ours, theirs = (
        Asked({}, {}, {question: Answer(1, (), {"status": {"recruiting": n}})}, rounds=1)
        for n in (1, 2)
    )

    assert agreement(ours, theirs).counts == 0


def test_the_page_shows_every_engine_and_kind() -> None:
    made = page(Report(date="2024-03-01", machine="a machine", stages=STAGES, ratios={"x": 1.5}))

    assert "## 200,000 listings" in made
    assert "| x | 1.5 |" in made
    assert "| 1 rare | 1 | 9.00 / 9.00 | 1.00 / 1.00 | 0.50 / 0.50 | 0.5 / 0.5 |" in made
    assert "| 1 rare, near | 3 | 9.00 / 9.00 | 1.50 / 1.50 | 9.00 / 9.00 | 2.50 / 2.50 |" in made
