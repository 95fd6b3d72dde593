"""What a misspelt word may mean: words of the listings that differ from it by a letter or two.

`Speller.correct` says which words are near; `corrections` decides which words of a question are
to be searched for in other words, and leaves alone whatever finds something itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from math import log10
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.spelling import LONGEST, NAMES_FILE, SHORTEST, SpellingWords
from index.units import STOP_WORDS

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
        self._blocks = cache(self._made_blocks)

    @classmethod
    def open(cls, directory: Path) -> Speller:
        """The speller of a generation. Raises `IndexDamaged` where its words cannot be read."""
        names = directory / NAMES_FILE
        lists = [SpellingWords.read(directory)]
        return cls([*lists, SpellingWords.read(directory, NAMES_FILE)] if names.exists() else lists)

    def _made_blocks(self, length: int) -> tuple[_Block, ...]:
        return tuple(_block(words, length) for words in self._lists if words.sizes[length])

    def listings(self, word: str) -> int:
        """How many listings have a word, as it is written, among those that may be offered."""
        if not 0 < len(word) <= LONGEST or not word.isascii():
            return 0
        wanted = np.bytes_(word.encode())
        most = 0
        for block in self._blocks(len(word)):
            table = block.words.view(f"S{len(word)}").ravel()
            at = int(np.searchsorted(table, wanted))
            if at < len(table) and table[at] == wanted:
                most = max(most, int(block.listings[at]))
        return most

    def correct(self, word: str) -> tuple[Correction, ...]:
        """The words near a folded word, the likeliest first; never the word itself, and none for
        what is not spelled with letters a to z alone, or is too short to tell."""
        if not (SHORTEST_TYPED <= len(word) <= LONGEST and word.isascii() and word.isalpha()):
            return ()
        most = 1 if len(word) <= SHORT else MOST_WRONG
        typed = np.frombuffer(word.encode(), np.uint8)
        found: dict[str, Correction] = {}
        for length in range(max(1, len(word) - most), min(LONGEST, len(word) + most) + 1):
            for block in self._blocks(length):
                for one in _near(block, typed, most):
                    known = found.get(one.word)
                    if one.distance and (known is None or known.listings < one.listings):
                        found[one.word] = one
        heard = sound(word)
        return tuple(sorted(found.values(), key=lambda one: (_farness(one, heard), one.word)))


def _block(words: SpellingWords, length: int) -> _Block:
    span = words.span(length)
    listings = words.listings[span]
    kept = (listings >= LEAST_LISTINGS) | (words.named[span] > 0)
    letters = words.matrix(length)[kept]
    bits = np.left_shift(np.uint32(1), letters.astype(np.uint32) - np.uint32(ord("a")))
    return _Block(letters, np.bitwise_or.reduce(bits, axis=1), listings[kept])


def _near(block: _Block, typed: UInt8, most: int) -> list[Correction]:
    """The words of a block that are at most so far from the one typed."""
    own = np.bitwise_or.reduce(np.uint32(1) << (typed.astype(np.uint32) - np.uint32(ord("a"))))
    # A letter that is wrong changes two letters of the set at most.
    maybe = np.flatnonzero(np.bitwise_count(block.letters ^ own) <= 2 * most)
    words = block.words[maybe]
    distances = distances_to(typed, words, most)
    near = np.flatnonzero(distances <= most)
    return [
        Correction(word.tobytes().decode(), listings, distance)
        for word, listings, distance in zip(
            words[near], block.listings[maybe[near]].tolist(), distances[near].tolist(), strict=True
        )
    ]


def distances_to(typed: UInt8, words: UInt8, most: int) -> UInt8:
    """[n] how far each of some words, [n, length], is from the one typed, if not farther than
    `most`; if it is, some number above that.

    Letters that are missing, too many, other ones or swapped with their neighbor count one each,
    and no letter is touched twice (*optimal string alignment*). All words are taken through the
    same table at once, which takes 60 µs for a thousand.
    """
    count, length = words.shape
    columns = np.ascontiguousarray(words.T)
    far = np.full(count, most + 1, np.uint8)
    before: list[UInt8] = []
    last = [np.full(count, min(j, most + 1), np.uint8) for j in range(length + 1)]
    for i, letter in enumerate(typed.tolist(), start=1):
        row = [far] * (length + 1)
        if i <= most:
            row[0] = np.full(count, i, np.uint8)
        for j in range(max(1, i - most), min(length, i + most) + 1):
            other = columns[j - 1] != letter
            best = np.minimum(row[j - 1], last[j]) + np.uint8(1)
            np.minimum(best, last[j - 1] + other, out=best)
            if i > 1 and j > 1:
                swapped = (columns[j - 2] == letter) & (columns[j - 1] == typed[i - 2])
                np.minimum(best, np.where(swapped, before[j - 2] + np.uint8(1), far), out=best)
            row[j] = best
        before, last = last, row
    return last[length]


# --- which of the near words is the likeliest ----------------------------------------------------

_SOUNDS = (
    ("sch", "sk"), ("tion", "sion"), ("ph", "f"), ("ght", "t"), ("gh", "g"), ("ch", "k"),
    ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("dg", "g"), ("j", "g"), ("z", "s"), ("ce", "se"),
    ("ci", "si"), ("cy", "si"), ("c", "k"), ("y", "i"),
)  # fmt: skip
_SILENT_FIRST = ("ps", "pn", "pt", "kn", "gn", "mn", "wr")
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """How a folded word sounds, roughly: by ear *psoriasis* is misspelt as *soryasis*. Which
    vowel it was is not heard, nor an *h*, nor a vowel at the end."""
    if word.startswith(_SILENT_FIRST):
        word = word[1:]
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = word[:1] + _VOWELS.sub("a", word[1:].replace("h", ""))
    return _DOUBLED.sub(r"\1", word).removesuffix("a") or word


def _farness(one: Correction, heard: str) -> float:
    letter = SOUNDS_ALIKE if sound(one.word) == heard else 1.0
    return letter * one.distance - TENFOLD * log10(max(one.listings, 1))


# --- what is done about a question ---------------------------------------------------------------

FINDS_LITTLE = 2
"""Listings in which a word may stand and still be taken for a slip, if it sounds like one that
`OUTWEIGHS` so many. Registries hold slips as well: of 160 misspelt words 14 stood in one or two
of 34,364 listings. Of 1,605 words that stand there rightly or not, 7 in 100 are changed so, most
of them slips; without asking for the sound it would be 30 in 100."""

OUTWEIGHS = 20
"""How many times the listings of what was typed a correction must have."""

LEAST_FAR = 20
"""Listings of a correction for what is in no listing, if it differs by two letters and does not
sound alike. It must begin with the same letter: *underactive* is not *interactive*."""

LEAST_PART = 20
"""Listings of each half of a word that was two words."""


class Corrected(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` (exclusive) of a question, and the words to search for instead:
    one for one, two for one that lost its space, or one for two that have one too many."""

    first: int
    last: int
    meant: tuple[str, ...]
    listings: int
    """That have what is meant, or the rarer of its two words."""


