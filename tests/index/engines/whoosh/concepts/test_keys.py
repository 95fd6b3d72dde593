"""The keys of concepts in a generation: found by halving, never decoded as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.concepts.keys import ConceptKeys, open_concept_keys, write_concept_keys
from index.engines.whoosh.segment.files import KEYS_FILE
from index.errors import IndexDamaged


@given(keys=st.lists(st.text(max_size=6), unique=True, max_size=40), other=st.text(max_size=6))
def test_every_key_finds_its_number_and_no_other_does(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], other: str
) -> None:
    directory = tmp_path_factory.mktemp("keys")
    write_concept_keys(directory, keys)
    read = ConceptKeys(directory)
    assert [read.number(key) for key in keys] == list(range(len(keys)))
    assert read.number(other) == (keys.index(other) if other in keys else None)


def test_a_generation_without_a_vocabulary_has_none(tmp_path: Path) -> None:
    assert open_concept_keys(tmp_path) is None


def test_damage_is_found_when_the_first_key_is_looked_up(tmp_path: Path) -> None:
    write_concept_keys(tmp_path, ["MESH:a", "MESH:b"])
    path = tmp_path / KEYS_FILE
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    read = ConceptKeys(tmp_path)
    with pytest.raises(IndexDamaged, match=KEYS_FILE):
        read.number("MESH:a")
    path.write_bytes(data[:9])
    with pytest.raises(IndexDamaged, match=KEYS_FILE):
        ConceptKeys(tmp_path)
