"""The Whoosh schema: one scored field over all the text, the ids, and the listing itself."""

from __future__ import annotations

from whoosh import fields, formats

TEXT = "text"
KNOWN_AS = "known_as"
LISTING = "listing"
INDEX_NAME = "MAIN"


class WeightedText(fields.FieldType):  # type: ignore[misc]
    """A scored field whose terms, weights and positions are written ready made."""

    def __init__(self) -> None:
        super().__init__(format=formats.Positions(), analyzer=None, scorable=True)


class KnownAs(fields.FieldType):  # type: ignore[misc]
    """An unscored field of exact keys."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=None)


def whoosh_schema() -> fields.Schema:
    """The fields of an index, by name."""
    return fields.Schema(**{TEXT: WeightedText(), KNOWN_AS: KnownAs(), LISTING: fields.STORED()})
