"""How far apart two points on the earth are."""

from __future__ import annotations

import math

from index.listing import Point

EARTH_KM = 6371.0088
"""The mean radius of the Earth (IUGG): distances are off by 0.5 % at most, as it is no sphere."""


def kilometers(one: Point, other: Point) -> float:
    """Between two points along the surface (haversine formula, mean radius of the Earth)."""
    (north, east), (south, west) = (map(math.radians, point) for point in (one, other))
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
