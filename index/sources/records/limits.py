"""How long a listing and its parts may be: what is longer is a broken file or an attack."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import astuple

from index.listing import FIELDS, Listing

MOST_CHARACTERS = 200_000
"""Of a text in paragraphs, and of the description of a part. A registry allows 32,000; the longest
of 38,000 records has 31,427."""

MOST_IN_A_NAME = 2_000
"""Characters of every other text. The longest title has 511, the longest treatment 189, but one
citation of 991 lists its hundred authors in 4,255."""

_encode = msgspec.msgpack.Encoder().encode

_LONG_PARTS = (".description", ".citation")

MOST_VALUES = 10_000
"""Of a list. The largest study has 1,412 sites."""

MOST_BYTES = 8_000_000
"""Of a whole listing as MessagePack. The largest has 154,081."""

PASSAGES = frozenset(field.name for field in FIELDS if field.use.paragraphs)
"""The texts in paragraphs."""


def excesses(listing: Listing) -> Iterator[tuple[str, str]]:
    """What is too long in a listing: its field, as in ``site[3].city``, and the reason.

    One excess of a list stands for all: a million too long names are one problem.
    """
    named = False
    together = 0
    for field, value in zip(Listing.__struct_fields__, astuple(listing), strict=True):
        size = _size(value) if value else 0
        together += size
        if size <= MOST_IN_A_NAME:
            continue
        for found in itertools.islice(_excesses(value, field), 1):
            named = True
            yield found
    # A character is four bytes at the most, and the rest is names of fields.
    if named or together <= MOST_BYTES // 5:
        return
    size = len(_encode(listing))
    if size > MOST_BYTES:
        yield "all fields together", _more(size, "bytes", MOST_BYTES)


def _excesses(value: Any, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        passage = field in PASSAGES or field.endswith(_LONG_PARTS)
        most = MOST_CHARACTERS if passage else MOST_IN_A_NAME
        if len(value) > most:
            yield field, _more(len(value), "characters", most)
    elif isinstance(value, tuple):
        if len(value) > MOST_VALUES:
            yield field, _more(len(value), "values", MOST_VALUES)
        for position, one in enumerate(value, start=1):
            if _size(one) > MOST_IN_A_NAME:
                yield from _excesses(one, f"{field}[{position}]")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _excesses(getattr(value, name), f"{field}.{name}")


def _size(value: Any) -> int:
    """No less than the characters of the longest text in a value, and than the values of its
    longest list: most values are too small to be looked into."""
    if isinstance(value, str):
        return len(value)
    return len(_encode(value)) if isinstance(value, tuple | msgspec.Struct) else 0


def _more(found: int, what: str, most: int) -> str:
    return (
        f"has {found:,} {what}, more than the {most:,} that a listing may have; shorten it, or see "
        "whether two records ran into one"
    )
