"""What holds at one site of a listing, over the columns of the sites of some segments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import Columns, Places, entries_of, read_table
from index.generation import StringTable, changes
from index.listing import NOT_STATED, PLACE
from index.reference import EARTH_KM
from search.engine import Circle
from search.engines.whoosh.facets import Mask, Part, Selection
from search.engines.whoosh.standings import SHOWN_CODES, Standing, standings

Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

_DEGREE_KM = np.pi / 180 * EARTH_KM
# How much wider the band of latitudes is than the circle, in degrees, so that rounding
# to float32 does not cut its edge: eleven meters.
_SLACK = 1e-4
# Documents looked at as one, so that what their sites need stays in the cache.
_BLOCK = 16_384


Around = tuple[Float64, ...]
"""For each segment, how many kilometers each of its points is from the middle of a circle:
infinitely many where it lies outside, and, in the last place, where a point is not known."""


class SiteFilter(msgspec.Struct, frozen=True):
    """What one site must satisfy: to lie in one of the places, to have one of the statuses, to lie
    in a circle. What is not given is not asked.

    A listing without sites counts as one site without place or point, whose status is the
    listing's: whether that is asked for is for the caller to find out.
    """

    places: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    near: Around | None = None

    @property
    def of_none(self) -> bool:
        """Whether a site without place or point can satisfy it."""
        return self.near is None and (not self.places or NOT_STATED in self.places)


class Sites:
    """The sites of some segments."""

    def __init__(self, parts: Sequence[Part]) -> None:
        columns = [columns for _, _, columns in parts]
        self._segments = [
            _Segment(one, standing)
            for one, standing in zip(columns, standings(columns, None), strict=True)
        ]

    def showing(self, standings: Sequence[Standing]) -> Self:
        """The same sites, but with their status as it is shown on the day of some standings, one
        for each segment. Until then it is as records state it."""
        on_day = copy(self)
        on_day._segments = [
            segment.showing(one) for segment, one in zip(self._segments, standings, strict=True)
        ]
        return on_day

    def around(self, circle: Circle) -> Around:
        """What lies in a circle, to be worked out once for all questions about it."""
        return tuple(sites.around(circle) for sites in self._segments)

    def passing(self, selection: Selection, site_filter: SiteFilter) -> Mask:
        """Which of the documents have a site that satisfies all."""
        hit = [
            _hit(docs, sites.found(docs, site_filter, near))
            for sites, docs, near in self._with(selection, site_filter)
        ]
        return np.concatenate([np.empty(0, dtype=np.bool_), *hit])

    def passing_as_listed(self, selection: Selection, site_filter: SiteFilter) -> Mask:
        """Which of the documents have a site that satisfies all and has the status of its
        listing."""
        hit = [
            _hit(docs, map(sites.as_listed, sites.found(docs, site_filter, near)))
            for sites, docs, near in self._with(selection, site_filter)
        ]
        return np.concatenate([np.empty(0, dtype=np.bool_), *hit])

    def counted(self, selection: Selection, site_filter: SiteFilter) -> list[Int64]:
        """How many of the documents have a site that satisfies all in each place, by the
        numbers of places in each segment."""
        return [
            sites.counted(sites.found(docs, site_filter, near))
            for sites, docs, near in self._with(selection, site_filter)
        ]

    def kilometers(self, selection: Selection, site_filter: SiteFilter) -> Float64:
        """How far the nearest site that satisfies all is from the middle of the circle that is
        asked for; infinitely where there is none."""
        far = [
            sites.kilometers(docs, sites.found(docs, site_filter, near), near)
            for sites, docs, near in self._with(selection, site_filter)
            if near is not None
        ]
        return np.concatenate([np.empty(0), *far])

    def _with(
        self, selection: Selection, site_filter: SiteFilter
    ) -> Iterator[tuple[_Segment, Places, Float64 | None]]:
        near = site_filter.near or (None,) * len(self._segments)
        return zip(self._segments, selection.docs, near, strict=True)


class _Found(msgspec.Struct, frozen=True, eq=False):
    """The sites of some documents that satisfy what is wanted, ascending."""

    rows: Places
    """The place of each site's document among those that were asked about."""
    at: Places
    """Where each site stands."""
    bare: Places
    """The places of documents without sites that count as one which satisfies it."""


def _hit(docs: Places, found: Iterable[_Found]) -> Mask:
    hit = np.zeros(len(docs), dtype=np.bool_)
    for some in found:
        hit[some.rows] = True
        hit[some.bare] = True
    return hit


