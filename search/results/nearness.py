"""How near the sites of a listing lie to a point."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from index.listing import NOT_STATED, Listing, Point, Site, place_path
from index.reference import kilometers
from search.results.results import Nearness
from search.understanding import Near


def nearness_of(
    listing: Listing, near: Near, places: Iterable[str], statuses: Iterable[str]
) -> Nearness | None:
    """How near a listing's sites are, of those that have one of the places and statuses where any
    are asked for: the sites that `search.engine.query.Query` finds it by."""
    circle, wanted, having = near.circle, frozenset(places), frozenset(statuses)
    away = [
        (kilometers(_rounded(point), (circle.latitude, circle.longitude)), number)
        for number, site in enumerate(listing.site)
        if (point := site.point)
        and (not wanted or wanted & _places_of(site))
        and (not having or _status_of(site, listing) in having)
    ]
    inside = [one for one in away if one[0] <= circle.kilometers]
    if not inside:
        return None
    nearest, number = min(inside)
    return Nearness(
        sites=len(listing.site),
        within=len(inside),
        nearest=listing.site[number],
        kilometers=nearest,
        asked=near.distance,
    )


def _rounded(point: Point) -> Point:
    """As the index holds it, in single precision: a site at the edge is inside there and here."""
    latitude, longitude = struct.unpack("2f", struct.pack("2f", *point))
    return latitude, longitude


def _places_of(site: Site) -> frozenset[str]:
    return frozenset(place_path(*site.levels)) or frozenset((NOT_STATED,))


def _status_of(site: Site, listing: Listing) -> str:
    status = site.status or listing.status
    return status.value if status else NOT_STATED
