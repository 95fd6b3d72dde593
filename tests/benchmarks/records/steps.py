"""What each step of a rebuild takes of one processor, record by record, without waiting."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec

from index.engines.whoosh.writing.segment_writer import write_segment
from index.generation.progress import silent
from index.reference.places.gazetteer import open_gazetteer
from index.reference.vocabulary.lookup import open_vocabulary
from index.sources.deduplication import collapse, condense
from index.sources.reader import records
from index.sources.source import Attachment, JsonText, Raw, Translation
from index.sources.translation import translated
from index.terms import Inverter, name_tree_of

RUN = 1_000
"""Listings in a segment, as a small build has them."""

Result = TypeVar("Result")


class Steps(msgspec.Struct, frozen=True):
    """Microseconds of a processor for each record, by step in their order."""

    records: int
    microseconds: dict[str, float]


def measured(home: Path, file: Path) -> Steps:
    """Takes the records of a file through one step after the other, all of them each time.

    Every step but the first two is taken twice, and the second time counts: what is remembered of
    words and places is then known, as it is for most of a large file.
    """
    took: dict[str, float] = {}
    gazetteer = open_gazetteer(home)
    tree = name_tree_of(open_vocabulary(home, silent))
    inverter = Inverter()

    def timed(step: str, work: Callable[[], Result]) -> Result:
        started = time.process_time()
        result = work()
        took[step] = time.process_time() - started
        return result

    def index(encoded: list[bytes]) -> None:
        with TemporaryDirectory(dir=home) as directory:
            for begin in range(0, len(encoded), RUN):
                name = f"x_{begin}"
                write_segment(Path(directory), name, encoded[begin : begin + RUN], inverter, tree)

    found = timed("read and split", lambda: [one for one in records(file) if isinstance(one, Raw)])
    texts = [one.value for one in found if isinstance(one.value, JsonText)]
    timed("decode", lambda: [one.decoded() for one in texts])
    for _ in range(2):
        arrivals = timed("translate", lambda: [translated(one) for one in found])
        given = [one.translation for one in arrivals if isinstance(one.translation, Translation)]
        condensed = timed(
            "locate and encode", lambda: [condense(one, gazetteer.located) for one in given]
        )
        sent: list[object] = timed("send back", lambda: pickle.loads(pickle.dumps(condensed)))
        assert len(sent) == len(given)
        with TemporaryDirectory(dir=home) as directory:
            encoded = timed(
                "collapse",
                lambda directory=directory: list(  # type: ignore[misc]
                    collapse(condensed, Path(directory)).listings.encoded(
                        lambda listing: msgspec.json.encode(gazetteer.located(listing))
                    )
                ),
            )
        timed("index and tag", lambda: index(encoded))
    assert not any(isinstance(one.translation, Attachment) for one in arrivals)
    took["translate"] -= took["decode"]
    return Steps(len(found), {step: round(took[step] / len(found) * 1e6, 1) for step in took})
