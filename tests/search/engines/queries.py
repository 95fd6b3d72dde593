"""Whatever can be asked of an engine, and few listings to ask for: they share words, sites and
values."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
from hypothesis import strategies as st

from index.listing.model import Listing
from index.listing.parts import Intervention
from index.listing.schema import FACETS, SORTS, facet_values
from index.listing.searched import SEARCHED
from search.engine.query import (
    About,
    AgeSpan,
    AllOf,
    AnyOf,
    Best,
    Circle,
    Everything,
    FacetWish,
    Filter,
    Ids,
    Like,
    Node,
    Not,
    Phrase,
    Preferred,
    Query,
    Term,
    Weighted,
)
from tests.column_listings import a_listing, days
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


def trees_of(leaves: st.SearchStrategy[Node], most: int = 6) -> st.SearchStrategy[Node]:
    """Whatever can be made of leaves."""

    def some(inner: st.SearchStrategy[Node], least: int) -> st.SearchStrategy[tuple[Node, ...]]:
        return st.lists(inner, min_size=least, max_size=3).map(tuple)

    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            some(inner, 0).map(AllOf),
            some(inner, 0).map(AnyOf),
            some(inner, 1).map(Best),
            st.tuples(inner, inner).map(lambda pair: AllOf((pair[0], Not(pair[1])))),
            inner.map(Not),
            st.builds(Weighted, inner, st.sampled_from([0.25, 0.5, 3.0])),
            some(inner, 1).map(lambda each: AllOf((*each[1:], Preferred(each[0])))),
        ),
        max_leaves=most,
    )


field_names = st.sampled_from(
    ["", "title", "summary", "condition", "site", *(f.name for f in SEARCHED)]
)

POINTS = ((33.749, -84.388), (48.8566, 2.3522), (0.0, 179.95), (90.0, 0.0), (33.0, -84.0))

circles = st.builds(
    lambda point, km: Circle(*point, km),
    st.sampled_from(POINTS),
    st.sampled_from([0.5, 50.0, 150.0, 7_000.0, 30_000.0]),
)

ids = st.sampled_from(["t0", "T1", " nih-2", "2", "OLD-1", "none"])


def leaves(terms: Sequence[str]) -> st.SearchStrategy[Node]:
    """Nodes without others in them, of some terms."""
    some = st.sampled_from(terms)
    fields = st.just("") | field_names
    return st.one_of(
        st.builds(Term, some, fields),
        st.builds(Phrase, st.lists(some, min_size=1, max_size=3).map(tuple), fields),
        st.just(Everything()),
        st.lists(ids, max_size=2).map(tuple).map(Ids),
    )


def nodes(vocabulary: Made, terms: Sequence[str] = TERMS, most: int = 6) -> st.SearchStrategy[Node]:
    """Trees of every node; a concept that nobody knows among them."""
    concepts = st.sampled_from([*vocabulary.keys(), "MADE:none"]).map(About)
    every = st.one_of(leaves(terms), concepts)
    likes = st.lists(trees_of(every, most=2), min_size=1, max_size=2).map(tuple).map(Like)
    return trees_of(st.one_of(every, likes), most)


def filters(some: Sequence[Listing]) -> st.SearchStrategy[Filter]:
    """Values of a facet that listings have, and some that nothing has."""

    def of(name: str) -> st.SearchStrategy[Filter]:
        facet = next(facet for facet in FACETS if facet.name == name)
        held = {value for one in some for value in facet_values(facet, one)}
        shown = {"recruiting", "check-first", "may-have-closed", "may-be-open"}
        offered = st.sampled_from(sorted({*held, *shown, "not-stated", "nowhere", "France/"}))
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


def queries(
    some: Sequence[Listing], vocabulary: Made, terms: Sequence[str] = TERMS, most: int = 8
) -> st.SearchStrategy[Query]:
    """Whatever can be asked, for pages of `most` hits and no more."""
    wishes = st.builds(
        FacetWish, st.sampled_from([facet.name for facet in FACETS]), st.integers(0, 6)
    )
    return st.builds(
        Query,
        match=nodes(vocabulary, terms),
        partial=st.none() | nodes(vocabulary, terms),
        filters=st.lists(filters(some), max_size=3).map(_one_each),
        near=st.none() | circles,
        age=st.none() | spans,
        facets=st.lists(wishes, max_size=4).map(tuple)
        | st.just(tuple(FacetWish(facet.name, ALL) for facet in FACETS)),
        sooner=st.lists(filters(some), max_size=3).map(tuple),
        day=st.none() | days,
        sort=st.sampled_from([*(sort.name for sort in SORTS), "relevance", "distance"]),
        offset=st.integers(0, most // 2),
        limit=st.integers(0, most),
    )
