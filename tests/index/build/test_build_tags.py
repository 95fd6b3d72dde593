"""Generations that are tagged with a vocabulary, built, updated and built with another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from index.build.build import Encoded, build, update
from index.engines.whoosh.codec.codec import contents
from index.engines.whoosh.concepts.tags import open_concepts
from index.engines.whoosh.segment.files import CONCEPTS
from index.engines.whoosh.segment.segment import Segment
from index.engines.whoosh.writing import writer
from index.generation import writer as writer_port
from index.generation.generations import Generations
from index.generation.manifest import Manifest
from index.generation.progress import silent
from index.generation.writer import Effort
from index.listing.model import Listing
from index.reference.vocabulary.lookup import VOCABULARY_FILE
from tests.conftest import listing
from tests.generated import corpus, manifest_of, no_merging, served
from tests.vocabularies import Made, Named, named_by

SAID = (
    ("asthma",),
    ("lupus", "drug trial"),
    ("cancer",),
    ("breast cancer", "cancer breast"),
    ("x",),
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(said=SAID, pairs=((2, 3), (0, 2)), version="first").kept_in(tmp_path)


def publish(
    home: Path,
    listings: Collection[Listing],
    vocabulary: Made | None,
    effort: Effort = Effort(),  # noqa: B008  frozen
) -> Manifest:
    generations = Generations(home)
    with generations.locked("a test"), generations.building() as directory:
        manifest = build(
            directory, Encoded(listings), effort=effort, progress=silent, vocabulary=vocabulary
        )
        generations.publish(directory, manifest)
    return manifest


def publish_change(
    home: Path,
    vocabulary: Made | None,
    added: Collection[Listing] = (),
    removed: Iterable[str] = (),
) -> Manifest:
    generations = Generations(home)
    with generations.locked("a test"), generations.building() as directory:
        manifest = update(
            directory,
            generations,
            manifest_of(home),
            Encoded(added),
            removed,
            effort=Effort(),
            progress=silent,
            vocabulary=vocabulary,
        ).manifest
        generations.publish(directory, manifest)
    return manifest


def tags_in(home: Path) -> dict[str, dict[int, Named]]:
    """By id, the concepts that each live listing of what is served is tagged with."""
    directory = served(home)
    found: dict[str, dict[int, Named]] = {}
    for segment in contents(directory):
        arrays = Segment(directory, segment.segment_id())
        tags = open_concepts(directory, segment.segment_id())
        assert tags is not None
        ids = [
            msgspec.json.decode(arrays.listing(doc), type=Listing).id for doc in range(arrays.size)
        ]
        found |= {ids[doc]: {} for doc in range(arrays.size) if not segment.is_deleted(doc)}
        for concept in range(len(tags)):
            one = tags.concept(concept)
            columns = one.docs, one.own, one.below, one.conditions
            for doc, *named in zip(*(column.tolist() for column in columns), strict=True):
                if not segment.is_deleted(doc):
                    found[ids[doc]][concept] = Named(*named)
    return found


def counts_in(home: Path) -> dict[int, int]:
    with closing(sqlite3.connect(served(home) / VOCABULARY_FILE)) as database:
        return dict(database.execute("select number, listings from concept"))


def assert_tagged(home: Path, listings: Iterable[Listing], vocabulary: Made) -> None:
    expected = {one.id: named_by(one, vocabulary) for one in listings}
    assert tags_in(home) == expected
    counts = {n: sum(n in tags for tags in expected.values()) for n in range(len(vocabulary))}
    assert counts_in(home) == counts


def test_a_build_tags_listings_and_keeps_the_vocabulary(tmp_path: Path, made: Made) -> None:
    manifest = publish(tmp_path / "home", corpus(30), made)
    assert_tagged(tmp_path / "home", corpus(30), made)
    assert manifest.vocabulary == "first"
    assert VOCABULARY_FILE in manifest.files
    with closing(sqlite3.connect(served(tmp_path / "home") / VOCABULARY_FILE)) as database:
        assert database.execute("select version from about").fetchone() == ("first",)


def test_without_a_vocabulary_nothing_is_tagged_or_kept(tmp_path: Path) -> None:
    manifest = publish(tmp_path / "home", corpus(10), None)
    assert manifest.vocabulary == ""
    assert not [name for name in manifest.files if name.endswith((CONCEPTS, VOCABULARY_FILE))]


def test_processes_change_no_tag(
    tmp_path: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = publish(tmp_path / "one", corpus(60), made, Effort(processes=1))
    monkeypatch.setattr(writer_port, "LEAST_LISTINGS", 7)
    monkeypatch.setattr(writer_port, "BEST_LISTINGS", 7)
    monkeypatch.setattr(writer, "BEST_LISTINGS", 7)
    two = publish(tmp_path / "two", corpus(60), made, Effort(processes=2))
    assert one.stamp == two.stamp
    assert one.files == two.files
    assert_tagged(tmp_path / "two", corpus(60), made)


def test_another_vocabulary_makes_another_stamp(tmp_path: Path, made: Made) -> None:
    other = msgspec.structs.replace(made, version="second")
    stamps = {publish(tmp_path / "home", corpus(5), one).stamp for one in (None, made, made, other)}
    assert len(stamps) == 3


def test_an_update_tags_what_is_new_and_counts_what_is_left(tmp_path: Path, made: Made) -> None:
    home = tmp_path / "home"
    with no_merging():
        before = publish(home, corpus(30), made)
        old = served(home)
        changed = listing("T004", title="Breast cancer")
        after = publish_change(home, made, [changed], removed=["T007"])
    left = [one for one in corpus(30) if one.id not in ("T004", "T007")]
    assert_tagged(home, [*left, changed], made)
    (linked,) = (name for name in before.files if name.endswith(CONCEPTS))
    assert (served(home) / linked).samefile(old / linked)
    assert after.files[linked] == before.files[linked]


def test_an_update_that_merges_segments_merges_their_tags(tmp_path: Path, made: Made) -> None:
    home = tmp_path / "home"
    publish(home, corpus(10), made)
    publish_change(home, made, corpus(40)[10:], removed=["T003"])
    assert len(contents(served(home))) == 1
    assert_tagged(home, [one for one in corpus(40) if one.id != "T003"], made)


@pytest.mark.parametrize("before", ["nothing", "another"])
def test_an_update_with_another_vocabulary_tags_everything_anew(
    tmp_path: Path, made: Made, before: str
) -> None:
    home = tmp_path / "home"
    other = Made(said=(("lung",), ("asthma",)), version="another").kept_in(tmp_path)
    with no_merging():
        publish(home, corpus(30), None if before == "nothing" else other)
        publish_change(home, made, [listing("N1", title="Lupus")], removed=["T001"])
        assert len(contents(served(home))) == 2
    left = [one for one in corpus(30) if one.id != "T001"]
    assert_tagged(home, [*left, listing("N1", title="Lupus")], made)


def test_an_update_without_a_vocabulary_leaves_tags_behind(tmp_path: Path, made: Made) -> None:
    home = tmp_path / "home"
    publish(home, corpus(10), made)
    manifest = publish_change(home, None, [listing("N1")])
    assert manifest.vocabulary == ""
    assert not [name for name in manifest.files if name.endswith((CONCEPTS, VOCABULARY_FILE))]
