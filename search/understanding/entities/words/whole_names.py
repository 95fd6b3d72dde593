"""Real words that are misspelt in a whole name: *prostrate cancer*, *plague psoriasis*.

A word that a language has is left alone (`corrections`), but for one that makes a known name of
several words when one letter of it is another one, where the name as it is typed is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from index.analysis import fold, phrase_terms
from index.reference import Concept, ConceptKind
from search.understanding.entities.words.concepts import (
    BREAK,
    ConceptPhrase,
    Names,
    Word,
    may_name,
    spoken,
    terms_of,
)
from search.understanding.entities.words.speller import Speller, may_be_misspelt

RARE = 60
"""Listings of a word that may be a slip: *plague* has 4 of 36,210, *coarse* 36, *course* 430."""

SHORTEST_REAL = 5
"""Letters of a real word that may be a slip: *spot baby* is no *baby shot*."""

LEAST_OF_NAME = 3
"""Listings of the name that it would be."""

LONGEST_RUN = 3
MOST_TRIED = 6
"""Words near each that are tried."""
MOST_WORDS = 3
"""Words of a question that are looked at; each takes half a millisecond."""


class WholeName(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` (exclusive) of all words of a question, which are the name of a
    concept when the word at ``at`` is ``meant``."""

    first: int
    last: int
    at: int
    meant: str
    concept: Concept


def misspelt_names(
    text: str,
    words: Sequence[Word],
    named: Sequence[ConceptPhrase],
    names: Names,
    speller: Speller,
    is_real: Callable[[str], bool],
) -> tuple[WholeName, ...]:
    """The names of several words in which one is misspelt, in order and apart from each other."""
    of_several = {
        i for one in named if one.last - one.first > 1 for i in range(one.first, one.last)
    }
    found: list[WholeName] = []
    looked_at = 0
    for at, word in enumerate(words):
        if at in of_several or word.group.stop or (found and at < found[-1].last):
            continue
        folded = " ".join(fold(word.said))
        if not may_be_misspelt(folded) or speller.listings(folded) > RARE:
            continue
        if len(folded) < SHORTEST_REAL and is_real(folded):
            continue
        looked_at += 1
        if looked_at > MOST_WORDS:
            break
        runs = list(_runs(text, words, at, of_several))
        if not runs:
            continue
        near = sorted(speller.correct(folded, 1), key=lambda one: -one.listings)
        tried = [one.word for one in near[:MOST_TRIED]]
        one = next(_names_with(text, words, at, runs, tried, names), None)
        if one is not None:
            found.append(one)
    return tuple(found)


def _runs(text: str, words: Sequence[Word], at: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of words around one, the longest first, that no sentence mark or known name cuts."""
    for length in range(min(LONGEST_RUN, len(words)), 1, -1):
        for first in range(max(0, at - length + 1), min(at, len(words) - length) + 1):
            last = first + length
            edges = (words[first], words[last - 1])
            if any(word.group.stop for word in edges) or taken & {first, last - 1}:
                continue
            if not BREAK.search(text, words[first].group.end, words[last - 1].group.start):
                yield first, last


def _names_with(
    text: str,
    words: Sequence[Word],
    at: int,
    runs: Sequence[tuple[int, int]],
    tried: Sequence[str],
    names: Names,
) -> Iterator[WholeName]:
    for first, last in runs if tried else ():
        run = list(words[first:last])
        if names.named(spoken(text, run)):
            return
        before = _terms(text, run[: at - first])
        behind = _terms(text, run[at - first + 1 :])
        for meant in tried:
            if not may_name((*before, *phrase_terms(meant), *behind), names):
                continue
            run[at - first] = Word(words[at].group, meant)
            concept = next(iter(names.named(spoken(text, run))), None)
            if (
                concept is not None
                and concept.kind is not ConceptKind.DRUG
                and concept.listings >= LEAST_OF_NAME
            ):
                yield WholeName(first, last, at, meant, concept)


def _terms(text: str, run: Sequence[Word]) -> tuple[str, ...]:
    return tuple(term for word in run for term in terms_of(text, word))
