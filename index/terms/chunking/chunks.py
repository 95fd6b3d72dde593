"""Chunks of text → their terms, worked out once: the memo behind `index.terms.inverter`."""

from __future__ import annotations

import string
from array import array

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import Edge, Token, analyse, analyse_chunk
from index.generation import starts_of

_SIGNS = string.punctuation + "“”‘’•–—®™≥≤±…"
"""What may stand around a word without changing its terms; none of them is part of a word."""

BREAK = 0
"""The entry that stands after each text."""


class Entries(msgspec.Struct, frozen=True, eq=False):
    """What a memo knows, as arrays: E entries and the K tokens they point to.

    Entries may share tokens: *cancer* and *(cancer),* have the same.
    """

    first: NDArray[np.int32]
    """[E] the entry's first token."""
    count: NDArray[np.int32]
    """[E] how many tokens it has."""
    advance: NDArray[np.int32]
    """[E] how many positions it takes."""
    terms: NDArray[np.int32]
    """[K] number of the token's term."""
    places: NDArray[np.int32]
    """[K] position of the token, from its entry's first."""


class Chunks(dict[str, int]):
    """Chunk, a run of text without whitespace → entry number; what is not known is analysed.

    It is worth it because few chunks are new: 368,000 of the 8.0 million in 38,216 real records.
    """

    def __init__(self) -> None:
        super().__init__()
        self.terms: list[str] = []
        """Term by number."""
        self._numbers: dict[str, int] = {}
        self._windows: dict[bytes, int] = {}
        self._chunks: list[str] = []
        self._first = array("i")
        self._count = array("i")
        self._advance = array("i")
        self._edges = array("B")
        self._token_terms = array("i")
        self._token_places = array("i")
        self.characters = 0
        """Of all the keys, a measure of the memory held."""
        self._enter("", [], 0)  # of `BREAK`

    def __missing__(self, chunk: str) -> int:
        bare = chunk.strip(_SIGNS)
        if not bare or len(bare) == len(chunk):
            tokens, edges = analyse_chunk(chunk)
            self[chunk] = entry = self._enter(chunk, tokens, edges)
            return entry
        known = self[bare]
        edges = self._edges[known]
        if edges & Edge.MARKS:
            # A sign behind the name of a marker is its status.
            tokens, edges = analyse_chunk(chunk)
            self[chunk] = entry = self._enter(chunk, tokens, edges)
            return entry
        # Signs around a word can end a binding and never begin one.
        if edges & ~Edge.COMMA:
            edges = analyse_chunk(chunk)[1]
        elif chunk.startswith(bare):
            # Nor do signs behind a word that binds with nothing matter to what stands before it.
            self.characters += len(chunk)
            self[chunk] = known
            return known
        self[chunk] = entry = self._enter_alike(chunk, known, edges)
        return entry

    def window(self, entries: NDArray[np.int32]) -> int:
        """The entry of chunks that bind with each other, which are told by their entries."""
        key = entries.tobytes()
        entry = self._windows.get(key)
        if entry is None:
            text = " ".join([self._chunks[chunk] for chunk in entries.tolist()])
            entry = self._windows[key] = self._enter(text, analyse(text), 0)
        return entry

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._chunks)

    def text(self, entry: int) -> str:
        """The chunk of an entry; others that differ in the signs around it may share the entry."""
        return self._chunks[entry]

    def edges(self) -> NDArray[np.uint8]:
        """[E] the flags of `index.analysis.analyzer.Edge` of every entry, copied."""
        return np.array(self._edges, np.uint8)

    def entries(self) -> Entries:
        """Everything known, copied into arrays."""
        return Entries(
            first=np.array(self._first, np.int32),
            count=np.array(self._count, np.int32),
            advance=np.array(self._advance, np.int32),
            terms=np.array(self._token_terms, np.int32),
            places=np.array(self._token_places, np.int32),
        )

    def _enter(self, text: str, tokens: list[Token], edges: int) -> int:
        self._chunks.append(text)
        self.characters += len(text)
        self._first.append(len(self._token_terms))
        self._count.append(len(tokens))
        advance = 0
        for term, place, _, _ in tokens:
            number = self._numbers.get(term)
            if number is None:
                number = self._numbers[term] = len(self.terms)
                self.terms.append(term)
            self._token_terms.append(number)
            self._token_places.append(place)
            if place >= advance:
                advance = place + 1
        self._advance.append(advance)
        self._edges.append(edges)
        return len(self._chunks) - 1

    def _enter_alike(self, text: str, entry: int, edges: int) -> int:
        self._chunks.append(text)
        self.characters += len(text)
        self._first.append(self._first[entry])
        self._count.append(self._count[entry])
        self._advance.append(self._advance[entry])
        self._edges.append(edges)
        return len(self._chunks) - 1


def with_windows(chunks: Chunks, entries: NDArray[np.int32]) -> NDArray[np.int32]:
    """Puts one entry in place of each run of chunks that may bind with each other."""
    edges = chunks.edges()[entries]
    leads = edges & Edge.LEADS > 0
    passes = edges & Edge.PASSES > 0
    # A chunk leads if the last one before it that does not merely pass a head on does.
    passing = np.flatnonzero(passes & ~leads)
    if len(passing):
        runs = np.diff(passing, prepend=-1) > 1
        runs[0] = True
        before = passing[runs] - 1
        # Where the first chunk of all passes, nothing leads before it.
        led = leads[before] & (before >= 0)
        leads[passing] = led[np.cumsum(runs) - 1]
    linked = np.zeros(len(entries) + 1, bool)  # [i]: chunk i binds with the one before it
    linked[1:-1] = leads[:-1] & (edges[1:] & Edge.FOLLOWS > 0)
    # Stage 4, 3 cycles: after a comma the next word decides, whatever it is.
    comma = edges & Edge.COMMA > 0
    comma[1:] |= comma[:-1].copy()
    waits = (edges & Edge.WAITS > 0) | (linked[:-1] & passes & comma)
    linked[1:-1] |= waits[:-1] & (entries[1:] != BREAK)
    linked[_stating(edges)] = True
    begins = np.flatnonzero(~linked[:-1] & linked[1:])
    ends = np.flatnonzero(linked[:-1] & ~linked[1:]) + 1
    entries[begins] = [
        chunks.window(entries[begin:end])
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    return entries[~linked[:-1]]


def _stating(edges: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The chunks that bind with the one before because they tell a marker and its status together:
    runs of what is part of either, over what may stand between, that hold both."""
    telling = np.flatnonzero(edges & (Edge.MARKS | Edge.STATES))
    if not len(telling):
        return telling
    filling = np.cumsum(edges & (Edge.FILLS | Edge.MARKS | Edge.STATES) == Edge.FILLS)
    sizes = np.diff(telling)
    joined = np.diff(filling[telling]) == sizes - 1
    runs = np.append(0, np.cumsum(~joined))
    both = np.ones(runs[-1] + 1, bool)
    told = edges[telling]
    for flag in (told & (Edge.MARKS | Edge.FILLS) == Edge.MARKS, told & Edge.STATES > 0):
        both &= np.bincount(runs, flag) > 0
    some = np.flatnonzero(joined & both[runs[1:]])
    # All from behind one chunk that tells to the next.
    counts = sizes[some]
    return np.repeat(telling[some] + 1 - starts_of(counts)[:-1], counts) + np.arange(counts.sum())
