"""Free-text values of few documents against the way that many are chosen from."""

from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.listing.facets import Facet
from index.listing.schema import FACET, FACETS
from search.engines.whoosh.facets.free_text import REMEMBERED, FreeTextFacet, _Tally
from search.engines.whoosh.facets.selection import Selection
from tests.column_listings import columns_of
from tests.conftest import listing
from tests.search.engines.whoosh.facets.test_facets import Case, cases

FREE_TEXT = [facet for facet in FACETS if facet.words is None]


@given(cases, st.sampled_from(FREE_TEXT), st.integers(0, 3))
def test_listing_every_value_is_choosing_that_many(case: Case, facet: Facet, room: int) -> None:
    free_text = FreeTextFacet(facet, case.parts, case.live)
    numbers, counts = free_text.counted(case.facets.select(case.docs))
    chosen = free_text._commonest(_Tally(free_text, numbers, counts, ()), len(numbers) + room, ())
    assert free_text._every(numbers, counts) == chosen


def test_words_of_values_are_kept_for_some_alone() -> None:
    some = [listing(f"T{n}", condition=[f"Name {n}"]) for n in range(5_000)]
    parts = [(0, len(some), columns_of(some))]
    facet = FreeTextFacet(FACET["condition"], parts, None)
    for number in range(len(facet.values.codes)):
        facet.said(number)
    assert facet.said.cache_info().currsize == REMEMBERED
    counted = facet.counted(Selection(parts, np.arange(5_000), None))
    answer = facet.answer(counted, sys.maxsize, ())
    assert len(answer.counts) == 5_000
