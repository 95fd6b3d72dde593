from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.files.contents import Contents


def _utf8(path: Path, content: bytes) -> tuple[bytes, Contents]:
    path.write_bytes(content)
    contents = Contents(path)
    return b"".join(contents.utf8()), contents


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8"])
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = '[{"name": "Zoë 日本 🙂"}]'
    found, contents = _utf8(tmp_path / "f", text.encode(encoding))
    assert found.decode() == text
    assert (contents.fault, contents.guessed) == ("", "")


def test_accents_of_windows_are_read_and_told(tmp_path: Path) -> None:
    text = '[{"name": "Núñez – “Crohn’s”"}]'
    found, contents = _utf8(tmp_path / "f", text.encode("cp1252"))
    assert found.decode() == text
    assert contents.guessed == "Windows-1252"


@pytest.mark.parametrize(
    "content", [b'["\xff"]', b'["Z\xc3\xb6e caf\xc3\xa9 na\xc3\xafve b\xe9"]', b"\x81\x8d\x00"]
)
def test_single_odd_bytes_of_another_text_stay_as_they_are(tmp_path: Path, content: bytes) -> None:
    found, contents = _utf8(tmp_path / "f", content)
    assert (found, contents.guessed) == (content, "")


def test_joined_files_are_told_apart_piece_by_piece(tmp_path: Path) -> None:
    filling = "x" * (1 << 18)
    content = f'"é{filling}'.encode() + f'{filling}Núñez{filling}"'.encode("latin-1")
    found, _ = _utf8(tmp_path / "f", content)
    assert found.decode() == f'"é{filling}{filling}Núñez{filling}"'


def test_utf_16_that_is_cut_says_so_and_keeps_what_came_before(tmp_path: Path) -> None:
    found, contents = _utf8(tmp_path / "f", '[{"a": 1}]'.encode("utf-16")[:-1])
    assert found == b'[{"a": 1}'
    assert contents.fault == "the text is no longer in UTF-16 here"


@pytest.mark.parametrize("text", ["é", "🙂", "日"])
def test_a_character_may_lie_across_pieces(tmp_path: Path, text: str) -> None:
    for before in range((1 << 18) - 4, (1 << 18) + 1):
        content = b"x" * before + text.encode() * 3
        assert _utf8(tmp_path / "f", content)[0] == content


@given(st.binary(max_size=80))
def test_any_bytes_can_be_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    _utf8(tmp_path_factory.getbasetemp() / "any", content)
