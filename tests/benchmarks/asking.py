"""Asks every question of every engine, in turns, and keeps how long each answer took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median

import msgspec

from tests.benchmarks.contestants import contestant
from tests.benchmarks.engine import LISTING, TOP, Answer, Question, Reader
from tests.benchmarks.measuring import private_megabytes

PATIENCE = 240.0
"""Seconds that an engine may spend on its rounds: then it is asked no further one."""

Ask = Callable[[Question], Answer]


class Asked(msgspec.Struct, frozen=True):
    """An engine's answers: milliseconds per question, each the median of the rounds."""

    top: dict[Question, float]
    facets: dict[Question, float]
    answers: dict[Question, Answer]
    rounds: int


class _Turns:
    """One engine's rounds so far."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.answers: dict[Question, Answer] = {}
        self.top: dict[Question, list[float]] = {}
        self.facets: dict[Question, list[float]] = {}
        self.spent = 0.0
        self.rounds = 0

    def warm(self, questions: Sequence[Question]) -> None:
        """Asks everything once without keeping the times."""
        for question in questions:
            self.reader.answer(question)
            self.answers[question] = self.reader.answer_with_facets(question)

    def round(self, questions: Sequence[Question]) -> None:
        """Asks everything once more."""
        begun = time.perf_counter()
        for ask, kept in (
            (self.reader.answer, self.top),
            (self.reader.answer_with_facets, self.facets),
        ):
            for question in questions:
                kept.setdefault(question, []).append(milliseconds(ask, question))
        self.spent += time.perf_counter() - begun
        self.rounds += 1

    def asked(self) -> Asked:
        """The medians."""
        return Asked(
            {question: median(taken) for question, taken in self.top.items()},
            {question: median(taken) for question, taken in self.facets.items()},
            self.answers,
            self.rounds,
        )


def milliseconds(ask: Ask, question: Question) -> float:
    """How long one answer takes."""
    begun = time.perf_counter()
    ask(question)
    return (time.perf_counter() - begun) * 1000


def ask_all(
    readers: dict[str, Reader],
    questions: Sequence[Question],
    rounds: int,
    say: Callable[[str], None],
) -> dict[str, Asked]:
    """Asks everything once to warm up, then in `rounds` rounds, by the names of the engines.

    Engines take turns round by round, so that what else the machine does hits all alike. One
    that has spent its `PATIENCE` leaves after a round, never within one.
    """
    turns = {name: _Turns(reader) for name, reader in readers.items()}
    for name, one in turns.items():
        say(f"{name}: asking {len(questions)} questions once")
        one.warm(questions)
    for number in range(rounds):
        for name, one in turns.items():
            if number == 0 or one.spent < PATIENCE:
                say(f"{name}: round {number + 1} of {rounds}")
                one.round(questions)
    return {name: one.asked() for name, one in turns.items()}


class First(msgspec.Struct, frozen=True):
    """What a process met that has just opened an index: milliseconds per question, asked once,
    and the megabytes that it shares with no other process when all is answered."""

    top: dict[Question, float]
    facets: dict[Question, float]
    private: float
    before: float
    """The private megabytes before it opened the index."""


def first_asking(name: str, directory: Path, questions: list[Question]) -> First:
    """Opens an index, asks everything once, and once more of a second reader with facets."""
    opening = contestant(name).open
    before = private_megabytes()
    reader = opening(directory)
    top = {question: milliseconds(reader.answer, question) for question in questions}
    for question in questions:
        reader.answer_with_facets(question)
    private = private_megabytes()
    reader = opening(directory)
    ask = reader.answer_with_facets
    facets = {question: milliseconds(ask, question) for question in questions}
    return First(top, facets, private, before)


def decoding_ms(answers: Iterable[Answer]) -> float:
    """Milliseconds that decoding ten listings takes, which is part of every answer; 0 where no
    answer has ten."""
    taken = []
    for answer in answers:
        if len(answer.top) == TOP:
            stored = [msgspec.json.encode(one) for one in answer.top]
            begun = time.perf_counter()
            for one in stored:
                LISTING.decode(one)
            taken.append((time.perf_counter() - begun) * 1000)
    return median(taken) if taken else 0.0
