"""What lies near a place: the circle that is asked for, and how near a listing's sites are."""

from __future__ import annotations

import msgspec

from index.listing import Place
from search.engine import Circle
from search.request import DEFAULT, Distance, distance_of
from search.understanding.entities.places.atlas import spot_name


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
