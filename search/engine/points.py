"""How exactly an engine knows where a site lies."""

from __future__ import annotations

import struct

from index.listing import Point


def in_single_precision(point: Point) -> Point:
    """A point as every engine holds it, in 32 bits each: a site at the edge of a circle is then
    inside for all that ask."""
    latitude, longitude = struct.unpack("2f", struct.pack("2f", *point))
    return latitude, longitude