class _Segment:
    """The sites of one segment, see `index.engines.whoosh.columns.columns`; read when somebody
    first asks."""

    def __init__(self, columns: Columns, standing: Standing) -> None:
        self._columns = columns
        self._standing = standing

    def showing(self, standing: Standing) -> _Segment:
        """The same sites with another standing; what was worked out of their places stays."""
        on_day = copy(self)
        on_day._standing = standing
        return on_day

    def around(self, circle: Circle) -> Float64:
        """How far each point is, see `Around`."""
        latitudes = self._columns("point.latitudes")
        near = np.full(len(latitudes) + 1, np.inf)
        at = np.flatnonzero(within(circle, latitudes, self._columns("point.longitudes")))
        near[at] = distances(circle, latitudes[at], self._columns("point.longitudes")[at])
        return near

    def found(
        self, docs: Places, site_filter: SiteFilter, near: Float64 | None
    ) -> Iterator[_Found]:
        """The sites of some documents that satisfy what is wanted, by stretches of documents."""
        wanted: list[tuple[NDArray[Any], Mask]] = []
        if near is not None:
            wanted.append((self._columns("site.point"), np.isfinite(near)))
        if site_filter.statuses:
            wanted.append((self._standing.sites, wanted_statuses(site_filter.statuses)))
        if site_filter.places:
            wanted.append(
                (self._columns("site.place"), wanted_places(self._places, site_filter.places))
            )
        offsets = self._columns("site.offsets")
        for start in range(0, len(docs), _BLOCK):
            block = docs[start : start + _BLOCK]
            at, sizes = entries_of(offsets, block)
            rows = np.arange(start, start + len(block)).repeat(sizes)
            for numbers, has in wanted:
                hit = has.take(numbers.take(at))
                at, rows = at[hit], rows[hit]
            bare = np.flatnonzero(sizes == 0) + start if site_filter.of_none else at[:0]
            yield _Found(rows, at, bare)

    def as_listed(self, found: _Found) -> _Found:
        """The sites that have the status of their listing, which those without sites have."""
        hit = self._standing.as_listed.take(found.at)
        return _Found(found.rows[hit], found.at[hit], found.bare)

    def counted(self, found: Iterable[_Found]) -> Int64:
        """How many documents have a site that is found in each place."""
        values = len(self._places)
        # The last one counts sites that have no place so deep.
        counts = np.zeros(values + 1, dtype=np.int64)
        for some in found:
            places = self._columns("site.place").take(some.at)
            first_key = some.rows * (values + 1)
            for level in self._levels:
                above = level.take(places)
                counts += np.bincount(above[changes(first_key + above)], minlength=values + 1)
            if len(some.bare):
                # They have the value *not stated*, so that it is there.
                counts[self._places.place(NOT_STATED.encode())] += len(some.bare)
        return counts[:-1]

    def kilometers(self, docs: Places, found: Iterable[_Found], near: Float64) -> Float64:
        """How far the nearest site of each document is that is found."""
        nearest = np.full(len(docs), np.inf)
        for some in found:
            np.minimum.at(nearest, some.rows, near.take(self._columns("site.point").take(some.at)))
        return nearest

    @property
    def _places(self) -> StringTable:
        return read_table(self._columns, f"facet.{PLACE.name}.codes")

    @cached_property
    def _levels(self) -> list[Places]:
        """For each level of the hierarchy, topmost first, what each place lies in or is there; the
        number of places where it does not reach so deep."""
        parents = self._columns(f"facet.{PLACE.name}.parents").astype(np.intp)
        nothing = len(parents)
        above = np.append(parents, nothing)
        # From each place upwards, until nothing is above any.
        chain = [np.arange(nothing)]
        while (higher := above[chain[-1]]).min(initial=nothing) < nothing:
            chain.append(higher)
        above_each = np.stack(chain)
        depths = np.count_nonzero(above_each < nothing, axis=0) - 1
        levels = []
        for level in range(len(chain)):
            steps = depths - level
            places = above_each[steps.clip(0), np.arange(nothing)]
            levels.append(np.where(steps < 0, nothing, places))
        return levels


def wanted_statuses(statuses: Collection[str]) -> Mask:
    """Whether each status is wanted, by the number of what is shown."""
    return np.array([code in statuses for code in SHOWN_CODES])


def wanted_places(codes: StringTable, places: Iterable[str]) -> Mask:
    """Whether each place is one of some or lies in one, by its number in a segment. Places are in
    ascending order, so that what lies in one stands together."""
    wanted = np.zeros(len(codes), dtype=np.bool_)
    for place in places:
        code = place.encode(errors="surrogatepass")
        if (number := codes.find(code)) is not None:
            inside = code + PLACE.separator.encode()
            after = inside[:-1] + bytes([inside[-1] + 1])
            wanted[number] = True
            wanted[codes.place(inside) : codes.place(after)] = True
    return wanted


def within(circle: Circle, latitudes: NDArray[Any], longitudes: NDArray[Any]) -> Mask:
    """Which of some points lie in a circle; degrees, NaN where a point is not known.

    A point lies no nearer than its parallel does, so that those in the band of latitudes alone
    need the distance: 600,000 sites take 1 ms for 100 km, and 40 ms without the band.
    """
    reach = circle.kilometers / _DEGREE_KM + _SLACK
    inside: Mask = np.abs(latitudes - np.float32(circle.latitude)) <= np.float32(reach)
    inside[inside] = distances(circle, latitudes[inside], longitudes[inside]) <= circle.kilometers
    return inside


def distances(circle: Circle, latitudes: NDArray[Any], longitudes: NDArray[Any]) -> Float64:
    """Kilometers from the middle of a circle along the surface (haversine formula: R. W. Sinnott,
    Sky and Telescope 68, 1984), NaN where a coordinate is."""
    north, south = np.radians(latitudes.astype(np.float64)), np.radians(circle.latitude)
    east = np.radians(longitudes.astype(np.float64) - circle.longitude)
    half_chord = (
        np.sin((north - south) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin(east / 2) ** 2
    )
    # Rounding can take the chord of two opposite points just past the diameter.
    angles: Float64 = 2 * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return EARTH_KM * angles
