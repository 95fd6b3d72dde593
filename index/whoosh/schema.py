"""The Whoosh schema: one scored field over all the text, the ids, and the listing itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import fields, formats

from index.documents import WeightedTerm

LENGTH_SCALE = 10
"""Lengths are kept as whole numbers: tenths of a weighted term."""


class WeightedText(fields.FieldType):  # type: ignore[misc]
    """A scored field that is given its terms, weights and positions ready made."""

    def __init__(self) -> None:
        super().__init__(format=formats.Positions(), analyzer=None, scorable=True)

    def index(
        self, value: list[WeightedTerm], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yields (term, scaled length, weight, encoded positions)."""
        for text, weight, positions in value:
            length = max(1, round(weight * LENGTH_SCALE))
            yield text.encode(), length, weight, self.format.encode(positions)


class KnownAs(fields.FieldType):  # type: ignore[misc]
    """An unscored field of exact keys."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)

    def index(self, value: list[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yields each key once."""
        for key in sorted(set(value)):
            yield key.encode(), 1, 1.0, b""


TEXT = "text"
KNOWN_AS = "known_as"
LISTING = "listing"


def whoosh_schema() -> fields.Schema:
    """The fields of an index, by name."""
    return fields.Schema(**{TEXT: WeightedText(), KNOWN_AS: KnownAs(), LISTING: fields.STORED()})


def id_key(id: str) -> str:  # noqa: A002
    """What an id is looked up by: the same in any case."""
    return id.casefold().strip()


def id_keys(ids: tuple[str, ...]) -> list[str]:
    """The keys that find a record: each of its ids, and an NIH id by its number alone as well."""
    keys = [id_key(one) for one in ids]
    return keys + [key.removeprefix("nih-") for key in keys if key.startswith("nih-")]
