"""Texts → the entries of their chunks, many texts at once: a cache in front of `Chunks`.

Texts are split as bytes, in NumPy. A chunk of up to 15 bytes is told by two numbers, which are its
bytes and their count, and is looked up by these in arrays: no string is made of it. A listing of
870 chunks takes 60 µs so; to split its texts and ask a dictionary for each chunk took 170, most of
it to wait for memory, which arrays are asked for many places of at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.terms.chunking.chunks import BREAK, Chunks

_KEY_BYTES = 15
_HALF = 8
"""Bytes in each of the two numbers; the last one of the second is the count."""

_SLOT_BITS = 19
"""Slots for 524,288 chunks, 10 MB. Of 140,000 chunks that two listings in three share, one in a
hundred that is met finds its slot taken by another, and is asked from the dictionary."""

# Odd numbers of 64 bits whose digits are as good as chance, so that keys spread over all slots.
_SPREAD = tuple(map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x9FB21C651E98DF25)))

WIDE_SPACE = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
"""What `str.split` takes for whitespace beyond ASCII."""

_BREAK = b"\xff"
"""Stands after each text; no text has this byte in UTF-8."""

_IS_SPACE = np.zeros(256, np.bool_)
_IS_SPACE[list(b"\t\n\v\f\r\x1c\x1d\x1e\x1f ")] = True

_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_HALF + 1)], np.uint64)
# [L] of a chunk of L bytes, the bytes that count in the first number and in the second.
_LOW_MASKS = _MASKS[[min(size, _HALF) for size in range(_KEY_BYTES + 2)]]
_HIGH_MASKS = _MASKS[[min(max(size - _HALF, 0), _HALF - 1) for size in range(_KEY_BYTES + 2)]]
_COUNTS = np.arange(_KEY_BYTES + 2, dtype=np.uint64) << np.uint64(56)


class ChunkCache:
    """The entries of the chunks that were met first at each slot. Not for two threads at once."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        self._low = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._high = np.zeros(1 << _SLOT_BITS, np.uint64)
        """0 where the slot is free: every chunk has a byte, and so a count."""
        self._entries = np.zeros(1 << _SLOT_BITS, np.int32)
        low, high = _keys(_BREAK.ljust(2 * _HALF, b"\0"), np.array([0]), np.array([1]))
        self._learn(low, high, _slots(low, high), np.array([BREAK], np.int32))

    def entries(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """The entry of every chunk of every text, and `BREAK` after each text."""
        parts = [_spaced(text).encode() for text in texts]
        # Bytes are read eight at a time, and so past the end.
        blob = b" " + (b" %b " % _BREAK).join([*parts, bytes(2 * _HALF)])
        starts, sizes = _chunks_of(blob[: -2 * _HALF])
        low, high = _keys(blob, starts, sizes)
        slots = _slots(low, high)
        found = self._entries.take(slots)
        missed = np.flatnonzero((self._high.take(slots) != high) | (self._low.take(slots) != low))
        found[missed] = [
            self._chunks[blob[start:end].decode()]
            for start, end in zip(
                starts[missed].tolist(), (starts + sizes)[missed].tolist(), strict=True
            )
        ]
        new = missed[(sizes[missed] <= _KEY_BYTES) & (self._high[slots[missed]] == 0)]
        self._learn(low[new], high[new], slots[new], found[new])
        return found

    def _learn(
        self,
        low: NDArray[np.uint64],
        high: NDArray[np.uint64],
        slots: NDArray[np.int64],
        entries: NDArray[np.int32],
    ) -> None:
        """Fills slots; of several chunks for one slot the last one stays, in each of the arrays."""
        self._low[slots], self._high[slots], self._entries[slots] = low, high, entries


def _spaced(text: str) -> str:
    return text if text.isascii() else WIDE_SPACE.sub(" ", text)


def _chunks_of(blob: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each chunk begins and how many bytes it has; there are spaces at both ends."""
    space = _IS_SPACE[np.frombuffer(blob, np.uint8)]
    edges = np.flatnonzero(space[1:] != space[:-1]) + 1
    starts = edges[::2]
    return starts, edges[1::2] - starts


def _keys(
    blob: bytes, starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The two numbers that tell a chunk of up to `_KEY_BYTES` from all others; of a longer one,
    numbers that no such chunk has."""
    eights = np.ndarray((len(blob) - _HALF + 1,), "<u8", blob, strides=(1,))
    counted = np.minimum(sizes, _KEY_BYTES + 1)
    low = eights.take(starts) & _LOW_MASKS.take(counted)
    high = eights.take(starts + _HALF) & _HIGH_MASKS.take(counted) | _COUNTS.take(counted)
    return low, high


def _slots(low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
    first, second, both = _SPREAD
    mixed = (low * first ^ high * second) * both
    return (mixed >> np.uint64(64 - _SLOT_BITS)).view(np.int64)
