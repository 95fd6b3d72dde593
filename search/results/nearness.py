"""How near the sites of a listing lie to a point."""

from __future__ import annotations

from collections.abc import Iterable

from index.listing import NOT_STATED, Listing, Site, site_places
from index.reference import kilometers
from search.engine import in_single_precision
from search.results.results import Nearness
from search.understanding import Near


def nearness_of(
    listing: Listing, near: Near, places: Iterable[str], statuses: Iterable[str]
) -> Nearness | None:
    """How near a listing's sites are, of those that have one of the places and statuses where any
    are asked for: the sites that `search.engine.query.Query` finds it by."""
    circle, wanted, having = near.circle, frozenset(places), frozenset(statuses)
    away = [
        (kilometers(in_single_precision(point), (circle.latitude, circle.longitude)), number)
        for number, site in enumerate(listing.site)
        if (point := site.point)
        and (not wanted or not wanted.isdisjoint(site_places(site)))
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


def _status_of(site: Site, listing: Listing) -> str:
    status = site.status or listing.status
    return status.value if status else NOT_STATED
