"""Merging gives what writing at once would have given, byte for byte."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.engines.whoosh.segment.files import PARTS, part_path
from index.engines.whoosh.segment.segment import Segment
from index.engines.whoosh.writing import segment_merger as merge
from index.engines.whoosh.writing.segment_merger import Part, merge_segments
from index.engines.whoosh.writing.segment_writer import write_segment
from index.errors import IndexDamaged
from index.listing.model import Listing
from index.terms.inverter import Inverter
from tests.conftest import examples
from tests.generated import any_listings, corpus


def write(directory: Path, name: str, listings: list[Listing]) -> Segment:
    write_segment(directory, name, [msgspec.json.encode(one) for one in listings], Inverter())
    return Segment(directory, name)


def assert_same_files(directory: Path, one: str, other: str) -> None:
    for part in PARTS:
        assert (
            part_path(directory, one, part).read_bytes()
            == part_path(directory, other, part).read_bytes()
        ), f"{part} differs"


@examples(150)
@given(
    listings=any_listings.filter(len),
    cuts=st.lists(st.integers(0, 10), max_size=4),
    gone=st.sets(st.integers(0, 9)),
    masked=st.booleans(),
    chunk=st.sampled_from([1, 3, merge.CHUNK]),
)
def test_parts_are_merged_into_what_writing_all_at_once_gives(
    tmp_path_factory: pytest.TempPathFactory,
    listings: list[Listing],
    cuts: list[int],
    gone: set[int],
    masked: bool,
    chunk: int,
) -> None:
    directory = tmp_path_factory.mktemp("merge")
    assume(any(n not in gone for n in range(len(listings))))
    bounds = sorted({0, *(min(cut, len(listings)) for cut in cuts), len(listings)})
    parts = []
    for number, (start, stop) in enumerate(pairwise(bounds)):
        kept = np.array([n not in gone for n in range(start, stop)], dtype=np.bool_)
        segment = write(directory, f"MAIN_{number}", listings[start:stop])
        # A mask that keeps everything is as good as none.
        parts.append(Part(segment, kept if masked or not kept.all() else None))
    merge_segments(directory, "MAIN_merged", parts, chunk=chunk)
    write(directory, "MAIN_once", [one for n, one in enumerate(listings) if n not in gone])
    assert_same_files(directory, "MAIN_merged", "MAIN_once")


def test_more_listings_than_are_copied_at_a_time_are_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge, "LISTINGS_AT_A_TIME", 7)
    listings = corpus(60)
    kept = np.arange(40) % 3 > 0
    kept[7:14] = False
    parts = [
        Part(write(tmp_path, "MAIN_1", listings[:40]), kept),
        Part(write(tmp_path, "MAIN_2", listings[40:])),
    ]
    assert [part.size for part in parts] == [int(kept.sum()), 20]
    merge_segments(tmp_path, "MAIN_merged", parts)
    left = [one for one, stays in zip(listings, kept, strict=False) if stays]
    write(tmp_path, "MAIN_once", left + listings[40:])
    assert_same_files(tmp_path, "MAIN_merged", "MAIN_once")


def test_merging_what_was_merged_changes_nothing(tmp_path: Path) -> None:
    listings = corpus(60)
    pieces = [
        Part(write(tmp_path, f"MAIN_{n}", listings[start : start + 20]))
        for n, start in enumerate((0, 20, 40))
    ]
    merge_segments(tmp_path, "MAIN_two", pieces[:2])
    merge_segments(tmp_path, "MAIN_all", [Part(Segment(tmp_path, "MAIN_two")), pieces[2]])
    write(tmp_path, "MAIN_once", listings)
    assert_same_files(tmp_path, "MAIN_all", "MAIN_once")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_damaged_is_never_merged(tmp_path: Path, part: str) -> None:
    listings = corpus(20)
    write(tmp_path, "MAIN_1", listings[:10])
    sound = write(tmp_path, "MAIN_2", listings[10:])
    path = part_path(tmp_path, "MAIN_1", part)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 16
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=path.name):
        merge_segments(tmp_path, "MAIN_merged", [Part(Segment(tmp_path, "MAIN_1")), Part(sound)])
