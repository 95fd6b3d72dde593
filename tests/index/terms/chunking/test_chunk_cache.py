"""Chunks looked up as numbers, against the plain way: `str.split` and the dictionary behind."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms.chunking import chunk_cache
from index.terms.chunking.chunk_cache import WIDE_SPACE, ChunkCache
from index.terms.chunking.chunks import BREAK, Chunks
from tests.conftest import examples

TEXTS = st.lists(
    st.text() | st.text("ab,é糖\0 \t\n\x1c\x85\xa0\u2009\u3000", max_size=60), max_size=8
)


def plain(chunks: Chunks, texts: list[str]) -> list[int]:
    return [entry for text in texts for entry in (*map(chunks.__getitem__, text.split()), BREAK)]


@examples(300)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_texts_have_the_chunks_that_splitting_finds(batches: list[list[str]]) -> None:
    chunks = Chunks()
    cache = ChunkCache(chunks)
    for texts in [*batches, *batches]:
        assert cache.entries(texts).tolist() == plain(chunks, texts)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_chunks_of_one_slot_are_told_apart(batches: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunk_cache, "_SLOT_BITS", 2)
        chunks = Chunks()
        cache = ChunkCache(chunks)
        for texts in [*batches, *batches]:
            assert cache.entries(texts).tolist() == plain(chunks, texts)


@pytest.mark.parametrize("size", [7, 8, 9, 14, 15, 16, 17, 40])
def test_chunks_that_differ_in_their_last_byte_alone_are_told_apart(size: int) -> None:
    chunks = Chunks()
    cache = ChunkCache(chunks)
    begin = "x" * (size - 1)
    text = f"{begin}a {begin}b {begin} {begin}\0 {begin}\0\0"
    for _ in range(2):
        found = cache.entries([text]).tolist()
        assert found == plain(chunks, [text])
        assert len({chunks.text(entry) for entry in found}) == 6


def test_whitespace_beyond_ascii_is_what_splitting_takes_for_it() -> None:
    every = map(chr, range(128, sys.maxunicode + 1))
    assert all(bool(WIDE_SPACE.match(sign)) == sign.isspace() for sign in every)


def test_no_text_has_no_chunk_and_an_empty_one_a_break() -> None:
    cache = ChunkCache(Chunks())
    assert cache.entries([]).tolist() == []
    assert cache.entries([""]).tolist() == [BREAK]
