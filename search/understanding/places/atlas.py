"""Places by name, with how many listings an index has at each."""

from __future__ import annotations

from collections.abc import Mapping

from index.listing import US, Place, place_path
from index.reference import Gazetteer

OUTWEIGHS = 10
"""A place is not meant by its name where another of that name has so many times the listings."""

ABOVE_A_CITY = 1
"""The same for a city that has the name of a country: Peru is not the one in Illinois."""


class Atlas:
    """A gazetteer beside the counts of the facet *place* of one index."""

    def __init__(self, gazetteer: Gazetteer, listings: Mapping[str, int]) -> None:
        self.gazetteer = gazetteer
        self._listings = listings

    def listings(self, place: Place) -> int:
        """How many listings have a site there."""
        return self._listings.get(place_value(place), 0)

    def spots(self, text: str) -> tuple[Place, ...]:
        """The cities or ZIP codes that a typed place may mean, the likeliest first; none where it
        is the name of a country or a state that outweighs them."""
        spots = self.gazetteer.spots(text)
        if not spots:
            return ()
        here = max(map(self.listings, spots))
        for area in self.gazetteer.areas(text):
            inside = any(spot.path[: len(area.path)] == area.path for spot in spots)
            if not inside and self.listings(area) > OUTWEIGHS * here:
                return ()
        return spots

    def listed_areas(self, text: str) -> tuple[Place, ...]:
        """The places that a name may mean and that have listings, if none outweighs them.

        Where a country and a state share the name, both stay if one has listings: who asks for
        Georgia on the Black Sea is not shown the one in America in its stead.
        """
        areas = self.gazetteer.areas(text)
        most = max(map(self.listings, areas), default=0)
        wide = {len(area.path) for area in areas if not area.city}
        return tuple(area for area in areas if most and self._is_likely(area, most, wide))

    def _is_likely(self, area: Place, most: int, wide: set[int]) -> bool:
        if not area.city and len(wide) > 1:
            return True
        outweighs = ABOVE_A_CITY if area.city and 1 in wide else OUTWEIGHS
        return self.listings(area) * outweighs >= most


def place_value(place: Place) -> str:
    """The value of a place in the facet *place*."""
    *_, narrowest = place_path(place.country, place.state, place.city)
    return narrowest


def full_name(place: Place) -> str:
    """A place by all its names, as it can be typed: *Portland, Maine, United States*."""
    return ", ".join(reversed(place.path))


def spot_name(place: Place) -> str:
    """A city as a reader knows it: *Atlanta, Georgia*; *Seoul, South Korea*."""
    beside = place.state if place.country == US and place.state else place.country
    return f"{place.city}, {beside}" if place.city else full_name(place)
