"""Two engines, one port: whatever is asked, an index answers as the listings in memory do."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from index.analysis.folding import folded
from index.listing.model import Listing
from index.listing.schema import SORTED_FIELD
from search.engine.answers import ScoredListing
from search.engine.port import Engine
from search.engine.query import Query
from search.engines.memory.engine import MemoryEngine
from search.engines.whoosh.executor import WhooshEngine
from tests.conftest import examples
from tests.generated import publish_pieces
from tests.search.engines.memory.generated import ALL, ids, listings, queries
from tests.search.engines.whoosh.one_site import Expected
from tests.vocabularies import Made, any_vocabulary

TOLERANCE = 1e-5
QUERIES = 5
"""That are put to each index: to build one takes as long as to answer fifty."""


class Both:
    """The same listings in an index of several segments and in memory: all of them first, then
    some again, and a few of them removed."""

    def __init__(
        self,
        folder: Path,
        some: Sequence[Listing],
        again: Sequence[Listing],
        removed: Sequence[str],
        vocabulary: Made,
    ) -> None:
        half = len(some) // 2
        pieces = [one for one in (some[:half], some[half:], again) if one]
        home = publish_pieces(folder, pieces, removed, vocabulary.kept_in(folder))
        self.whoosh: Engine = WhooshEngine.open(home)
        self.memory: Engine = MemoryEngine([*some, *again], vocabulary, removed=removed)


Drawn = tuple[Sequence[Listing], Sequence[Listing], Sequence[str], Made]
"""Listings, those that are published again, the ids that are removed, and a vocabulary."""


@st.composite
def both(draw: st.DrawFn) -> Drawn:
    some = draw(listings)
    again = draw(st.lists(st.sampled_from(some), max_size=2, unique_by=lambda one: one.id))
    changed = [msgspec.structs.replace(one, title=f"{one.title} again") for one in again]
    # What is published last keeps a listing: an index whose last segment is empty forgets it.
    kept = (again or some[-1:])[0]
    others = [one.id for one in some if one.id != kept.id]
    removed = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    return some, changed, removed, draw(any_vocabulary)


def are_equal_by(query: Query, one: ScoredListing, other: ScoredListing) -> bool:
    """Whether two listings may change places: rounding parts what is equal, or makes it so."""
    if query.sort == "distance" and query.near:
        nearest = Expected((), query).nearest
        return nearest(one.listing) == nearest(other.listing)
    field = SORTED_FIELD.get(query.sort)
    keys = {folded(getattr(hit.listing, field) or "") for hit in (one, other)} if field else {""}
    return len(keys) == 1 and one.score == pytest.approx(other.score, rel=TOLERANCE)


@pytest.mark.long
@examples(40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), made=both())
def test_whatever_is_asked_both_engines_answer_alike(data: st.DataObject, made: Drawn) -> None:
    some, again, removed, vocabulary = made
    with tempfile.TemporaryDirectory() as folder:
        engines = Both(Path(folder), some, again, removed, vocabulary)
        asked = [data.draw(queries(some, vocabulary)) for _ in range(QUERIES)]
        for query in asked:
            answers_alike(engines, query)
            explains_alike(engines, query, data.draw(ids))
        assert engines.whoosh.counts(asked) == engines.memory.counts(asked)


def answers_alike(engines: Both, query: Query) -> None:
    whole = msgspec.structs.replace(query, offset=0, limit=ALL)
    ours, theirs = engines.memory.search(whole), engines.whoosh.search(whole)
    assert (theirs.total, theirs.partial_total, theirs.facets) == (
        ours.total,
        ours.partial_total,
        ours.facets,
    )
    hits = {hit.listing.id: hit for hit in ours.hits}
    assert {hit.listing.id: hit.listing for hit in theirs.hits} == {
        one: hit.listing for one, hit in hits.items()
    }
    for one, other in zip(theirs.hits, ours.hits, strict=True):
        assert one.score == pytest.approx(hits[one.listing.id].score, rel=TOLERANCE)
        same = one.listing.id == other.listing.id
        assert same or are_equal_by(query, hits[one.listing.id], other)
    for engine, found in ((engines.memory, ours), (engines.whoosh, theirs)):
        page, end = engine.search(query), query.offset + query.limit
        assert (page.total, page.facets) == (found.total, found.facets)
        assert page.hits == found.hits[query.offset : end]
        assert page.partial_total == (found.partial_total if end >= found.total else 0)
    scanned, theirs_scanned = (
        [one.id for one in engine.scan(query)] for engine in (engines.memory, engines.whoosh)
    )
    assert theirs_scanned == scanned
    assert sorted(scanned) == sorted(hit.listing.id for hit in ours.hits[: ours.total])


def explains_alike(engines: Both, query: Query, id: str) -> None:  # noqa: A002
    assert engines.memory.get(id) == engines.whoosh.get(id)
    ours, theirs = (one.explain(query.match, id) for one in (engines.memory, engines.whoosh))
    if ours is None or theirs is None:
        assert ours is theirs
        return
    assert theirs.score == pytest.approx(ours.score, rel=TOLERANCE)
    assert [(one.term, one.field, one.concept) for one in theirs.shares] == [
        (one.term, one.field, one.concept) for one in ours.shares
    ]
    assert [one.score for one in theirs.shares] == pytest.approx(
        [one.score for one in ours.shares], rel=TOLERANCE
    )
