"""Coded facets counted together, against each counted and filtered by its own rows."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.columns.dictionary import read_values
from index.engines.whoosh.columns.rows import read_rows
from index.listing.codes import NOT_STATED, InterventionKind, SponsorKind
from index.listing.model import Listing
from index.listing.schema import FACETS, facet_values
from search.engine.query import Filter
from search.engines.whoosh.facets.coded import CodedFacets
from search.engines.whoosh.facets.selection import Selection
from tests.column_listings import a_listing, columns_of
from tests.conftest import listing

CODED = [facet for facet in FACETS if facet.words is not None]


@given(some=st.lists(a_listing, max_size=12), data=st.data())
def test_facets_counted_together_are_counted_as_one_by_one(
    some: list[Listing], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some)))
    docs = np.flatnonzero(np.array(chosen, dtype=np.bool_))
    columns = columns_of(some)
    parts = [(0, len(some), columns)]
    coded = CodedFacets(parts, None)
    selection = Selection(parts, docs, None)
    counts = coded.counted(selection)
    for facet in CODED:
        values = read_values(columns, facet)
        rows = read_rows(columns, facet, len(some))
        numbers, alone = rows.counted(docs, len(values.codes))
        expected = {
            values.codes[number].decode(): count
            for number, count in zip(numbers.tolist(), alone.tolist(), strict=True)
        }
        answer = coded.answer(facet.name, counts, 100, ())
        assert {one.value: one.count for one in answer.counts} == expected
        asked = (*sorted(expected)[:2], NOT_STATED, "unheard of")
        having = coded.passing(selection, Filter(facet.name, asked))
        assert having.tolist() == [
            not {*asked}.isdisjoint(facet_values(facet, some[doc])) for doc in docs.tolist()
        ]


def test_there_may_be_more_sets_than_a_byte_tells_apart() -> None:
    kinds = list(InterventionKind)
    some = [
        listing(
            f"T{n}",
            intervention=[
                {"name": "x", "kind": kind} for k, kind in enumerate(kinds) if n >> k & 1
            ],
            sponsor={"name": "y", "kind": list(SponsorKind)[n % len(SponsorKind)]},
        )
        for n in range(700)
    ]
    parts = [(0, len(some), columns_of(some))]
    coded = CodedFacets(parts, None)
    for docs in (np.arange(1, 700, 3), np.arange(600)):
        counts = coded.counted(Selection(parts, docs, None))
        for facet in CODED:
            expected = Counter(code for doc in docs for code in facet_values(facet, some[doc]))
            answer = coded.answer(facet.name, counts, 100, ())
            assert {one.value: one.count for one in answer.counts} == expected