def may_be_misspelt(word: str) -> bool:
    """Whether a folded word is one that is corrected if it is misspelt: of letters alone, and long
    enough to tell."""
    return len(word) >= SHORTEST_TYPED and word.isascii() and word.isalpha()


def corrections(
    words: Sequence[str], speller: Speller, found: Callable[[str], int]
) -> tuple[Corrected, ...]:
    """What words of a question are misspelt, in order; no word is corrected twice.

    `words` stand one after the other in the question and are folded (`index.terms.fold`), without
    those that something else has been made of. `found` says how many listings a word finds, in
    whatever form; it is asked only for words that have letters alone.
    """
    corrected: list[Corrected] = []
    place = 0
    while place < len(words):
        one = _joined(words, place, speller, found) or _one_word(words, place, speller, found)
        if one is not None:
            corrected.append(one)
        place = one.last if one else place + 1
    return tuple(corrected)


def _joined(
    words: Sequence[str], place: int, speller: Speller, found: Callable[[str], int]
) -> Corrected | None:
    """*hyper tension*: one word that is much commoner than the rarer of the two."""
    pair = words[place : place + 2]
    if len(pair) < 2 or not all(len(word) >= SHORTEST and word.isalpha() for word in pair):
        return None
    whole = "".join(pair)
    if speller.listings(whole) < LEAST_FAR:
        return None
    listings = found(whole)
    if listings < OUTWEIGHS * min(map(found, pair)):
        return None
    return Corrected(place, place + 2, (whole,), listings)


def _one_word(
    words: Sequence[str], place: int, speller: Speller, found: Callable[[str], int]
) -> Corrected | None:
    word = words[place]
    if not may_be_misspelt(word):
        return None
    there = found(word)
    if there > FINDS_LITTLE:
        return None
    likeliest = next(iter(speller.correct(word)), None)
    alike = likeliest is not None and sound(likeliest.word) == sound(word)
    if likeliest is not None and (alike or (not there and likeliest.distance == 1)):
        least = max(LEAST_LISTINGS, OUTWEIGHS * there)
        return _if_worth_it(place, (likeliest.word,), least, found)
    parts = _parted(word, speller)
    if parts is not None:
        return _if_worth_it(place, parts, max(LEAST_PART, OUTWEIGHS * there), found)
    if likeliest is not None and not there and likeliest.word[0] == word[0]:
        return _if_worth_it(place, (likeliest.word,), LEAST_FAR, found)
    return None


def _if_worth_it(
    place: int, meant: tuple[str, ...], least: int, found: Callable[[str], int]
) -> Corrected | None:
    listings = min(map(found, meant))
    return Corrected(place, place + 1, meant, listings) if listings >= least else None


def _parted(word: str, speller: Speller) -> tuple[str, str] | None:
    """*bloodpressure*: two words that are both common; of several ways that of the commonest."""
    ways = [
        (min(map(speller.listings, parts)), parts)
        for at in range(SHORTEST, len(word) - SHORTEST + 1)
        if not STOP_WORDS.intersection(parts := (word[:at], word[at:]))
    ]
    listings, parts = max(ways, default=(0, ("", "")))
    return parts if listings >= LEAST_PART else None
