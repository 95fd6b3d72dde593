"""Made-up listings that overlap in many ways, and homes that hold them in several segments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import strategies as st

from index.build.build import Encoded, build, update
from index.engines.whoosh.codec.codec import contents
from index.engines.whoosh.segment.segment import Segment
from index.generation.generations import Generations
from index.generation.manifest import Manifest
from index.generation.progress import silent
from index.generation.writer import Effort, Vocabulary
from index.listing.model import Listing
from tests.conftest import listing

WORDS = ("asthma", "lupus", "cancer", "breast", "lung", "drug", "trial", "sleep")

PLACES = (
    {"city": "Atlanta", "state": "Georgia", "country": "United States", "latitude": 33.749,
     "longitude": -84.388, "status": "recruiting"},
    {"city": "Macon", "state": "Georgia", "country": "United States", "latitude": 32.841,
     "longitude": -83.632},
    {"city": "Tbilisi", "country": "Georgia", "status": "completed"},
    {"city": "Austin", "state": "Texas", "country": "United States", "latitude": 30.267,
     "longitude": -97.743, "status": "completed"},
)  # fmt: skip


def made(n: int) -> Listing:
    """The `n`-th made-up listing: words, values and sites repeat with different periods."""
    words = [WORDS[(n * k + k) % len(WORDS)] for k in range(1, 3 + n % 7)]
    return listing(
        f"T{n:03}",
        title=" ".join(words[:3]).capitalize(),
        summary=" ".join(words * (1 + n % 3)),
        condition=[WORDS[n % 3].upper() if n % 2 else WORDS[n % 3], WORDS[n % 5]][: n % 3],
        phase=[["phase-1"], ["phase-1", "phase-2"], [], ["phase-3"]][n % 4],
        status=["recruiting", "completed", None][n % 3],
        minimum_age=[None, 0, 18, 65][n % 4],
        site=PLACES[n % 5 : n % 5 + 1 + n % 3],
        start_date=["2024", "2024-03", "2024-03-01", None, "2023-12-31"][n % 5],
        other_id=[f"OLD-{n}"] if n % 7 == 0 else [],
    )


def corpus(count: int = 60) -> list[Listing]:
    """`count` listings made up."""
    return [made(n) for n in range(count)]


def _with_ids(
    made_of: Sequence[tuple[str, list[str], int, bool, tuple[str, ...]]],
) -> list[Listing]:
    return [
        listing(
            f"T{n:03}",
            title=title,
            summary=" ".join(words),
            condition=[WORDS[k % len(WORDS)] for k in range(places)],
            site=PLACES[:places],
            sample=sample,
            other_id=others,
        )
        for n, (title, words, places, sample, others) in enumerate(made_of)
    ]


any_listings: st.SearchStrategy[list[Listing]] = st.lists(
    st.tuples(
        st.sampled_from(["A study", "Zebra", "lupus lupus", "☃", "Type 2"]),
        st.lists(st.sampled_from([*WORDS, "žluť", "type", "2", "a-b", "x" * 40]), max_size=9),
        st.integers(0, 3),
        st.booleans(),
        st.lists(st.sampled_from(["OLD-1", "old-1", "NIH-7", "7"]), max_size=2).map(tuple),
    ),
    max_size=10,
).map(_with_ids)
"""Few listings of few words, with distinct ids and shared earlier ones."""


@contextmanager
def no_merging() -> Iterator[None]:
    """Every update keeps its segment, and every deletion its document."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.engines.whoosh.writing.writer.MERGE_RATIO", 0)
        patch.setattr("index.engines.whoosh.writing.writer.MOST_DELETED", 1.0)
        yield


def publish_update(
    home: Path,
    added: Collection[Listing] = (),
    removed: Iterable[str] = (),
    vocabulary: Vocabulary | None = None,
) -> tuple[str, ...]:
    """Publishes what is there with changes; returns the unknown ids among the removed ones."""
    generations = Generations(home)
    with generations.locked("a test"), generations.building() as directory:
        old = generations.manifest(generations.current_name())
        made = update(
            directory,
            generations,
            old,
            Encoded(added),
            removed,
            effort=Effort(),
            progress=silent,
            vocabulary=vocabulary,
        )
        generations.publish(directory, made.manifest)
    return made.unknown


def publish_pieces(
    home: Path,
    pieces: Sequence[Sequence[Listing]],
    removed: Iterable[str] = (),
    vocabulary: Vocabulary | None = None,
) -> Path:
    """Publishes each piece as a segment of its own, then takes out what is `removed`."""
    generations = Generations(home)
    with no_merging():
        with generations.locked("a test"), generations.building() as directory:
            first = build(
                directory,
                Encoded(pieces[0]),
                effort=Effort(),
                progress=silent,
                vocabulary=vocabulary,
            )
            generations.publish(directory, first)
        for piece in pieces[1:]:
            publish_update(home, piece, vocabulary=vocabulary)
        if removed:
            publish_update(home, removed=removed, vocabulary=vocabulary)
    return home


def served(home: Path) -> Path:
    """The directory of the generation that is served."""
    generations = Generations(home)
    return generations.directory(generations.current_name())


def manifest_of(home: Path) -> Manifest:
    """The manifest of the generation that is served."""
    generations = Generations(home)
    return generations.manifest(generations.current_name())


def held(home: Path) -> dict[str, Listing]:
    """The live listings of what is served, by id, read from its files."""
    directory = served(home)
    found: dict[str, Listing] = {}
    for segment in contents(directory):
        arrays = Segment(directory, segment.segment_id())
        for doc in range(arrays.size):
            if not segment.is_deleted(doc):
                one = msgspec.json.decode(arrays.listing(doc), type=Listing)
                assert one.id not in found, "an id is there twice"
                found[one.id] = one
    return found


def by_id(*listings: Listing) -> dict[str, Listing]:
    """Listings by their ids."""
    return {one.id: one for one in listings}
