"""A segment holds, part by part, what its listings say."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given

from index.engines.whoosh.schema import KNOWN_AS, TEXT
from index.engines.whoosh.segment import segment as segments
from index.engines.whoosh.segment.files import PARTS, not_self_checked, part_path
from index.engines.whoosh.segment.segment import Segment
from index.engines.whoosh.writing.segment_writer import digest, write_segment
from index.errors import IndexDamaged
from index.listing.ids import id_key, id_keys
from index.listing.model import Listing
from index.listing.searched import SEARCHED
from index.terms.inverter import Inverter
from tests.conftest import examples
from tests.generated import any_listings, corpus
from tests.listing_terms import terms_of


def segment_of(directory: Path, listings: list[Listing]) -> Segment:
    raw = [msgspec.json.encode(one) for one in listings]
    assert write_segment(directory, "MAIN_1", raw, Inverter()).listings == len(listings)
    return Segment(directory, "MAIN_1")


@examples(60)
@given(listings=any_listings.filter(len))
def test_a_segment_holds_the_weighted_terms_of_its_listings(
    tmp_path_factory: pytest.TempPathFactory, listings: list[Listing]
) -> None:
    segment = segment_of(tmp_path_factory.mktemp("segment"), listings)
    text = segment.field(TEXT)
    wanted = {
        (text.encode(), doc): (term.weight, term.positions)
        for doc, one in enumerate(listings)
        for text, term in terms_of(one).items()
    }
    held: dict[tuple[bytes, int], tuple[int, list[int]]] = {}
    for number, term in enumerate(text.terms):
        postings, positions = text.postings(number), text.positions(number)
        assert postings.docs.tolist() == sorted(set(postings.docs.tolist()))
        ends = np.cumsum(positions.counts, dtype=int).tolist()
        for doc, weight, count, end in zip(
            postings.docs.tolist(),
            postings.weights.tolist(),
            positions.counts.tolist(),
            ends,
            strict=True,
        ):
            held[term, doc] = (weight, positions.positions[end - count : end].tolist())
        assert (ends[-1] if ends else 0) == len(positions.positions)
    assert held == wanted
    assert list(text.terms) == sorted({term for term, _ in wanted})
    assert segment.lengths.tolist() == [
        sum(weight for (_, doc), (weight, _) in wanted.items() if doc == n)
        for n in range(len(listings))
    ]


@pytest.mark.parametrize("stride", [1, 2, 7, 512])
def test_terms_are_found_between_those_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    monkeypatch.setattr(segments, "STRIDE", stride)
    text = segment_of(tmp_path, corpus(20)).field(TEXT)
    for number, term in enumerate(text.terms):
        assert text.number(term) == number
        for absent in (term + b"\0", term[:-1]):
            assert text.number(absent) == text.terms.find(absent)
    assert text.number("žluť".encode()) is None


@examples(60)
@given(listings=any_listings.filter(len))
def test_a_segment_holds_ids_digests_samples_and_the_listings_themselves(
    tmp_path_factory: pytest.TempPathFactory, listings: list[Listing]
) -> None:
    segment = segment_of(tmp_path_factory.mktemp("segment"), listings)
    assert segment.size == len(listings)
    raw = [msgspec.json.encode(one) for one in listings]
    assert [segment.listing(doc) for doc in range(segment.size)] == raw
    assert segment.samples.tolist() == [one.sample for one in listings]
    assert [row.tobytes() for row in segment.digests] == [digest(one) for one in raw]
    assert list(segment.ids) == [id_key(one.id).encode() for one in listings]
    assert segment.bounds.shape == (len(listings), len(SEARCHED) + 1)
    keys = segment.field(KNOWN_AS)
    held = {key: keys.postings(n).docs.tolist() for n, key in enumerate(keys.terms)}
    known: dict[bytes, list[int]] = {}
    for doc, one in enumerate(listings):
        for key in set(id_keys((one.id, *one.other_id))):
            known.setdefault(key.encode(), []).append(doc)
    assert held == known
    assert not keys.has_positions
    segment.check()


def test_a_range_of_terms_is_read_as_its_terms_one_by_one(tmp_path: Path) -> None:
    field = segment_of(tmp_path, corpus(20)).field(TEXT)
    first, last = 2, len(field.terms) - 1
    each = range(first, last)
    assert field.span(first, last).docs.tolist() == [
        doc for n in each for doc in field.postings(n).docs.tolist()
    ]
    assert field.position_span(first, last).positions.tolist() == [
        at for n in each for at in field.positions(n).positions.tolist()
    ]


def test_an_inverter_that_knows_words_already_writes_the_same_bytes(tmp_path: Path) -> None:
    raw = [msgspec.json.encode(one) for one in corpus(20)]
    inverter = Inverter()
    for name in ("MAIN_1", "MAIN_2"):
        write_segment(tmp_path, name, raw, inverter)
    for part in PARTS:
        one, other = (part_path(tmp_path, name, part) for name in ("MAIN_1", "MAIN_2"))
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("harm", ["missing", "empty", "cut off"])
def test_a_segment_without_a_whole_part_is_not_opened(tmp_path: Path, part: str, harm: str) -> None:
    segment_of(tmp_path, corpus(5))
    path = part_path(tmp_path, "MAIN_1", part)
    if harm == "missing":
        path.unlink()
    elif harm == "empty":
        path.write_bytes(b"")
    else:
        path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(IndexDamaged, match=path.name):
        Segment(tmp_path, "MAIN_1")


@pytest.mark.parametrize("part", PARTS)
def test_a_check_reads_every_part(tmp_path: Path, part: str) -> None:
    segment_of(tmp_path, corpus(5)).check()
    path = part_path(tmp_path, "MAIN_1", part)
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamaged, match=path.name):
        Segment(tmp_path, "MAIN_1").check()


def test_only_parts_of_segments_check_themselves() -> None:
    names = ["MAIN_1.docs", "_MAIN_1.toc", "manifest.json", "MAIN_1.columns", "docs"]
    assert not_self_checked(names) == ["_MAIN_1.toc", "manifest.json"]


def test_every_file_of_a_segment_is_described() -> None:
    assert tuple(re.findall(r"^<name>\.(\w+)", str(segments.__doc__), re.MULTILINE)) == PARTS
