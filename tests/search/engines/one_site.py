"""What a query finds and counts, by going through every site of every listing: what the engine in
memory leaves of some listings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from index.listing.model import Listing
from search.engine.query import Query
from search.engines.memory.analysed import analysed
from search.engines.memory.narrowing import Narrowing


class Expected:
    """What a query should find among the listings that its words match."""

    def __init__(self, matched: Sequence[Listing], query: Query) -> None:
        self._rows = [analysed(one, None) for one in matched]
        self._narrowing = Narrowing(query)
        self.listings = [row.listing for row in self._rows if self._narrowing.passes(row)]

    def counted(self, name: str) -> Counter[str]:
        """How many listings have each value of a facet."""
        return self._narrowing.counted(self._rows, name)

    def nearest(self, one: Listing) -> float:
        """How far the nearest site is that satisfies all, to the meter."""
        return round(self._narrowing.kilometers(analysed(one, None)), 3)

    def by_distance(self) -> list[Listing]:
        """The listings, nearest first."""
        return sorted(self.listings, key=self.nearest)
