"""Measures how much of each field of records stands in their listings."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from index.errors import RecordRefused
from index.listing import Listing
from index.sources.source import Raw, Source, Translation
from tests.real_data.coverage.purposes import Kept, Purpose, purpose_of, stated
from tests.real_data.coverage.squashed import squashed

_ENDS = re.compile(r"[\r\n;]+|(?<=[.:?!])\s+")
# What is shorter must be a whole value of the listing: "40" stands in many a text.
_SHORTEST_CONTAINED = 8


class Share(msgspec.Struct):
    """How often a field is stated, and how much of it is in the listings."""

    records: int = 0
    values: int = 0
    found: float = 0.0
    """Values; of a text in sentences, the share of its letters."""

    @property
    def share(self) -> float:
        """Of the values, from 0 to 1."""
        return self.found / self.values if self.values else 1.0


class _Searched:
    """The values of some fields of one listing, to be looked up."""

    def __init__(self, listing: dict[str, Any], fields: tuple[str, ...]) -> None:
        leaves = [value for name in fields for value in leaf_values(listing.get(name))]
        self._whole = {squashed(stated(one)) for one in leaves}
        self._text = "|".join(self._whole)

    def has(self, text: str, within: bool = False) -> bool:
        """Whether a squashed text is one of the values, or stands in one."""
        if len(text) < _SHORTEST_CONTAINED and not within:
            return text in self._whole
        return text in self._text

    def share_of(self, value: str, purpose: Kept) -> float:
        """How much of a value is found, from 0 to 1."""
        read = purpose.read(value)
        whole = squashed(read)
        if not whole or self.has(whole, purpose.within):
            return 1.0
        lines = [
            (squashed(one), purpose.structure is not None and purpose.structure.fullmatch(one))
            for one in _ENDS.split(read)
        ]
        if len(lines) == 1:
            return 0.0
        kept = [text for text, structure in lines if structure or self.has(text, within=True)]
        found = sum(map(len, kept))
        return found / max(1, sum(len(text) for text, _ in lines))


def leaf_values(value: object) -> Iterator[object]:
    """Every value at the end of lists and objects."""
    for _, leaf in leaves(value):
        yield leaf


def leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value at the end of lists and objects with its path, positions in lists dropped."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from leaves(inside, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from leaves(inside, path)
    else:
        yield path, value


def records_of(path: Path, every: int = 1) -> Iterator[dict[str, Any]]:
    """Every so many-th record of a file with one on each line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number % every == 0:
                yield json.loads(line)


def measured(
    records: Iterable[dict[str, Any]], source: Source, purposes: Mapping[str, Purpose]
) -> dict[str, Share]:
    """Path → its share, over all records that are not refused; those without a purpose as well."""
    shares: dict[str, Share] = {}
    for number, record in enumerate(records, start=1):
        try:
            translation = source.translate(Raw(f"record {number}", record))
        except RecordRefused:
            continue
        if isinstance(translation, Translation):
            _count(record, translation.listing, purposes, shares)
    return shares


def _count(
    record: dict[str, Any],
    listing: Listing,
    purposes: Mapping[str, Purpose],
    shares: dict[str, Share],
) -> None:
    held = msgspec.to_builtins(listing)
    searched: dict[tuple[str, ...], _Searched] = {}
    counted: set[str] = set()
    for path, leaf in leaves(record):
        value = stated(leaf)
        if not value:
            continue
        share = shares.setdefault(path, Share())
        share.records += path not in counted
        counted.add(path)
        share.values += 1
        purpose = purpose_of(path, purposes)
        if isinstance(purpose, Kept):
            if purpose.fields not in searched:
                searched[purpose.fields] = _Searched(held, purpose.fields)
            share.found += searched[purpose.fields].share_of(value, purpose)
