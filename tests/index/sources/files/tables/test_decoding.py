from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.files.contents import Contents
from index.sources.files.tables.decoding import decoded
from tests.conftest import examples

_TEXT = "NCT Number,Study Title\nNCT90000001,Café – “früh” 日本\n"


def _decoded(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return "".join(decoded(Contents(path)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, encoding: str) -> None:
    assert _decoded(tmp_path / "f", _TEXT.encode(encoding)) == _TEXT


def test_what_is_no_utf_8_is_windows_1252(tmp_path: Path) -> None:
    text = "Café – “früh” naïve"
    assert _decoded(tmp_path / "f", text.encode("cp1252")) == text
    assert _decoded(tmp_path / "f", b"caf\xe9 \x81") == "café \x81"


def test_files_joined_from_two_encodings_are_both_read(tmp_path: Path) -> None:
    both = "früh\n".encode() + "früh\n".encode("latin-1")
    assert _decoded(tmp_path / "f", both) == "früh\nfrüh\n"
    long = "日本 früh\n".encode() * 50_000 + "früh\n".encode("latin-1")
    assert _decoded(tmp_path / "f", long).endswith("日本 früh\nfrüh\n")


def test_marks_and_zeros_inside_are_left_out(tmp_path: Path) -> None:
    assert _decoded(tmp_path / "f", b"a,b,c,d,e,f,g,h\n\0b\xef\xbb\xbfc") == "a,b,c,d,e,f,g,h\nbc"
    assert _decoded(tmp_path / "f", b"") == ""


@given(st.binary(max_size=300))
@examples(60)
def test_any_bytes_become_text(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    assert "\0" not in _decoded(tmp_path_factory.getbasetemp() / "any", content)
