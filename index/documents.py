"""A listing as ranking sees it: weighted terms with positions, over the declared fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from index.analysis import analyse
from index.codes import Worded
from index.listing import Listing
from index.schema import FIELDS

FIELD_GAP = 100
"""Positions between two values, so that no phrase reaches from one into the next."""


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


_SEARCHED = tuple(field for field in FIELDS if field.use.weight > 0)
_COUNTED_ONCE = frozenset(field.name for field in _SEARCHED if field.use.counts_once)


def searched_texts(listing: Listing) -> Iterator[SearchedText]:
    """Every text of a listing that is searched."""
    for field in _SEARCHED:
        for text in _texts(getattr(listing, field.name)):
            yield SearchedText(text, field.use.weight, field.name)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Worded):
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
            if isinstance(inner, str) and not isinstance(inner, Worded) and inner:
                yield inner


def weighted_terms(listing: Listing) -> list[WeightedTerm]:
    """The distinct terms of a listing, by term."""
    weights: dict[str, float] = {}
    positions: dict[str, list[int]] = {}
    counted: dict[str, set[str]] = {field: set() for field in _COUNTED_ONCE}
    base = 0
    for text, weight, field in searched_texts(listing):
        last = 0
        once = counted.get(field)
        for term, position, _, _ in analyse(text):
            last = max(last, position)
            if once is None or term not in once:
                weights[term] = weights.get(term, 0.0) + weight
            if once is not None:
                once.add(term)
            positions.setdefault(term, []).append(base + position)
        base += last + FIELD_GAP
    return [WeightedTerm(t, weights[t], sorted(set(positions[t]))) for t in sorted(weights)]
