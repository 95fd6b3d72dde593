"""What a misspelt word may mean: words of the listings that differ from it by a letter or two.

`Speller.correct` says which words are near; `corrections` decides which words of a question are
to be searched for in other words, and leaves alone whatever finds something itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from math import log10
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

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


class Correction(msgspec.Struct, frozen=True):
    """A word that may have been meant."""

    word: str
    """As it is written, folded."""
    listings: int
    distance: int
    """Letters that are missing, too many, other ones, or in the wrong order."""


class _Block(msgspec.Struct, frozen=True, eq=False):
    """The n words of one length that may be offered."""

    words: NDArray[np.bytes_]
    """[n] ascending"""
    letters: NDArray[np.uint32]
    """[n] a bit for each letter that the word has."""
    listings: NDArray[np.uint32]
    """[n]"""


class Speller:
    """Corrects words by one or several lists of right ones. Safe to share between threads.

    Nothing is read until the first word is corrected; then 200,000 words take 2 MB and 20 ms.
    """

    def __init__(self, lists: Sequence[SpellingWords]) -> None:
        # Not a method that is cached, which would keep every speller for ever.
        self._block = cache(partial(_block, tuple(lists)))
        # *Where* and *find* stand in most questions.
        self._corrections = lru_cache(REMEMBERED)(self._compared)
        # Every word of a question is looked up three times.
        self._counted = lru_cache(REMEMBERED)(partial(_counted, self._block))

    @classmethod
    def open(cls, directory: Path) -> Speller:
        """The speller of a generation. Raises `IndexDamaged` where its words cannot be read."""
        names = directory / SPELLED_NAMES_FILE
        lists = [SpellingWords.read(directory)]
        return cls(
            [*lists, SpellingWords.read(directory, SPELLED_NAMES_FILE)] if names.exists() else lists
        )

    def listings(self, word: str) -> int:
        """How many listings have a word, as it is written, among those that may be offered."""
        return self._counted(word)

    def correct(self, word: str, most: int = MOST_WRONG) -> tuple[Correction, ...]:
        """The words near a folded word, with at most so many wrong letters, the likeliest first;
        never the word itself, and none for what is not spelled with letters a to z alone, or is
        too short to tell. With one wrong letter it takes a tenth of the time of two."""
        if not (SHORTEST_TYPED <= len(word) <= LONGEST and word.isascii() and word.isalpha()):
            return ()
        return self._corrections(word, 1 if len(word) <= SHORT else most)

    def _compared(self, word: str, most: int) -> tuple[Correction, ...]:
        lengths = range(max(1, len(word) - most), min(LONGEST, len(word) + most) + 1)
        near = (one for n in lengths for one in _near(self._block(n), word.encode(), most))
        key = phonetic_key(word)
        others = [one for one in near if one.distance]
        return tuple(sorted(others, key=lambda one: (_cost(one, key), one.word)))


def _counted(block_of: Callable[[int], _Block], word: str) -> int:
    if not 0 < len(word) <= LONGEST or not word.isascii():
        return 0
    wanted = np.bytes_(word.encode())
    block = block_of(len(word))
    at = int(np.searchsorted(block.words, wanted))
    there = at < len(block.words) and block.words[at] == wanted
    return int(block.listings[at]) if there else 0


def _block(lists: Sequence[SpellingWords], length: int) -> _Block:
    """The words of a length in any of some lists; one that is in several has the most listings."""
    rows: list[NDArray[np.uint8]] = []
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
    return _Block(table, np.bitwise_or.reduce(bits, axis=1), listings)


def _near(block: _Block, typed: bytes, most: int) -> Iterator[Correction]:
    """The words of a block that are at most so far from the one typed: letters that are missing,
    too many, other ones or swapped with their neighbor count one each, and no letter is touched
    twice (*optimal string alignment*)."""
    letters = np.frombuffer(typed, np.uint8).astype(np.uint32)
    own = np.bitwise_or.reduce(np.uint32(1) << (letters - np.uint32(ord("a"))))
    # A letter that is wrong changes two letters of the set at most: few words are compared.
    maybe = np.flatnonzero(np.bitwise_count(block.letters ^ own) <= 2 * most)
    for place, word in zip(maybe.tolist(), block.words[maybe].tolist(), strict=True):
        distance = OSA.distance(typed, word, score_cutoff=most)
        if distance <= most:
            yield Correction(word.decode(), int(block.listings[place]), distance)


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
