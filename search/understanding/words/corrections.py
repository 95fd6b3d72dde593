"""What of a question is misspelt, and is searched for as something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from index.analysis import SHORTEST, STOP_WORDS
from search.understanding.words.speller import (
    LEAST_LISTINGS,
    Speller,
    may_be_misspelt,
    phonetic_key,
)

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


def corrections(
    words: Sequence[str], speller: Speller, found: Callable[[str], int]
) -> tuple[Corrected, ...]:
    """What words of a question are misspelt, in order; no word is corrected twice.

    `words` stand one after the other in the question and are folded
    (`index.analysis.stemming.fold`), without those that something else has been made of. `found`
    says how many listings a word finds, in whatever form; it is asked only for words that have
    letters alone.
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
    alike = likeliest is not None and phonetic_key(likeliest.word) == phonetic_key(word)
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
