"""What each step of a rebuild takes of one processor, record by record, without waiting."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec

from index.engines.whoosh.writing.segment_writer import write_segment
from index.generation.progress import silent
from index.reference.places.gazetteer import open_gazetteer
from index.reference.vocabulary.lookup import open_vocabulary
from index.sources.deduplication import Condensed, collapse, condense
from index.sources.reader import records
from index.sources.source import JsonText, Raw, Translation
from index.sources.translation import translated
from index.terms import Inverter, name_tree_of

RUN = 1_000
"""Listings in a segment, as a small build has them."""

Result = TypeVar("Result")


class Steps(msgspec.Struct, frozen=True):
    """Microseconds of a processor for each record, by step in their order."""

    records: int
    microseconds: dict[str, float]


class _Clock:
    """How long steps took of a processor; of those that are taken again, the last time."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, step: str, work: Callable[[], Result]) -> Result:
        """Does a step."""
        started = time.process_time()
        result = work()
        self.seconds[step] = time.process_time() - started
        return result


class _Known:
    """What a process remembers from one batch to the next."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.located = open_gazetteer(home).located
        self.tree = name_tree_of(open_vocabulary(home, silent))
        self.inverter = Inverter()


def measured(home: Path, file: Path) -> Steps:
    """Takes the records of a file through one step after the other, all of them each time.

    Every step but the first two is taken twice, and the second time counts: what is remembered of
    words and places is then known, as it is for most of a large file.
    """
    clock, known = _Clock(), _Known(home)
    found = clock.timed("read and split", lambda: list(_raw(file)))
    texts = [one.value for one in found if isinstance(one.value, JsonText)]
    clock.timed("decode", lambda: _decode(texts))
    for _ in range(2):
        _go(clock, known, found)
    clock.seconds["translate"] -= clock.seconds["decode"]
    each = {step: round(took / len(found) * 1e6, 1) for step, took in clock.seconds.items()}
    return Steps(len(found), each)


def _decode(texts: list[JsonText]) -> None:
    """Keeps none: to ask the system for the memory of all takes seven times as long as decoding."""
    for one in texts:
        one.decoded()


def _raw(file: Path) -> Iterator[Raw]:
    return (one for one in records(file) if isinstance(one, Raw))


def _go(clock: _Clock, known: _Known, found: list[Raw]) -> None:
    arrivals = clock.timed("translate", lambda: [translated(one) for one in found])
    given = [one.translation for one in arrivals if isinstance(one.translation, Translation)]
    assert len(given) == len(found)
    condensed = clock.timed(
        "locate and encode", lambda: [condense(one, known.located) for one in given]
    )
    clock.timed("send back", lambda: pickle.loads(pickle.dumps(condensed)))
    encoded = clock.timed("collapse", lambda: _collapsed(known, condensed))
    clock.timed("index and tag", lambda: _indexed(known, encoded))


def _collapsed(known: _Known, condensed: list[Condensed]) -> list[bytes]:
    with TemporaryDirectory(dir=known.home) as directory:
        listings = collapse(condensed, Path(directory)).listings
        return list(listings.encoded(lambda one: msgspec.json.encode(known.located(one))))


def _indexed(known: _Known, encoded: list[bytes]) -> None:
    with TemporaryDirectory(dir=known.home) as directory:
        for begin in range(0, len(encoded), RUN):
            run = encoded[begin : begin + RUN]
            write_segment(Path(directory), f"x_{begin}", run, known.inverter, known.tree)
