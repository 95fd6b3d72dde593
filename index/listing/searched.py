"""A listing as ranking sees it: weighted terms with positions, over the declared fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from index.analysis import analyse
from index.listing.codes import Coded
from index.listing.model import Listing
from index.listing.schema import FIELDS, Field

LENGTH_SCALE = 10
"""Weights and lengths are kept as whole numbers: tenths of a weighted term."""

FIELD_GAP = 1
"""Vacant positions between two values: no exact phrase crosses one."""

MAX_POSITION = 65_534
"""The last position that is kept; a term that stands only after it has its weight alone."""


class WeightedTerm(NamedTuple):
    """A term of a listing: Σ field weight x occurrences, and where it stands, ascending."""

    text: str
    weight: float
    positions: list[int]


class SearchedText(NamedTuple):
    """A text of a listing that is searched: the field it stands in, and that field's weight."""

    text: str
    weight: float
    field: str


SEARCHED: tuple[Field, ...] = tuple(field for field in FIELDS if field.use.weight > 0)
"""The fields that are searched, in the order of their texts."""

SUBJECTS = ("title", "official_title", "condition", "keyword", "intervention")
"""The fields that say what a listing is about: names of concepts count in these."""

COUNTED_ONCE = frozenset(field.name for field in SEARCHED if field.use.counts_once)


def searched_texts(listing: Listing) -> Iterator[SearchedText]:
    """Every text of a listing that is searched."""
    for field in SEARCHED:
        for text in _texts(getattr(listing, field.name)):
            yield SearchedText(text, field.use.weight, field.name)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Coded):
        # "Phase 3: is it better than what we have?" is found as phase 3.
        yield value.words.partition(":")[0]
    elif isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, msgspec.Struct):
        for part in value.__struct_fields__:
            inner = getattr(value, part)
            if isinstance(inner, str) and not isinstance(inner, Coded) and inner:
                yield inner


def tenths(weight: float) -> int:
    """A field's weight in tenths. Raises ValueError for a weight that is not a multiple of .1."""
    scaled = round(weight * LENGTH_SCALE)
    if abs(scaled - weight * LENGTH_SCALE) > 1e-6:
        raise ValueError(f"a field weighs {weight}, which is no multiple of {1 / LENGTH_SCALE}")
    return scaled


def weighted_terms(listing: Listing) -> list[WeightedTerm]:
    """The distinct terms of a listing, by term.

    Texts stand one after the other with `FIELD_GAP` vacant positions between. This is what
    `index.terms.inverter`, which is fast, and `index.terms.listing_terms` are measured against.
    """
    weights: dict[str, int] = {}
    positions: dict[str, set[int]] = {}
    counted: dict[str, set[str]] = {field: set() for field in COUNTED_ONCE}
    base = 0
    for text, weight, field in searched_texts(listing):
        length = 0
        once = counted.get(field)
        for term, position, _, _ in analyse(text):
            length = max(length, position + 1)
            if once is None or term not in once:
                weights[term] = weights.get(term, 0) + tenths(weight)
            if once is not None:
                once.add(term)
            of_term = positions.setdefault(term, set())
            if base + position <= MAX_POSITION:
                of_term.add(base + position)
        base += length + FIELD_GAP
    return [
        WeightedTerm(t, weights[t] / LENGTH_SCALE, sorted(positions[t])) for t in sorted(weights)
    ]
