from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.files.tables.decoding import decoded
from tests.conftest import examples

_TEXT = "NCT Number,Study Title\nNCT90000001,Café – “früh” 日本\n"


def _pieces(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_encoding_is_told_by_the_bytes(encoding: str, size: int) -> None:
    assert "".join(decoded(_pieces(_TEXT.encode(encoding), size))) == _TEXT


def test_what_is_no_utf_8_is_windows_1252() -> None:
    text = "Café – “früh” naïve"
    assert "".join(decoded([text.encode("cp1252")])) == text
    assert "".join(decoded([b"caf\xe9 \x81"])) == "café \x81"


def test_files_joined_from_two_encodings_are_both_read() -> None:
    both = "früh\n".encode() + "früh\n".encode("latin-1")
    assert "".join(decoded([both])) == "früh\nfrüh\n"
    assert "".join(decoded(_pieces(both, 1))) == "früh\nfrüh\n"


def test_marks_and_zeros_inside_are_left_out() -> None:
    assert "".join(decoded([b"a\0b\xef\xbb\xbfc"])) == "abc"
    assert "".join(decoded([])) == ""


@given(st.binary(max_size=300), st.integers(1, 50))
@examples(60)
def test_any_bytes_become_text(content: bytes, size: int) -> None:
    text = "".join(decoded(_pieces(content, size)))
    assert "\0" not in text
