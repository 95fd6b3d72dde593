"""The postings of a term, one by one, as stock Whoosh asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from whoosh.formats import Format
from whoosh.matching import LeafMatcher, ReadTooFar

from index.engines.whoosh.segment import Field, Segment
from index.listing import LENGTH_SCALE

Term = tuple[str, bytes]


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """The postings of a term, one by one; to Whoosh's optimisations they are one block."""

    def __init__(
        self,
        field: Field,
        number: int,
        arrays: Segment,
        format_: Format,
        term: Term,
        scorer: Any = None,
    ) -> None:
        postings = field.postings(number)
        self._field = field
        self._number = number
        self._arrays = arrays
        self._docs = postings.docs
        self._weights = postings.weights
        self._term = term
        self._position_ends: Any = None
        self.format = format_
        self.scorer = scorer
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        twin = ArrayMatcher(
            self._field, self._number, self._arrays, self.format, self._term, self.scorer
        )
        twin._at = self._at
        return twin

    def is_active(self) -> bool:
        """Whether there is a posting here."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Goes to the first posting."""
        self._at = 0

    def next(self) -> bool:
        """Goes to the next posting; says whether that left the block."""
        self._at += 1
        return not self.is_active()

    def skip_to(self, doc: int) -> None:
        """Goes to the first posting of `doc` or of a later document."""
        if not self.is_active():
            raise ReadTooFar
        self._at += int(self._docs[self._at :].searchsorted(doc))

    def id(self) -> int:
        """The document here."""
        return int(self._docs[self._at])

    def all_ids(self) -> Iterator[int]:
        """Every document."""
        return iter(self._docs.tolist())

    def weight(self) -> float:
        """The weight here."""
        return int(self._weights[self._at]) / LENGTH_SCALE

    def value(self) -> Any:
        """The positions here, as the field's format writes them."""
        return self.format.encode(self.positions())

    def value_as(self, astype: str) -> Any:
        """The posting here in one of the ways that the field's format supports."""
        return self.positions() if astype == "positions" else super().value_as(astype)

    def positions(self) -> list[int]:
        """Where the term stands in the document here."""
        if not self._field.has_positions:
            return []
        held = self._field.positions(self._number)
        if self._position_ends is None:
            self._position_ends = held.counts.cumsum(dtype=int)
        end = int(self._position_ends[self._at])
        positions: list[int] = held.positions[end - int(held.counts[self._at]) : end].tolist()
        return positions

    def skip_to_quality(self, quality: float) -> int:
        """Leaves the block where it cannot score above `quality`."""
        if not self.is_active() or self.block_quality() > quality:
            return 0
        self._at = len(self._docs)
        return 1

    @cached_property
    def _lengths(self) -> tuple[int, int]:
        lengths = self._arrays.lengths[self._docs]
        return int(lengths.min()), int(lengths.max())

    def block_min_length(self) -> int:
        """The shortest document here."""
        return self._lengths[0]

    def block_max_length(self) -> int:
        """The longest document here."""
        return self._lengths[1]

    @cached_property
    def _heaviest(self) -> float:
        return int(self._weights.max()) / LENGTH_SCALE

    def block_max_weight(self) -> float:
        """The greatest weight here."""
        return self._heaviest

    def block_min_id(self) -> int:
        """The first document."""
        return int(self._docs[0])

    def block_max_id(self) -> int:
        """The last document."""
        return int(self._docs[-1])
