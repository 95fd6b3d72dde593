"""A map of the United States, a tile a state, shaded by how many listings each has. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from index.listing import SEPARATOR, US
from index.reference import US_STATES
from search.request import SearchRequest
from web.links import search_url
from web.wording import count_words

# About where the states lie; rows from the north, columns from the west.
LAYOUT = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""

SHADES = 5


class Tile(msgspec.Struct, frozen=True):
    """A state: where its tile stands, from 1, its shade, and its listings; shade 0 and no address
    where there are none."""

    code: str
    name: str
    row: int
    column: int
    count: int
    shade: int
    url: str


class Shade(msgspec.Struct, frozen=True):
    """A shade of the legend, and the numbers it stands for."""

    number: int
    words: str


class TileMap(msgspec.Struct, frozen=True):
    """The map with its legend."""

    tiles: tuple[Tile, ...]
    shades: tuple[Shade, ...]


def tile_map(counts: Mapping[str, int]) -> TileMap:
    """The map of how many listings each state has, by its name."""
    bands = shade_bands([count for name in US_STATES.values() if (count := counts.get(name, 0))])
    tiles = []
    for row, line in enumerate(LAYOUT.split("\n")[1:-1], start=1):
        for column, code in enumerate(line.split(), start=1):
            if code in US_STATES:
                name = US_STATES[code]
                count = counts.get(name, 0)
                shade = sum(least <= count for least, _ in bands)
                path = SEPARATOR.join((US, name))
                url = search_url(SearchRequest().with_value("place", path)) if count else ""
                tiles.append(Tile(code, name, row, column, count, shade, url))
    return TileMap(
        tiles=tuple(tiles),
        shades=tuple(
            Shade(number, _band_words(least, most))
            for number, (least, most) in enumerate(bands, start=1)
        ),
    )


def shade_bands(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """At most `SHADES` ranges of counts, least first, with about as many states in each.

    California has two hundred times what Wyoming has: shades of equal width would leave most of
    the map in one of them.
    """
    ranked = sorted(counts)
    starts = {ranked[len(ranked) * shade // SHADES] for shade in range(SHADES)} if ranked else set()
    least = sorted(starts)
    most = [max(count for count in ranked if count < above) for above in least[1:]]
    return tuple(zip(least, [*most, *ranked[-1:]], strict=True))


def _band_words(least: int, most: int) -> str:
    if least == most:
        return count_words(least, "listing")
    return f"{least:,} to {count_words(most, 'listing')}"
