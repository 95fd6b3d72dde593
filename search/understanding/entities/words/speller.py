"""What a misspelt word may mean: words of the listings that differ from it by a letter or two.

`Speller.correct` says which words are near; `corrections` decides which words of a question are
to be searched for in other words, and leaves alone whatever finds something itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from math import log10
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import LONGEST
from index.generation import SPELLED_NAMES_FILE, SpellingWords

SHORTEST_TYPED = 4
"""Letters of a word that is corrected: a shorter one is near to dozens."""

SHORT = 5
"""Up to so many letters only one of them may be wrong."""

MOST_WRONG = 2

SOUNDS_ALIKE = 0.3
"""What a wrong letter counts in a word that sounds like the one that was typed. Over 329 tries of
170 misspelt words in two indexes 317 came first so, and 310 where all letters count one."""

TENFOLD = 0.35
"""What ten times the listings outweigh, in letters."""

REMEMBERED = 4096
"""Words whose corrections are remembered."""

LEAST_LISTINGS = 2
"""Of a word that is offered, unless it names a condition or an intervention: one in three words of
a single listing is a slip itself."""

UInt8 = NDArray[np.uint8]


class Correction(msgspec.Struct, frozen=True):
    """A word that may have been meant."""

    word: str
    """As it is written, folded."""
    listings: int
    distance: int
    """Letters that are missing, too many, other ones, or in the wrong order."""


class _Block(msgspec.Struct, frozen=True, eq=False):
    """The n words of one length that may be offered."""

    words: UInt8
    """[n, length]"""
    columns: UInt8
    """[length, n] the same by the place of a letter."""
    letters: NDArray[np.uint32]
    """[n] a bit for each letter that the word has."""
    listings: NDArray[np.uint32]
    """[n]"""


class Speller:
    """Corrects words by one or several lists of right ones. Safe to share between threads.

    Nothing is read until the first word is corrected; then 200,000 words take 2 MB and 20 ms.
    """

    def __init__(self, lists: Sequence[SpellingWords]) -> None:
        self._lists = tuple(lists)
        # Not a method that is cached, which would keep every speller for ever.
        self._block = cache(self._made_block)
        # *Where* and *find* stand in most questions.
        self._corrections = lru_cache(REMEMBERED)(self._compared)

    @classmethod
    def open(cls, directory: Path) -> Speller:
        """The speller of a generation. Raises `IndexDamaged` where its words cannot be read."""
        names = directory / SPELLED_NAMES_FILE
        lists = [SpellingWords.read(directory)]
        return cls(
            [*lists, SpellingWords.read(directory, SPELLED_NAMES_FILE)] if names.exists() else lists
        )

    def _made_block(self, length: int) -> _Block:
        return _block(self._lists, length)

    def listings(self, word: str) -> int:
        """How many listings have a word, as it is written, among those that may be offered."""
        if not 0 < len(word) <= LONGEST or not word.isascii():
            return 0
        wanted = np.bytes_(word.encode())
        block = self._block(len(word))
        table = block.words.view(f"S{len(word)}").ravel()
        at = int(np.searchsorted(table, wanted))
        return int(block.listings[at]) if at < len(table) and table[at] == wanted else 0

    def correct(self, word: str, most: int = MOST_WRONG) -> tuple[Correction, ...]:
        """The words near a folded word, with at most so many wrong letters, the likeliest first;
        never the word itself, and none for what is not spelled with letters a to z alone, or is
        too short to tell. With one wrong letter it takes a tenth of the time of two."""
        if not (SHORTEST_TYPED <= len(word) <= LONGEST and word.isascii() and word.isalpha()):
            return ()
        return self._corrections(word, 1 if len(word) <= SHORT else most)

    def _compared(self, word: str, most: int) -> tuple[Correction, ...]:
        typed = np.frombuffer(word.encode(), np.uint8)
        lengths = range(max(1, len(word) - most), min(LONGEST, len(word) + most) + 1)
        near = _near([self._block(length) for length in lengths], typed, most)
        key = phonetic_key(word)
        others = [one for one in near if one.distance]
        return tuple(sorted(others, key=lambda one: (_cost(one, key), one.word)))


def _block(lists: Sequence[SpellingWords], length: int) -> _Block:
    """The words of a length in any of some lists; one that is in several has the most listings."""
    rows: list[UInt8] = []
    counts: list[NDArray[np.uint32]] = []
    for words in lists:
        span = words.span(length)
        some = words.listings[span]
        kept = (some >= LEAST_LISTINGS) | (words.named[span] > 0)
        rows.append(words.matrix(length)[kept])
        counts.append(some[kept])
    every = np.ascontiguousarray(np.concatenate([np.empty((0, length), np.uint8), *rows]))
    table, places = np.unique(every.view(f"S{length}").ravel(), return_inverse=True)
    letters = table.view(np.uint8).reshape(-1, length)
    listings = np.zeros(len(table), np.uint32)
    np.maximum.at(listings, places, np.concatenate([np.empty(0, np.uint32), *counts]))
    bits = np.left_shift(np.uint32(1), letters.astype(np.uint32) - np.uint32(ord("a")))
    columns = np.ascontiguousarray(letters.T)
    return _Block(letters, columns, np.bitwise_or.reduce(bits, axis=1), listings)


def _near(blocks: Sequence[_Block], typed: UInt8, most: int) -> list[Correction]:
    """The words of some blocks that are at most so far from the one typed."""
    maybe = [_maybe_near(block, typed, most) for block in blocks]
    counts = [len(one) for one in maybe]
    if not any(counts):
        return []
    # All words go through one table: that of a few takes as long as that of a thousand.
    words = np.zeros((sum(counts), len(typed) + most), np.uint8)
    begin = 0
    for block, chosen in zip(blocks, maybe, strict=True):
        words[begin : begin + len(chosen), : block.words.shape[1]] = block.words[chosen]
        begin += len(chosen)
    lengths = np.repeat([block.words.shape[1] for block in blocks], counts)
    listings = [block.listings[chosen] for block, chosen in zip(blocks, maybe, strict=True)]
    distances = distances_to(typed, words, lengths, most)
    near = np.flatnonzero(distances <= most)
    return [
        Correction(word.tobytes().rstrip(b"\0").decode(), some, distance)
        for word, some, distance in zip(
            words[near],
            np.concatenate(listings)[near].tolist(),
            distances[near].tolist(),
            strict=True,
        )
    ]


def _maybe_near(block: _Block, typed: UInt8, most: int) -> NDArray[np.intp]:
    """Which words of a block may be so near, with few others.

    A letter that is wrong changes two letters of the set at most. And of one part more than there
    are wrong letters, with a letter between two of them, one is left as it is: swapped neighbors
    touch no two. It stands where it did, from the beginning of the word or from its end, or, where
    letters are wrong on both its sides, at most one letter aside.
    """
    length, columns = block.words.shape[1], block.columns
    own = np.bitwise_or.reduce(np.uint32(1) << (typed.astype(np.uint32) - np.uint32(ord("a"))))
    maybe = np.bitwise_count(block.letters ^ own) <= 2 * most
    intact = np.zeros(len(maybe), np.bool_)
    for part, (first, last) in enumerate(_parts(len(typed), most)):
        at_end = length - len(typed)
        shifts = (0,) if part == 0 else (at_end,) if part == most else (-1, 0, 1)
        for shift in shifts:
            if first + shift >= 0 and last + shift <= length:
                same = maybe.copy()
                for place in range(first, last):
                    same &= columns[place + shift] == typed[place]
                intact |= same
    return np.flatnonzero(intact)


def _parts(length: int, most: int) -> list[tuple[int, int]]:
    """The places of one part more of a word than so many, with one letter between two of them."""
    size, longer = divmod(length - most, most + 1)
    parts, first = [], 0
    for part in range(most + 1):
        last = first + size + (part < longer)
        parts.append((first, last))
        first = last + 1
    return parts


def distances_to(typed: UInt8, words: UInt8, lengths: NDArray[np.integer], most: int) -> UInt8:
    """[n] how far each of some words, [n, width] of which the first so many letters count, is from
    the one typed, if not farther than `most`; if it is, some number above that.

    Letters that are missing, too many, other ones or swapped with their neighbor count one each,
    and no letter is touched twice (*optimal string alignment*). All words are taken through the
    same table at once, which takes 60 µs for a thousand.
    """
    count, width = words.shape
    columns = np.ascontiguousarray(words.T)
    far = np.full(count, most + 1, np.uint8)
    before: list[UInt8] = []
    last = [np.full(count, min(j, most + 1), np.uint8) for j in range(width + 1)]
    for i, letter in enumerate(typed.tolist(), start=1):
        row = [far] * (width + 1)
        if i <= most:
            row[0] = np.full(count, i, np.uint8)
        for j in range(max(1, i - most), min(width, i + most) + 1):
            other = columns[j - 1] != letter
            best = np.minimum(row[j - 1], last[j]) + np.uint8(1)
            np.minimum(best, last[j - 1] + other, out=best)
            if i > 1 and j > 1:
                swapped = (columns[j - 2] == letter) & (columns[j - 1] == typed[i - 2])
                np.minimum(best, np.where(swapped, before[j - 2] + np.uint8(1), far), out=best)
            row[j] = best
        before, last = last, row
    distances: UInt8 = np.stack(last)[lengths, np.arange(count)]
    return distances


# --- which of the near words is the likeliest ----------------------------------------------------

_SOUNDS = (
    ("sch", "sk"), ("tion", "sion"), ("ph", "f"), ("ght", "t"), ("gh", "g"), ("ch", "k"),
    ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("dg", "g"), ("j", "g"), ("z", "s"), ("ce", "se"),
    ("ci", "si"), ("cy", "si"), ("c", "k"), ("y", "i"),
)  # fmt: skip
_SILENT_FIRST = ("ps", "pn", "pt", "kn", "gn", "mn", "wr")
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")


def phonetic_key(word: str) -> str:
    """What words that sound alike have in common, roughly: by ear *psoriasis* is misspelt as
    *soryasis*. Which vowel it was is not heard, nor an *h*, nor a vowel at the end."""
    if word.startswith(_SILENT_FIRST):
        word = word[1:]
    for written, alike in _SOUNDS:
        word = word.replace(written, alike)
    word = word[:1] + _VOWELS.sub("a", word[1:].replace("h", ""))
    return _DOUBLED.sub(r"\1", word).removesuffix("a") or word


def _cost(one: Correction, key: str) -> float:
    letter = SOUNDS_ALIKE if phonetic_key(one.word) == key else 1.0
    return letter * one.distance - TENFOLD * log10(max(one.listings, 1))


def may_be_misspelt(word: str) -> bool:
    """Whether a folded word is one that is corrected if it is misspelt: of letters alone, and long
    enough to tell."""
    return len(word) >= SHORTEST_TYPED and word.isascii() and word.isalpha()
