from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from index.reference.places.names import US_STATES
from web.views.tile_map import SHADES, shade_bands, tile_map


def test_every_state_has_a_tile_of_its_own() -> None:
    tiles = tile_map({}).tiles
    assert Counter(tile.code for tile in tiles) == Counter(list(US_STATES))
    assert len({(tile.row, tile.column) for tile in tiles}) == len(US_STATES)


def test_a_tile_counts_its_state_and_leads_to_it() -> None:
    view = tile_map({"Georgia": 412, "Texas": 900})
    tiles = {tile.name: tile for tile in view.tiles}
    assert tiles["Georgia"].count == 412
    assert tiles["Georgia"].url == "/search?place=United+States%2FGeorgia"
    assert (tiles["Georgia"].shade, tiles["Texas"].shade) == (1, 2)
    assert (tiles["Wyoming"].shade, tiles["Wyoming"].url) == (0, "")
    assert [shade.words for shade in view.shades] == ["412 listings", "900 listings"]


@given(st.lists(st.integers(1, 2_000), max_size=51))
def test_the_legend_tells_each_number_one_shade(counts: list[int]) -> None:
    bands = shade_bands(counts)
    assert len(bands) <= SHADES
    for count in counts:
        assert sum(least <= count <= most for least, most in bands) == 1
    assert all(least in counts and most in counts for least, most in bands)
