"""The texts of a listing that are searched, and what each weighs by the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from index.listing.codes import Coded
from index.listing.model import Listing
from index.listing.schema import FIELDS, Field, searched_parts

LENGTH_SCALE = 10
"""Weights and lengths are kept as whole numbers: tenths of a weighted term."""


class SearchedText(NamedTuple):
    """A text of a listing that is searched: the field it stands in, and that field's weight."""

    text: str
    weight: float
    field: str


SEARCHED: tuple[Field, ...] = tuple(field for field in FIELDS if field.use.weight > 0)
"""The fields that are searched, in the order of their texts."""

SUBJECTS = ("title", "official_title", "condition", "keyword", "intervention")
"""The fields that say what a listing is about: names of concepts count in these."""


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
        for part in searched_parts(type(value)):
            inner = getattr(value, part)
            if isinstance(inner, str) and not isinstance(inner, Coded) and inner:
                yield inner


def tenths(weight: float) -> int:
    """A field's weight in tenths. Raises ValueError for a weight that is not a multiple of .1."""
    scaled = round(weight * LENGTH_SCALE)
    if abs(scaled - weight * LENGTH_SCALE) > 1e-6:
        raise ValueError(f"a field weighs {weight}, which is no multiple of {1 / LENGTH_SCALE}")
    return scaled
