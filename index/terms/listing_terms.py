"""What the terms of a listing are, where they stand and what they weigh: for every engine.

This is plain, one listing at a time, to be read and to be measured against; `index.terms.inverter`
does the same for many listings at once, in arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from index.analysis import analyse
from index.listing import FIELD, SEARCHED, Listing, searched_texts, tenths

FIELD_GAP = 1
"""Vacant positions between two values: no exact phrase crosses one."""

MAX_POSITION = 65_534
"""The last position that is kept; a term that stands only after it has its weight alone."""

MOST_WEIGHT = 65_535
"""Tenths that a term weighs in a listing at most, and so does a concept: what fits 16 bits. A term
that is met 3,000 times in a field of weight 2 is met as often as can be told."""

_COUNTED_ONCE = frozenset(field.name for field in SEARCHED if field.use.counts_once)


class TermPosition(NamedTuple):
    """The position of a term in a listing: the field it stands in, and its place among all words of
    the listing.

    Texts stand one after the other with `FIELD_GAP` vacant places between, so that no phrase goes
    from one to the next. What a place is worth ends at `MAX_POSITION`: a term that stands only
    behind it has its weight, and is in no phrase and no field.
    """

    term: str
    field: str
    position: int


def term_positions(listing: Listing) -> Iterator[TermPosition]:
    """Every term of a listing as often as it occurs, in the order of the text."""
    base = 0
    for text, _, field in searched_texts(listing):
        tokens = analyse(text)
        for token in tokens:
            yield TermPosition(token.term, field, base + token.position)
        base += max((token.position + 1 for token in tokens), default=0) + FIELD_GAP


def weights_of(occurrences: Iterable[TermPosition]) -> dict[str, int]:
    """Of each term Σ field weight x occurrences, in tenths: what ranking takes for its frequency.
    Some fields count a term once, however often it stands there."""
    weights: dict[str, int] = defaultdict(int)
    met: set[tuple[str, str]] = set()
    for term, field, _ in occurrences:
        if field not in _COUNTED_ONCE or (field, term) not in met:
            weights[term] += tenths(FIELD[field].use.weight)
            met.add((field, term))
    return {term: min(weight, MOST_WEIGHT) for term, weight in weights.items()}


def positions_of(occurrences: Iterable[TermPosition]) -> dict[str, dict[str, frozenset[int]]]:
    """Of each term, by field, the places where it stands, as far as places are kept."""
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for term, field, position in occurrences:
        if position <= MAX_POSITION:
            found[term][field].add(position)
    return {
        term: {field: frozenset(places) for field, places in by_field.items()}
        for term, by_field in found.items()
    }


def weight_in(field: str, times: int) -> int:
    """What a term weighs that stands at so many places of a field, in tenths."""
    counted = min(times, 1) if field in _COUNTED_ONCE else times
    return min(counted * tenths(FIELD[field].use.weight), MOST_WEIGHT)
