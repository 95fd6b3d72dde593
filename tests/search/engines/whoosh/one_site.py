"""What a query finds and counts, by going through every site of every listing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from hypothesis import strategies as st

from index.listing.codes import NOT_STATED
from index.listing.facets import PLACE, STATUS
from index.listing.model import Listing, Site
from index.listing.place_paths import place_path
from index.listing.schema import FACET, facet_values
from search.engine.query import AgeSpan, Circle, Query

POINTS = ((33.749, -84.388), (48.8566, 2.3522), (0.0, 179.95), (90.0, 0.0), (33.0, -84.0))

circles = st.builds(
    lambda point, km: Circle(*point, km),
    st.sampled_from(POINTS),
    st.sampled_from([0.5, 50.0, 150.0, 7_000.0, 30_000.0]),
)


def kilometers(site: Site, circle: Circle) -> float:
    """How far a site is from the middle of a circle; infinitely where its point is not known."""
    if site.point is None:
        return math.inf
    # Columns hold a coordinate to a few meters.
    north, east = (math.radians(float(np.float32(degrees))) for degrees in site.point)
    south, west = math.radians(circle.latitude), math.radians(circle.longitude)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin((east - west) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(half)))


def sites_of(one: Listing) -> tuple[Site, ...]:
    """The sites of a listing, or the one that a listing without sites counts as."""
    return one.site or (Site(),)


def own_status(one: Listing) -> str:
    """The status of a listing."""
    return one.status.value if one.status else NOT_STATED


def status_at(site: Site, one: Listing) -> str:
    """The status of a site, which is its listing's where it states none."""
    return site.status.value if site.status else own_status(one)


def places_of(site: Site) -> list[str]:
    """The place of a site and all it lies in."""
    return [place for place in place_path(*site.levels) if place] or [NOT_STATED]


def is_open_to(one: Listing, span: AgeSpan) -> bool:
    """Whether nothing that a listing states shuts out everybody of these ages."""
    youngest = 0.0 if one.minimum_age is None else one.minimum_age
    oldest = math.inf if one.maximum_age is None else one.maximum_age
    return youngest < span.below and oldest >= span.youngest


class Expected:
    """What a query should find among the listings that its words match."""

    def __init__(self, matched: Sequence[Listing], query: Query) -> None:
        self._matched = matched
        self._chosen = {one.facet: one.values for one in query.filters}
        self._near = query.near
        self._age = query.age
        self.listings = [one for one in matched if self._passes(one)]

    def _passes(self, one: Listing, *lifted: str) -> bool:
        chosen = {name: some for name, some in self._chosen.items() if name not in lifted}
        if any(
            not facet_values(FACET[name], one).keys() & {*some}
            for name, some in chosen.items()
            if name != PLACE.name
        ):
            return False
        if self._age and not is_open_to(one, self._age):
            return False
        if PLACE.name not in chosen and self._near is None:
            return True
        return any(True for _ in self._sites(one, *lifted))

    def _sites(self, one: Listing, *lifted: str) -> Iterator[Site]:
        """The sites that satisfy all that is asked of one."""
        places, statuses = (
            None if facet.name in lifted else self._chosen.get(facet.name)
            for facet in (PLACE, STATUS)
        )
        for site in sites_of(one):
            if places is not None and not {*places_of(site)} & {*places}:
                continue
            if statuses is not None and status_at(site, one) not in statuses:
                continue
            if self._near is None or kilometers(site, self._near) <= self._near.kilometers:
                yield site

    def counted(self, name: str) -> Counter[str]:
        """How many listings have each value of a facet."""
        counts: Counter[str] = Counter()
        for one in self._matched:
            if self._passes(one, name):
                counts.update(self._values(one, name))
        return counts

    def _values(self, one: Listing, name: str) -> Iterable[str]:
        if name == PLACE.name:
            return {place for site in self._sites(one, name) for place in places_of(site)}
        if name == STATUS.name and (PLACE.name in self._chosen or self._near):
            here = {status_at(site, one) for site in self._sites(one, name)}
            return {own_status(one)} & here
        return [*facet_values(FACET[name], one)]

    def nearest(self, one: Listing) -> float:
        """How far the nearest site is that satisfies all, to the meter."""
        assert self._near
        return round(min(kilometers(site, self._near) for site in self._sites(one)), 3)

    def by_distance(self) -> list[Listing]:
        """The listings, nearest first."""
        return sorted(self.listings, key=self.nearest)
