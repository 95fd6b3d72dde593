"""What the filters of a query leave of its matches, and what each facet counts of them.

A facet is counted under all filters but its own. What is asked of the place, the status and the
distance must hold at one site: see `search.engine.query.Query`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator

from index.listing import PLACE, STATUS, Listing
from index.reference import kilometers
from search.engine import AgeSpan, Circle, Query
from search.engines.memory.analysed import Analysed, SiteFacts

AT_ONE_SITE = (PLACE.name, STATUS.name)


class Narrowing:
    """The filters of one query."""

    def __init__(self, query: Query) -> None:
        self._chosen = {one.facet: frozenset(one.values) for one in query.filters}
        self._near = query.near
        self._age = query.age
        self._day = query.day

    def passes(self, row: Analysed, lifted: str = "") -> bool:
        """Whether a listing passes every filter, but for that of a facet which is lifted."""
        chosen = {facet: values for facet, values in self._chosen.items() if facet != lifted}
        if self._age and not is_open_to(row.listing, self._age):
            return False
        if any(
            values.isdisjoint(row.values_on(self._day, facet))
            for facet, values in chosen.items()
            if facet != PLACE.name
        ):
            return False
        asks_of_sites = PLACE.name in chosen or self._near is not None
        return not asks_of_sites or any(self._sites(row, lifted))

    def counted(self, rows: Iterable[Analysed], facet: str) -> Counter[str]:
        """How many of some listings have each value of a facet, under all filters but its own."""
        counts: Counter[str] = Counter()
        for row in rows:
            if self.passes(row, lifted=facet):
                counts.update(self._values(row, facet))
        return counts

    def kilometers(self, row: Analysed) -> float:
        """How far the nearest site of a listing is that satisfies all that is asked of one."""
        return min(_away(site, self._near) for site in self._sites(row))

    def _values(self, row: Analysed, facet: str) -> Iterable[str]:
        """The values that a listing counts for: a place where a site has all else that is asked of
        one, and its status where a site has that too."""
        if facet == PLACE.name:
            return {place for site in self._sites(row, facet) for place in site.places}
        if facet == STATUS.name and (PLACE.name in self._chosen or self._near):
            there = {row.status_at(site, self._day) for site in self._sites(row, facet)}
            return there.intersection(row.values_on(self._day, facet))
        return row.values_on(self._day, facet)

    def _sites(self, row: Analysed, lifted: str = "") -> Iterator[SiteFacts]:
        """The sites of a listing that satisfy all that is asked of one."""
        places, statuses = (
            None if facet == lifted else self._chosen.get(facet) for facet in AT_ONE_SITE
        )
        for site in row.sites:
            if (
                (places is None or places & site.places)
                and (statuses is None or row.status_at(site, self._day) in statuses)
                and (self._near is None or _lies_in(self._near, site))
            ):
                yield site


def _lies_in(circle: Circle, site: SiteFacts) -> bool:
    """Whether a site is known to lie in a circle, which may have no end."""
    return site.point is not None and _away(site, circle) <= circle.kilometers


def _away(site: SiteFacts, circle: Circle | None) -> float:
    """How far a site is from the middle of a circle; infinitely where its point is not known."""
    if site.point is None or circle is None:
        return math.inf
    return kilometers(site.point, (circle.latitude, circle.longitude))


def is_open_to(listing: Listing, span: AgeSpan) -> bool:
    """Whether nothing that a listing states shuts out everybody of these ages."""
    youngest, oldest = listing.minimum_age, listing.maximum_age
    too_old = youngest is not None and youngest >= span.below
    too_young = oldest is not None and oldest < span.youngest
    return not too_old and not too_young
