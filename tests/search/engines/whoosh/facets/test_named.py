"""Names of few documents against the way that many are chosen from."""

from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.listing.facets import Facet
from index.listing.schema import FACET, FACETS
from search.engines.whoosh.facets.named import REMEMBERED, Names, _Tally
from search.engines.whoosh.facets.selection import Selection
from tests.column_listings import columns_of
from tests.conftest import listing
from tests.search.engines.whoosh.facets.test_facets import Case, cases

NAMED = [facet for facet in FACETS if facet.words is None]


@given(cases, st.sampled_from(NAMED), st.integers(0, 3))
def test_listing_every_value_is_choosing_that_many(case: Case, facet: Facet, room: int) -> None:
    names = Names(facet, case.parts, case.live)
    numbers, counts = names.counted(case.facets.select(case.docs))
    chosen = names._commonest(_Tally(names, numbers, counts, ()), len(numbers) + room, ())
    assert names._every(numbers, counts) == chosen


def test_words_of_values_are_kept_for_some_alone() -> None:
    some = [listing(f"T{n}", condition=[f"Name {n}"]) for n in range(5_000)]
    parts = [(0, len(some), columns_of(some))]
    names = Names(FACET["condition"], parts, None)
    for number in range(len(names.values.codes)):
        names.said(number)
    assert names.said.cache_info().currsize == REMEMBERED
    counted = names.counted(Selection(parts, np.arange(5_000), None))
    answer = names.answer(counted, sys.maxsize, ())
    assert len(answer.counts) == 5_000
