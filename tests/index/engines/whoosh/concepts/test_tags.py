"""What segments are tagged with is what reading their listings name by name finds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from index.engines.whoosh.concepts import tags as concepts
from index.engines.whoosh.concepts.tags import BELOW, OWN, Concepts, open_concepts, tag_segment
from index.engines.whoosh.segment.files import CONCEPTS, part_path
from index.engines.whoosh.segment.segment import Segment
from index.engines.whoosh.writing.segment_merger import Part, merge_segments
from index.engines.whoosh.writing.segment_writer import write_segment
from index.errors import IndexDamaged
from index.listing.model import Listing
from index.terms.inverter import Inverter
from index.terms.name_tree import name_tree_of
from tests.conftest import examples, listing
from tests.vocabularies import Made, Named, any_subjects, any_vocabulary, named_by

slow = examples(60, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few that several listings are more than are handled at once."""
    monkeypatch.setattr(concepts, "AT_A_TIME", 2)
    monkeypatch.setattr(concepts, "CHUNK", 3)
    monkeypatch.setattr(concepts, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(concepts, "POSTINGS_AT_A_TIME", 4)
    monkeypatch.setattr(concepts, "DOCS_AT_A_TIME", 3)


def write(directory: Path, name: str, listings: list[Listing], made: Made | None) -> Segment:
    raw = [msgspec.json.encode(one) for one in listings]
    write_segment(directory, name, raw, Inverter(), None if made is None else name_tree_of(made))
    return Segment(directory, name)


def read(tags: Concepts, size: int) -> list[dict[int, Named]]:
    """Per document, how it names each concept."""
    found: list[dict[int, Named]] = [{} for _ in range(size)]
    for concept in range(len(tags)):
        tagged = tags.concept(concept)
        docs = tagged.docs.tolist()
        assert docs == sorted(set(docs))
        for doc, *named in zip(
            docs,
            tagged.own.tolist(),
            tagged.below.tolist(),
            tagged.conditions.tolist(),
            strict=True,
        ):
            found[doc][concept] = Named(*named)
    return found


def tags_of(directory: Path, listings: list[Listing], made: Made) -> list[dict[int, Named]]:
    write(directory, "MAIN_1", listings, made)
    return read(Concepts(directory, "MAIN_1"), len(listings))


@slow
@given(listings=any_subjects, made=any_vocabulary)
def test_documents_are_tagged_as_reading_them_name_by_name_says(
    tmp_path_factory: pytest.TempPathFactory, listings: list[Listing], made: Made
) -> None:
    found = tags_of(tmp_path_factory.mktemp("tags"), listings, made)
    assert found == [named_by(one, made) for one in listings]


@slow
@given(
    listings=any_subjects,
    made=any_vocabulary,
    cuts=st.lists(st.integers(0, 7), max_size=3),
    gone=st.sets(st.integers(0, 6)),
)
def test_merged_tags_are_those_of_writing_all_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    listings: list[Listing],
    made: Made,
    cuts: list[int],
    gone: set[int],
) -> None:
    directory = tmp_path_factory.mktemp("merged")
    left = [one for n, one in enumerate(listings) if n not in gone]
    assume(left)
    bounds = sorted({0, *(min(cut, len(listings)) for cut in cuts), len(listings)})
    parts = []
    for start, stop in pairwise(bounds):
        kept = np.array([n not in gone for n in range(start, stop)], dtype=np.bool_)
        segment = write(directory, f"MAIN_{start}", listings[start:stop], made)
        parts.append(Part(segment, None if kept.all() else kept))
        tags = open_concepts(directory, segment.name)
        assert tags is not None
        once = [named_by(listings[n], made) for n in range(start, stop) if n not in gone]
        assert tags.listings(parts[-1].live).tolist() == [
            sum(n in one for one in once) for n in range(len(made))
        ]
    merge_segments(directory, "MAIN_merged", parts)
    write(directory, "MAIN_once", left, made)
    assert (
        part_path(directory, "MAIN_merged", CONCEPTS).read_bytes()
        == part_path(directory, "MAIN_once", CONCEPTS).read_bytes()
    )


