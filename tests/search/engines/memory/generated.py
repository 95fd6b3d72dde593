"""Few listings that share words, sites and values, and whatever can be asked of them."""

from __future__ import annotations

import math

import msgspec
from hypothesis import strategies as st

from index.listing.model import Intervention, Listing
from index.listing.schema import FACETS, SORTS, facet_values
from search.engine.query import (
    About,
    AgeSpan,
    Everything,
    FacetWish,
    Filter,
    Ids,
    Like,
    Node,
    Phrase,
    Query,
    Term,
)
from tests.column_listings import a_listing
from tests.search.engines.whoosh.one_site import circles
from tests.search.engines.whoosh.oracle import field_names, trees_of
from tests.vocabularies import WORDS, Made

ALL = 1_000

TERMS = ("lung", "cancer", "small", "cell", "type2", "diabet", "her2", "low", "georgia", "unite")

said = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
values = st.lists(said.filter(bool), max_size=3).map(tuple)


def _worded(
    listing: Listing, said: tuple[str, str, str], many: tuple[tuple[str, ...], ...]
) -> Listing:
    title, summary, description = said
    conditions, keywords, treatments = many
    return msgspec.structs.replace(
        listing,
        title=title or listing.title,
        official_title=summary,
        summary=summary,
        description=description,
        condition=listing.condition + conditions,
        keyword=keywords,
        intervention=listing.intervention + tuple(map(Intervention, treatments)),
    )


def _numbered(listings: list[Listing], others: list[str]) -> list[Listing]:
    """With ids of their own, and earlier ones that several share."""
    return [
        msgspec.structs.replace(
            one,
            id=f"NIH-{n}" if n % 3 == 2 else f"T{n}",
            other_id=(others[n],) if n < len(others) else (),
        )
        for n, one in enumerate(listings)
    ]


listings: st.SearchStrategy[list[Listing]] = st.builds(
    _numbered,
    st.lists(
        st.builds(_worded, a_listing, st.tuples(said, said, said), st.tuples(*[values] * 3)),
        min_size=1,
        max_size=9,
    ),
    st.lists(st.sampled_from(["OLD-1", "old-1", "T1", "2"]), max_size=4),
)

ids = st.sampled_from(["t0", "T1", " nih-2", "2", "OLD-1", "none"])

leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Term, st.sampled_from(TERMS), st.just("") | field_names),
    st.builds(
        Phrase,
        st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(tuple),
        st.just("") | field_names,
    ),
    st.just(Everything()),
    st.lists(ids, max_size=2).map(tuple).map(Ids),
)


def nodes(vocabulary: Made, most: int = 6) -> st.SearchStrategy[Node]:
    """Trees of every node; a concept that nobody knows among them."""
    concepts = st.sampled_from([*vocabulary.keys(), "MADE:none"]).map(About)
    every = st.one_of(leaves, concepts)
    likes = st.lists(trees_of(every, most=2), min_size=1, max_size=2).map(tuple).map(Like)
    return trees_of(st.one_of(every, likes), most)


def filters(some: list[Listing]) -> st.SearchStrategy[Filter]:
    """Values of a facet that listings have, and some that nothing has."""

    def of(name: str) -> st.SearchStrategy[Filter]:
        facet = next(facet for facet in FACETS if facet.name == name)
        held = {value for one in some for value in facet_values(facet, one)}
        offered = st.sampled_from(sorted({*held, "not-stated", "nowhere", "France/", "recruiting"}))
        return st.lists(offered, unique=True, min_size=1, max_size=3).map(
            lambda values: Filter(name, tuple(values))
        )

    return st.sampled_from(["place", "status", *(facet.name for facet in FACETS)]).flatmap(of)


def _one_each(filters: list[Filter]) -> tuple[Filter, ...]:
    return tuple({one.facet: one for one in filters}.values())


spans = st.builds(
    AgeSpan,
    st.sampled_from([0.0, 0.5, 17.0, 18.0, 65.0, 91.0]),
    st.sampled_from([17.0, 18.0, 66.0, math.inf]),
)


def queries(some: list[Listing], vocabulary: Made) -> st.SearchStrategy[Query]:
    """Whatever can be asked."""
    wishes = st.builds(
        FacetWish, st.sampled_from([facet.name for facet in FACETS]), st.integers(0, 6)
    )
    return st.builds(
        Query,
        match=nodes(vocabulary),
        partial=st.none() | nodes(vocabulary),
        filters=st.lists(filters(some), max_size=3).map(_one_each),
        near=st.none() | circles,
        age=st.none() | spans,
        facets=st.lists(wishes, max_size=4).map(tuple)
        | st.just(tuple(FacetWish(facet.name, ALL) for facet in FACETS)),
        sooner=st.none() | filters(some),
        sort=st.sampled_from([*(sort.name for sort in SORTS), "relevance", "distance"]),
        offset=st.integers(0, 4),
        limit=st.integers(0, 8),
    )
