"""Chunks of many listings → their surface forms, which are words as written: the fast twin of
`index.generation.spelling.words_of`.

The inverter has split every text into chunks that it knows by number. Each chunk is put into
words once; after that a batch of listings is counted in NumPy.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import spelled_words
from index.generation import NAME_FIELDS, SPELLED, WordCounts, distinct_of_sorted, starts_of
from index.listing import SEARCHED
from index.terms.chunking import BREAK

_SPELLED = np.array([field.name in SPELLED for field in SEARCHED])
_NAME_FIELDS = np.array([field.name in NAME_FIELDS for field in SEARCHED])
_UNKNOWN = -1


class SurfaceForms:
    """The words of chunks, by the numbers that a memo of chunks gives them.

    `text` gives the text of a chunk by its number. Not for two threads at once.
    """

    def __init__(self, text: Callable[[int], str]) -> None:
        self._text = text
        self._numbers: dict[str, int] = {}
        self._first = np.full(0, _UNKNOWN, np.int32)
        """[E] where the words of each chunk begin."""
        self._count = np.zeros(0, np.int32)
        self._words = array("i")

    def counted(
        self, entries: NDArray[np.int32], field_texts: NDArray[np.int32], known: int
    ) -> WordCounts:
        """The words of n listings, ascending, from all their chunks, with `BREAK` after each text,
        and from how many texts each searched field of each has. `known` chunks have a number."""
        ends = np.append(0, np.flatnonzero(entries == BREAK) + 1)
        begins = ends[starts_of(field_texts.reshape(-1))]
        sizes = np.diff(begins)
        listings = len(field_texts)
        wanted = np.repeat(np.tile(_SPELLED, listings), sizes)
        of_names = np.repeat(np.tile(_NAME_FIELDS, listings), sizes)[wanted]
        chunks = entries[wanted]
        per_listing = np.where(_SPELLED, sizes.reshape(-1, len(SEARCHED)), 0).sum(axis=1)
        self._learn(np.flatnonzero(np.bincount(chunks, minlength=known)), known)
        counts = self._count[chunks]
        of = np.repeat(np.arange(len(chunks), dtype=np.int32), counts)
        before = np.cumsum(counts, dtype=np.int32) - counts
        at = (self._first[chunks] - before)[of]
        at += np.arange(len(of), dtype=np.int32)
        # To sort numbers of 32 bits takes half as long.
        bits = len(self._numbers).bit_length()
        kind: Any = np.uint32 if bits + listings.bit_length() <= 32 else np.uint64
        listing = np.repeat(np.arange(listings, dtype=kind) << kind(bits), per_listing)
        keys = listing[of] | np.array(self._words, kind)[at]
        in_names = self._totals(keys[of_names[of]], bits)
        in_listings = self._totals(keys, bits)
        words = list(self._numbers)
        # The numbers of words depend on what came before, so that their order would as well.
        used = sorted(np.flatnonzero(in_listings).tolist(), key=words.__getitem__)
        return WordCounts([words[n] for n in used], in_listings[used], in_names[used])

    def _totals(self, keys: NDArray[Any], bits: int) -> NDArray[np.int64]:
        """How many listings have each word, from pairs of a listing and a word, in whose lower
        bits the word is; the pairs are sorted."""
        keys.sort()
        words = distinct_of_sorted(keys) & keys.dtype.type((1 << bits) - 1)
        return np.bincount(words.astype(np.intp), minlength=len(self._numbers))

    def _learn(self, chunks: NDArray[np.int64], known: int) -> None:
        """Puts those of the chunks into words that have not been met before."""
        grown = known - len(self._first)
        self._first = np.append(self._first, np.full(grown, _UNKNOWN, np.int32))
        self._count = np.append(self._count, np.zeros(grown, np.int32))
        new = chunks[self._first[chunks] == _UNKNOWN]
        firsts: list[int] = []
        counts: list[int] = []
        numbers = self._numbers
        words = self._words
        for chunk in new.tolist():
            found = spelled_words(self._text(chunk))
            firsts.append(len(words))
            counts.append(len(found))
            for word in found:
                words.append(numbers.setdefault(word, len(numbers)))
        self._first[new], self._count[new] = firsts, counts
