"""Breaks a valid record at random places, for the tests that nothing but a refusal comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from index.errors import RecordRefused
from index.listing.model import Listing
from index.sources.source import Raw, Source

_DEEP: list[Any] = []
for _ in range(900):
    _DEEP = [_DEEP]

HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**5000),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(["\ud800", "\x00", "-" * 5000, "(" * 3000, "2024-13-45", "NaN", "NCT", " "]),
    st.lists(st.integers(), max_size=3),
    st.just({"a": {"b": [None]}}),
    st.just(_DEEP),
)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inside in list(pairs):
        yield value, key
        if isinstance(inside, dict | list):
            yield from _places(inside)


def damaged(data: st.DataObject, record: Any) -> Any:
    """The record with one to four values replaced by something hostile."""
    if data.draw(st.integers(0, 30)) == 0:
        return data.draw(HOSTILE)
    places = list(_places(record))
    for _ in range(data.draw(st.integers(1, 4))):
        holder, key = places[data.draw(st.integers(0, len(places) - 1))]
        holder[key] = data.draw(HOSTILE)
    return record


def translated_or_refused(source: Source, raw: Raw) -> Listing | None:
    """The listing, or None where the record was refused with a reason; anything else is raised."""
    try:
        return source.translate(raw).listing
    except RecordRefused as refusal:
        if not refusal.problems:
            raise ValueError("refused without a reason") from refusal
        return None
