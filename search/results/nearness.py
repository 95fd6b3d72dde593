"""How near the sites of a listing lie to a point."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from index.listing import Listing, open_on, site_places
from index.reference import kilometers
from search.engine import in_single_precision
from search.request import distance_words
from search.results.results import Nearness
from search.understanding import Near


def nearness_of(
    listing: Listing,
    near: Near,
    places: Iterable[str],
    statuses: Iterable[str],
    day: date | None,
) -> Nearness | None:
    """How near a listing's sites are, of those that have one of the places and, on the day, one of
    the statuses where any are asked for: the sites that `search.engine.query.Query` finds it by."""
    circle, wanted, having = near.circle, frozenset(places), frozenset(statuses)
    away = [
        (kilometers(in_single_precision(point), (circle.latitude, circle.longitude)), number)
        for number, site in enumerate(listing.site)
        if (point := site.point)
        and (not wanted or not wanted.isdisjoint(site_places(site)))
        and (not having or open_on(listing, site, day).code in having)
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


def distance_of(listing: Listing, near: Near) -> str:
    """How far away the nearest site of a listing is, in words: *210 miles away, in Augusta*; ""
    where no point of a site is known."""
    circle = near.circle
    away = [
        (kilometers(in_single_precision(site.point), (circle.latitude, circle.longitude)), number)
        for number, site in enumerate(listing.site)
        if site.point
    ]
    if not away:
        return ""
    nearest, number = min(away)
    city = listing.site[number].levels[2]
    return f"{distance_words(nearest, near.distance.unit)} away{f', in {city}' * bool(city)}"
