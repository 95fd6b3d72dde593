"""What lies near a place: the circle that is asked for, and how near a listing's sites are."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import msgspec

from index.codes import NOT_STATED
from index.listing import Listing, Place, Point, Site
from index.place_names import place_path
from index.places import kilometers
from search.atlas import spot_name
from search.distances import DEFAULT, Distance, distance_of
from search.query import Circle
from search.results import Nearness


class Near(msgspec.Struct, frozen=True):
    """A place to be near, and how near."""

    place: Place
    distance: Distance

    @property
    def words(self) -> str:
        """*within 50 miles of Atlanta, Georgia*."""
        return f"within {self.distance.words} of {spot_name(self.place)}"

    @property
    def circle(self) -> Circle:
        """Everything that is so near."""
        latitude, longitude = self.place.point or (0.0, 0.0)
        return Circle(latitude, longitude, self.distance.kilometers)


def distance_or_default(within: str) -> tuple[Distance, tuple[str, ...]]:
    """The distance that is written; where it is none, the default and a sentence that says so."""
    found = distance_of(within)
    if isinstance(found, Distance):
        return found, ()
    return DEFAULT, (f"{found} {DEFAULT.words} are taken.",)


def nearness(
    listing: Listing, near: Near, places: Iterable[str], statuses: Iterable[str]
) -> Nearness | None:
    """How near a listing's sites are, of those that have one of the places and statuses where any
    are asked for: the sites that `search.query.Query` finds it by."""
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
