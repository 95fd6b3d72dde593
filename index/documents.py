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


_SEARCHED = tuple((field.name, field.use.weight) for field in FIELDS if field.use.weight > 0)


def searched_texts(listing: Listing) -> Iterator[tuple[str, float]]:
    """Every text of a listing that is searched, with the weight of its field."""
    for name, weight in _SEARCHED:
        for text in _texts(getattr(listing, name)):
            yield text, weight


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
    base = 0
    for text, weight in searched_texts(listing):
        last = 0
        for term, position, _, _ in analyse(text):
            last = max(last, position)
            if term in weights:
                weights[term] += weight
                positions[term].append(base + position)
            else:
                weights[term] = weight
                positions[term] = [base + position]
        base += last + FIELD_GAP
    return [WeightedTerm(t, weights[t], sorted(set(positions[t]))) for t in sorted(weights)]
