"""What reading a question costs, and what it adds to answering one.

Our own judged questions are asked of one index in two ways: as they are read, and with every part
of them taken as plain words, which is what an engine without a vocabulary would search for. Both
ways take turns, so that their ratio holds on a noisy machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from index.generation.generations import Generations
from index.reference.places.gazetteer import open_gazetteer
from search.engine.query import Query
from search.evaluation.judgements import read_judged
from search.request.request import SearchRequest
from search.searcher.serving import Served, open_served
from search.understanding.understood import query_of


class Spread(msgspec.Struct, frozen=True):
    """Of the best time of every question, in milliseconds."""

    p50: float
    p95: float
    slowest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Spread:
        """The spread of times in seconds."""
        best = np.array(seconds) * 1000
        return cls(*(round(float(np.percentile(best, at)), 2) for at in (50, 95, 100)))


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How long so many questions take over an index of so many listings."""

    listings: int
    questions: int
    reading: Spread
    """To find out what a question means, and nothing else."""
    read: Spread
    """The top ten of what it means, without reading it."""
    plain: Spread
    """The top ten of its words as they stand."""


def measured(home: Path, rounds: int) -> Reading:
    """Asks every judged question of what is published in a home, `rounds` times each way."""
    served = open_served(home, Generations(home).current_name(), open_gazetteer(home))
    texts = [judged.question for judged in read_judged()]
    requests = [SearchRequest(text=text, size=10) for text in texts]
    exact = [msgspec.structs.replace(one, words=(one.text,)) for one in requests]
    read = [query_of(served.understand(one), ()) for one in requests]
    plain = [query_of(served.understand(one), ()) for one in exact]
    ways: dict[str, list[float]] = {"reading": [], "read": [], "plain": []}
    for request, meant, words in zip(requests, read, plain, strict=True):
        asked: dict[str, Callable[[], object]] = {
            "reading": _reading(served, request),
            "read": _answering(served, meant),
            "plain": _answering(served, words),
        }
        best = dict.fromkeys(asked, float("inf"))
        for _ in range(rounds):
            for name, ask in asked.items():
                start = time.perf_counter()
                ask()
                best[name] = min(best[name], time.perf_counter() - start)
        for name, seconds in best.items():
            ways[name].append(seconds)
    return Reading(
        listings=served.engine.status().listings,
        questions=len(texts),
        **{name: Spread.of(seconds) for name, seconds in ways.items()},
    )


def _reading(served: Served, request: SearchRequest) -> Callable[[], object]:
    return lambda: served.understand(request)


def _answering(served: Served, query: Query) -> Callable[[], object]:
    return lambda: served.engine.search(query)


def page(made: Reading) -> str:
    """The figures as a Markdown table."""
    rows = (
        ("reading a question", made.reading),
        ("top 10 of what it means", made.read),
        ("top 10 of its words as they stand", made.plain),
    )
    lines = [
        f"{made.questions} questions over {made.listings:,} listings, best of some rounds each,",
        "in milliseconds:",
        "",
        "| | p50 | p95 | slowest |",
        "|---|---|---|---|",
        *(f"| {name} | {one.p50} | {one.p95} | {one.slowest} |" for name, one in rows),
        "",
    ]
    return "\n".join(lines)
