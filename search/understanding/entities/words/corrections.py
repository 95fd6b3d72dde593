"""What of a question is misspelt, and is searched for as something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from index.analysis import SHORTEST, STOP_WORDS
from search.understanding.entities.words.speller import (
    LEAST_LISTINGS,
    Correction,
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

LONG = 7
"""Letters of a real word for which a name is offered: *bike* is no bite, *pros* no PCOS."""

MOST_OFFERED = 3
MOST_COMPARED = 12
"""Words near a misspelt one that are asked whether they are medicines."""

LEAST_PART = 20
"""Listings of each half of a word that was two words."""


LEAST_OFFERED = 5
"""Listings of a name that is offered for a real word that finds little."""

_STEMS = re.compile(
    r"(?:mab|nib|tide|gliptin|statin|pril|sartan|olol|azole|cillin|mycin|cycline|vir|ciclib|parib"
    r"|gliflozin|glutide|lukast|setron|triptan|dipine|oxetine|prazole|caine|barbital|azepam|azolam"
    r"|cept|mer|sen|stim|platin|rubicin|taxel|fungin|floxacin|parin|xaban|grel|tocin|profen|coxib)$"
)
"""How medicines end, by the stems of their international names: a word that ends so may be one that
no vocabulary has yet."""


class Corrected(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` (exclusive) of a question, and the words to search for instead:
    one for one, two for one that lost its space, or one for two that have one too many."""

    first: int
    last: int
    meant: tuple[str, ...]
    listings: int
    """That have what is meant, or the rarer of its two words."""
    taken: bool = True
    """Whether it is searched for; else it is only offered, and so may be others at its place."""


class Knowledge(msgspec.Struct, frozen=True):
    """What is known of a folded word; each is asked only for words that have letters alone."""

    found: Callable[[str], int]
    """How many listings it finds, in whatever form."""
    is_real: Callable[[str], bool] = lambda word: False
    """Whether it is a word of a language that we read, or the name of a place."""
    is_name: Callable[[str], bool] = lambda word: False
    """Whether the vocabulary has it as a name."""
    medicines: Callable[[str], frozenset[str]] = lambda word: frozenset()
    """The keys of the medicines that it names."""


def corrections(words: Sequence[str], speller: Speller, known: Knowledge) -> tuple[Corrected, ...]:
    """What words of a question are misspelt, in order; no word is corrected twice.

    `words` stand one after the other in the question and are folded
    (`index.analysis.stemming.fold`), without those that something else has been made of. A real
    word is never corrected, and no medicine into another.
    """
    corrected: list[Corrected] = []
    place = 0
    while place < len(words):
        joined = _joined(words, place, speller, known)
        several = (joined,) if joined else _one_word(words[place], place, speller, known)
        corrected += several
        place = several[0].last if several else place + 1
    return tuple(corrected)


def _joined(
    words: Sequence[str], place: int, speller: Speller, known: Knowledge
) -> Corrected | None:
    """*hyper tension*: one word that is much commoner than the rarer of the two. Of two real words
    only what the vocabulary has as a name: *some one* stays two."""
    pair = words[place : place + 2]
    if len(pair) < 2 or not all(len(word) >= SHORTEST and word.isalpha() for word in pair):
        return None
    whole = "".join(pair)
    if speller.listings(whole) < LEAST_FAR:
        return None
    if all(map(known.is_real, pair)) and not known.is_name(whole):
        return None
    listings = known.found(whole)
    if listings < OUTWEIGHS * min(map(known.found, pair)):
        return None
    return Corrected(place, place + 2, (whole,), listings)


def may_be_slip(word: str, speller: Speller) -> bool:
    """Whether a folded word may be corrected by itself: what stands as it is written in more
    listings than a slip does never is, and need not be counted in whatever form."""
    return may_be_misspelt(word) and speller.listings(word) <= FINDS_LITTLE


def _one_word(word: str, place: int, speller: Speller, known: Knowledge) -> tuple[Corrected, ...]:
    """What a word was meant to be, if it is misspelt: one that is taken, or some that are
    offered."""
    if not may_be_slip(word, speller) or known.is_name(word):
        return ()
    there = known.found(word)
    if there > FINDS_LITTLE:
        return ()
    if known.is_real(word):
        return _offered_for_real_word(word, place, speller, known)
    near = speller.correct(word)
    if near and (medicines := _near_medicines(word, near, known)):
        offered = (_offer(place, one, known) for one in medicines)
        return tuple(offered)[:MOST_OFFERED]
    one = _likeliest(word, place, near, there, speller, known)
    return (one,) if one else ()


def _likeliest(
    word: str,
    place: int,
    near: Sequence[Correction],
    there: int,
    speller: Speller,
    known: Knowledge,
) -> Corrected | None:
    likeliest = near[0] if near else None
    alike = likeliest is not None and phonetic_key(likeliest.word) == phonetic_key(word)
    if likeliest is not None and (alike or (not there and likeliest.distance == 1)):
        least = max(LEAST_LISTINGS, OUTWEIGHS * there)
        return _if_worth_it(place, (likeliest.word,), least, known)
    parts = _parted(word, speller)
    if parts is not None:
        return _if_worth_it(place, parts, max(LEAST_PART, OUTWEIGHS * there), known)
    if likeliest is not None and not there and likeliest.word[0] == word[0]:
        return _if_worth_it(place, (likeliest.word,), LEAST_FAR, known)
    return None


def _offered_for_real_word(
    word: str, place: int, speller: Speller, known: Knowledge
) -> tuple[Corrected, ...]:
    """*prostrate* alone: a real word that finds nothing, one letter from a name that much does."""
    if len(word) < LONG:
        return ()
    near = [one for one in speller.correct(word, 1) if known.is_name(one.word)]
    offered = (_offer(place, one, known) for one in near[:1] if not known.medicines(one.word))
    return tuple(one for one in offered if one.listings >= LEAST_OFFERED)


def _near_medicines(word: str, near: Sequence[Correction], known: Knowledge) -> list[Correction]:
    """The medicines that a word may be one of, where that is not sure: it is as near to one as to
    another, or may be one itself that nobody here knows."""
    best = near[0]
    meant = known.medicines(best.word)
    if not meant:
        return []
    key = phonetic_key(word)
    others = [
        one
        for one in near[1:MOST_COMPARED]
        if (one.distance <= best.distance or phonetic_key(one.word) == key)
        and (other := known.medicines(one.word))
        and not other & meant
    ]
    if others:
        return [best, *others]
    return [best] if best.distance > 1 and _STEMS.search(word) else []


def _offer(place: int, one: Correction, known: Knowledge) -> Corrected:
    return Corrected(place, place + 1, (one.word,), known.found(one.word), taken=False)


def _if_worth_it(
    place: int, meant: tuple[str, ...], least: int, known: Knowledge
) -> Corrected | None:
    listings = min(map(known.found, meant))
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