@slow
@given(listings=any_subjects, made=any_vocabulary)
def test_a_segment_that_is_tagged_later_has_the_same_tags(
    tmp_path_factory: pytest.TempPathFactory, listings: list[Listing], made: Made
) -> None:
    directory = tmp_path_factory.mktemp("later")
    write(directory, "MAIN_1", listings, made)
    write(directory, "MAIN_2", listings, None)
    assert open_concepts(directory, "MAIN_2") is None
    tag_segment(directory, "MAIN_2", name_tree_of(made))
    assert (
        part_path(directory, "MAIN_1", CONCEPTS).read_bytes()
        == part_path(directory, "MAIN_2", CONCEPTS).read_bytes()
    )
    assert len(list(directory.glob(f"*.{CONCEPTS}"))) == 2


CANCER, LUNG_CANCER, SMALL = range(3)
CANCERS = Made(
    said=(
        ("cancer", "malignant tumor"),
        ("lung cancer", "cancer of the lung"),
        ("small cell lung cancer",),
    ),
    pairs=((CANCER, LUNG_CANCER), (LUNG_CANCER, SMALL)),
)


def test_a_longer_name_covers_a_shorter_one_of_another_concept(tmp_path: Path) -> None:
    found = tags_of(tmp_path, [listing("T1", title="Small cell lung cancer")], CANCERS)
    assert found == [
        {CANCER: Named(0, 30, 0), LUNG_CANCER: Named(0, 30, 0), SMALL: Named(30, 0, 0)}
    ]


def test_a_longer_name_of_the_same_concept_covers_nothing(tmp_path: Path) -> None:
    made = Made(said=(("diabetes mellitus", "mellitus"),))
    found = tags_of(tmp_path, [listing("T1", title="Diabetes mellitus")], made)
    assert found == [{0: Named(60, 0, 0)}]


def test_a_name_is_counted_wherever_it_begins_by_the_weight_of_the_field(tmp_path: Path) -> None:
    one = listing(
        "T1",
        title="Cancer, and cancer again",
        condition=["Lung cancer"],
        keyword=["malignant tumors"],
    )
    assert tags_of(tmp_path, [one], CANCERS) == [
        {CANCER: Named(30 + 30 + 10, 30, BELOW), LUNG_CANCER: Named(30, 0, OWN)}
    ]


def test_a_name_does_not_go_on_in_the_next_value(tmp_path: Path) -> None:
    one = listing("T1", title="Lung", official_title="Cancer", condition=["lung", "cancer"])
    assert tags_of(tmp_path, [one], CANCERS) == [{CANCER: Named(45, 0, OWN)}]


def test_concepts_that_are_narrower_than_each_other_end_a_circle(tmp_path: Path) -> None:
    made = Made(said=(("asthma",), ("wheeze",)), pairs=((0, 1), (1, 0), (0, 0)))
    found = tags_of(tmp_path, [listing("T1", title="Asthma")], made)
    assert found == [{0: Named(30, 0, 0), 1: Named(0, 30, 0)}]


def test_a_sum_ends_where_sixteen_bits_end(tmp_path: Path) -> None:
    one = listing("T1", title="Cancer", condition=["cancer"] * 2200)
    assert tags_of(tmp_path, [one], CANCERS) == [{CANCER: Named(65_535, 0, OWN)}]


def test_tags_tell_the_vocabulary_they_are_of(tmp_path: Path) -> None:
    write(tmp_path, "MAIN_1", [listing("T1")], msgspec.structs.replace(CANCERS, version="ß1"))
    assert Concepts(tmp_path, "MAIN_1").version == "ß1"


def test_a_tag_that_has_changed_is_not_answered_from(tmp_path: Path) -> None:
    write(tmp_path, "MAIN_1", [listing("T1", title="Cancer")], CANCERS)
    path = part_path(tmp_path, "MAIN_1", CONCEPTS)
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=path.name):
        Concepts(tmp_path, "MAIN_1").concept(0)
