"""What an answer costs from a request to its page: processor time of each step.

Every question is asked once of the site as a reader asks it, in a process that has answered some
before, so that what is known of a question is not known from its first asking. Each step is told
without those within it, and all of them add up to the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import msgspec
import numpy as np
from werkzeug.test import EnvironBuilder, run_wsgi_app

from search.engines.whoosh.executor import WhooshEngine
from search.evaluation.judgements import read_judged
from search.results.highlighting import Highlighter
from search.searcher import searcher as story
from search.searcher.serving import Served
from web.app import create_app

WARMING = 40
"""Questions that are asked beforehand, of those at the end: templates and caches are made then."""

PAGE, ANSWER = "page", "rest of an answer"


class Step(NamedTuple):
    """A function whose time is kept apart where it is called within another step."""

    name: str
    within: str
    owner: object
    function: str


STEPS = (
    Step(ANSWER, PAGE, story.Searcher, "search"),
    Step("reading", ANSWER, Served, "understand"),
    Step("engine", ANSWER, WhooshEngine, "search"),
    Step("engine", ANSWER, WhooshEngine, "counts"),
    Step("loading", "engine", WhooshEngine, "_hits"),
    Step("snippets", ANSWER, story, "snippet"),
    Step("snippets", ANSWER, Highlighter, "spans"),
    Step("relaxation", ANSWER, story, "relaxations"),
)
NAMES = ("reading", "engine", "loading", "snippets", "relaxation", ANSWER, PAGE)


class Spread(msgspec.Struct, frozen=True):
    """Of the processor time of every question, in milliseconds."""

    p50: float
    p95: float
    p99: float
    slowest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Spread:
        """The spread of times in seconds."""
        spread = np.percentile(np.array(seconds) * 1000, (50, 95, 99, 100))
        return cls(*(round(float(one), 2) for one in spread))


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What so many questions cost over an index of so many listings."""

    listings: int
    questions: int
    steps: dict[str, Spread]
    """By name, in the order of `NAMES`."""
    answer: Spread
    """From a request to its results."""
    whole: Spread
    """From a request to the bytes of its page."""


class _Clock:
    """Processor time by step: that of a step stands still while one within it runs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._step = ""
        self._since = 0.0

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        outer = self._turn_to(step)
        try:
            yield
        finally:
            self._turn_to(outer)

    def timed(self, step: Step) -> Callable[..., Any]:
        """The function of a step, its time kept apart within the step that calls it."""
        function = getattr(step.owner, step.function)

        def call(*args: Any, **named: Any) -> Any:
            if self._step != step.within:
                return function(*args, **named)
            with self.of(step.name):
                return function(*args, **named)

        return call

    def _turn_to(self, step: str) -> str:
        now, left = time.process_time(), self._step
        self.seconds[left] = self.seconds.get(left, 0.0) + now - self._since
        self._step, self._since = step, now
        return left


def questions_of(file: Path | None) -> list[str]:
    """The questions of a file, the last column of each of its lines; of none, our judged ones."""
    if file is None:
        return [judged.question for judged in read_judged()]
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.rpartition("\t")[2] for line in lines if line.strip()]


def measured(home: Path, questions: Sequence[str]) -> Cost:
    """Asks the site over what is published in a home every question, one after the other."""
    searcher = story.Searcher(home)
    ask = _site(home, searcher)
    for question in questions[-WARMING:]:
        ask(question, _Clock())
    taken = [ask(question, _Clock()) for question in questions]
    answers = [sum(one.values()) - one[PAGE] for one in taken]
    return Cost(
        listings=searcher.status().listings,
        questions=len(questions),
        steps={name: Spread.of([one.get(name, 0.0) for one in taken]) for name in NAMES},
        answer=Spread.of(answers),
        whole=Spread.of([sum(one.values()) for one in taken]),
    )


def _site(home: Path, searcher: story.Searcher) -> Callable[[str, _Clock], dict[str, float]]:
    app = create_app(home, searcher)

    def ask(question: str, clock: _Clock) -> dict[str, float]:
        environ = EnvironBuilder("/search", query_string={"q": question}).get_environ()
        with ExitStack() as stack:
            for step in STEPS:
                stack.enter_context(patch.object(step.owner, step.function, clock.timed(step)))
            with clock.of(PAGE):
                run_wsgi_app(app.wsgi_app, environ, buffered=True)
        return {step: taken for step, taken in clock.seconds.items() if step}

    return ask


def page(made: Cost) -> str:
    """The figures as a Markdown table."""
    rows = (*made.steps.items(), ("an answer in all", made.answer), ("with its page", made.whole))
    lines = [
        f"{made.questions:,} questions over {made.listings:,} listings, each asked once,",
        "in milliseconds of processor:",
        "",
        "| | p50 | p95 | p99 | slowest |",
        "|---|---|---|---|---|",
        *(f"| {name} | {one.p50} | {one.p95} | {one.p99} | {one.slowest} |" for name, one in rows),
        "",
    ]
    return "\n".join(lines)
