"""The writer's own rules: how listings are cut into runs, and what it leaves on disk."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from whoosh import index as whoosh_index

from index.engines.whoosh.codec.codec import contents
from index.engines.whoosh.segment.files import PARTS
from index.engines.whoosh.writing.writer import WhooshWriter
from index.errors import BuildFailed
from index.generation.completion import Name
from index.generation.progress import silent
from index.generation.writer import Effort
from tests.conftest import listing
from tests.generated import corpus
from tests.vocabularies import Made


def raw(*ids: str) -> list[bytes]:
    return [msgspec.json.encode(listing(id_)) for id_ in ids]


def test_what_is_written_is_named_in_order_and_nothing_else_is_left(tmp_path: Path) -> None:
    writer = WhooshWriter(tmp_path, Effort(), silent)
    for ids in (("T1", "T2"), ("T3", "T4"), ("T5", "T6")):
        writer.add(raw(*ids), 2)
    assert writer.finish().listings == 6
    segments = contents(tmp_path)
    names = {one.segment_id() for one in segments}
    files = {path.name for path in tmp_path.iterdir() if not path.name.endswith("LOCK")}
    of_segments = {f"{name}.{part}" for name in names for part in PARTS}
    assert files == {"_MAIN_1.toc"} | of_segments


def test_what_is_abandoned_is_gone_and_what_it_started_from_is_not(tmp_path: Path) -> None:
    vocabulary = Made((("asthma",),)).kept_in(tmp_path)
    published, again = tmp_path / "published", tmp_path / "again"
    for directory in (published, again):
        directory.mkdir()
    first = WhooshWriter(published, Effort(), silent, vocabulary)
    first.add(raw("T1", "T2"), 2)
    assert first.finish().document_counts.tolist() == [0]
    whole = {path.name: path.read_bytes() for path in published.iterdir()}
    (again / "beside").write_text("kept")
    second = WhooshWriter(again, Effort(), silent, vocabulary)
    second.add(raw("T3"), 1)
    second.finish()
    second.abandon()
    assert [path.name for path in again.iterdir()] == ["beside"]
    assert {path.name: path.read_bytes() for path in published.iterdir()} == whole


def test_a_writer_tells_what_the_tables_beside_an_engine_are_made_of(tmp_path: Path) -> None:
    writer = WhooshWriter(tmp_path, Effort(), silent)
    known = [listing(f"T{n}", title="Asthma", condition=["Asthma"]) for n in range(2)]
    writer.add(list(map(msgspec.json.encode, known)), 2)
    summary = writer.finish()
    assert dict(zip(summary.words.words, summary.words.listings.tolist(), strict=True)) == {
        "asthma": 2
    }
    assert Name("condition", "Asthma", 2) in summary.names
    assert len(summary.document_counts) == 0


def test_adding_and_removing_nothing_changes_nothing(tmp_path: Path) -> None:
    writer = WhooshWriter(tmp_path, Effort(), silent)
    writer.add(raw("T1"), 1)
    writer.add([], 0)
    assert writer.remove([]) == []
    assert writer.finish().listings == 1
    assert len(contents(tmp_path)) == 1


def test_what_one_writer_adds_twice_is_there_once(tmp_path: Path) -> None:
    writer = WhooshWriter(tmp_path, Effort(), silent)
    writer.add(raw("T1", "T2", "T3"), 3)
    writer.add(raw("t2"), 1)
    assert writer.remove(["T3", "T3", "t3", "nothing"]) == ["nothing"]
    assert writer.finish().listings == 2
    index = whoosh_index.open_dir(str(tmp_path), readonly=True)
    assert index.doc_count() == 2


def test_an_index_that_whoosh_does_not_read_back_is_not_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WhooshWriter(tmp_path, Effort(), silent)
    writer.add([msgspec.json.encode(one) for one in corpus(5)], 5)
    monkeypatch.setattr(
        "index.engines.whoosh.codec.codec.ArraySegment.doc_count", lambda segment: 4
    )
    with pytest.raises(BuildFailed, match="reads 4 of 5 listings"):
        writer.finish()
