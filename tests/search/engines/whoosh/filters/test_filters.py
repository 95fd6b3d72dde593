"""What filters leave and what facets count, against going through the sites of every listing."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import NOT_STATED
from index.listing.model import Listing
from index.listing.schema import FACETS
from search.engine.answers import FacetAnswer
from search.engine.query import MOST_VALUES, AgeSpan, Circle, Everything, FacetWish, Filter, Query
from search.engines.whoosh.facets.facets import Facets
from search.engines.whoosh.facets.selection import Part
from search.engines.whoosh.filters.ages import Ages
from search.engines.whoosh.filters.filters import Narrowed
from search.engines.whoosh.filters.sites import Sites
from search.engines.whoosh.standings import standings
from tests.column_listings import a_listing, columns_of, days
from tests.conftest import listing
from tests.search.engines.one_site import Expected
from tests.search.engines.queries import circles

CHOICES = {
    "place": [
        "United States", "United States/Georgia", "United States/Georgia/Atlanta", "France//Paris",
        "Georgia", "Georgia-on-Sea", "Georg", "/Georgia", "A-B", "Nowhere", "France/", NOT_STATED,
    ],
    "status": ["recruiting", "check-first", "may-have-closed", "may-be-open", "completed",
               "withheld", "does-not-enroll", NOT_STATED],
    "phase": ["phase-1", "phase-2", NOT_STATED],
    "condition": ["asthma", "lupus", NOT_STATED],
}  # fmt: skip

filters = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(some), unique=True, min_size=1, max_size=3)
        for name, some in CHOICES.items()
    },
).map(lambda chosen: tuple(Filter(name, tuple(some)) for name, some in chosen.items()))

# Around the ages that listings are made with, and between them.
spans = st.builds(
    AgeSpan,
    st.sampled_from([0.0, 0.5, 17.0, 18.0, 64.9, 65.0, 91.0]),
    st.sampled_from([17.0, 17.5, 18.0, 65.0, 66.0, 90.0, math.inf]),
)

queries = st.builds(
    Query,
    match=st.just(Everything()),
    filters=filters,
    near=st.none() | circles,
    age=st.none() | spans,
    day=st.none() | days,
    facets=st.just(tuple(FacetWish(facet.name, MOST_VALUES) for facet in FACETS)),
)

# Listing, whether it is alive, whether it matches.
Rows = list[tuple[Listing, bool, bool]]

segments_of_rows = st.lists(
    st.lists(st.tuples(a_listing, st.booleans(), st.booleans()), max_size=6),
    min_size=1,
    max_size=3,
)


def narrowed(segments: list[Rows], deletes: bool, query: Query) -> tuple[Narrowed, list[Listing]]:
    """What is left of the listings that match, and those."""
    rows = [row for segment in segments for row in segment]
    parts: list[Part] = []
    base = 0
    for segment in segments:
        parts.append((base, len(segment), columns_of([one for one, _, _ in segment])))
        base += len(segment)
    hits = [n for n, (_, alive, hit) in enumerate(rows) if hit and (alive or not deletes)]
    live = np.array([alive for _, alive, _ in rows], dtype=np.bool_) if deletes else None
    docs = np.array(hits, dtype=np.uint32)
    facets, sites = Facets(parts, live), Sites(parts)
    if query.day:
        shown = standings([columns for _, _, columns in parts], query.day)
        facets, sites = facets.showing(shown), sites.showing(shown)
    found = Narrowed(facets, sites, Ages(parts), query, docs)
    return found, [rows[hit][0] for hit in hits]


def counts_of(answer: FacetAnswer) -> dict[str, int]:
    """The counted values of an answer that lists all."""
    assert answer.more == 0
    return {one.value: one.count for one in answer.counts if one.count}


@given(segments_of_rows, st.booleans(), queries)
def test_what_is_found_and_counted_is_what_one_site_satisfies(
    segments: list[Rows], deletes: bool, query: Query
) -> None:
    found, matched = narrowed(segments, deletes, query)
    expected = Expected(matched, query)
    number = {id(one): n for n, one in enumerate(row[0] for part in segments for row in part)}
    assert found.docs.tolist() == [number[id(one)] for one in expected.listings]
    for wish in query.facets:
        answer = found.count(wish)
        assert counts_of(answer) == expected.counted(wish.facet), wish.facet
        chosen = {value for one in query.filters if one.facet == wish.facet for value in one.values}
        listed = {one.value for one in answer.counts if one.chosen}
        assert listed <= chosen
        assert chosen <= listed | {"France/"}, "what ends in an empty level is no place"


@given(segments_of_rows, st.booleans(), queries, circles)
def test_distances_are_those_of_the_nearest_site_that_satisfies_all(
    segments: list[Rows], deletes: bool, query: Query, circle: Circle
) -> None:
    query = msgspec.structs.replace(query, near=circle, facets=())
    found, matched = narrowed(segments, deletes, query)
    expected = Expected(matched, query)
    far = [expected.nearest(one) for one in expected.listings]
    assert found.kilometers().tolist() == pytest.approx(far, abs=1e-3)


def asked(some: list[Listing], **wanted: object) -> Narrowed:
    """All of some listings in one segment, narrowed."""
    rows = [(one, True, True) for one in some]
    return narrowed([rows], False, Query(match=Everything(), **wanted))[0]  # type: ignore[arg-type]


ATLANTA = {"country": "United States", "state": "Georgia", "city": "Atlanta"}
DALLAS = {"country": "United States", "state": "Texas", "city": "Dallas"}
RECRUITING = Filter("status", ("recruiting",))


def test_many_documents_are_looked_at_by_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.whoosh.filters.sites._BLOCK", 7)
    some = [
        listing(
            f"T{n}",
            status=["recruiting", "completed"][n % 2],
            site=[ATLANTA | {"latitude": 33.7, "longitude": -84.4 + n}, DALLAS, {}][: n % 4],
        )
        for n in range(40)
    ]
    query = Query(
        match=Everything(),
        filters=(RECRUITING, Filter("place", ("United States/Georgia", "United States/Texas"))),
        near=Circle(33.7, -84.4, 2_000),
    )
    for filters, near in ((query.filters, query.near), (query.filters, None), ((), query.near)):
        query = Query(match=query.match, filters=filters, near=near)
        found, expected = asked(some, filters=filters, near=near), Expected(some, query)
        assert [some[doc] for doc in found.docs.tolist()] == expected.listings
        for name in ("place", "status", "kind"):
            answer = found.count(FacetWish(name, MOST_VALUES))
            assert counts_of(answer) == expected.counted(name)
