"""Two engines, one port: whatever is asked, an index answers as the listings in memory do."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

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
from tests.generated import WORDS, corpus, publish_pieces
from tests.search.engines.one_site import Expected
from tests.search.engines.queries import ALL, ids, listings, queries
from tests.vocabularies import Made, any_vocabulary

TOLERANCE = 1e-5
QUERIES = 5
"""That are put to each index: to build one takes as long as to answer fifty."""


class Both(NamedTuple):
    """The same listings in an index and in memory."""

    whoosh: Engine
    memory: Engine


def both_of(
    folder: Path, pieces: Sequence[Sequence[Listing]], removed: Sequence[str], vocabulary: Made
) -> Both:
    """Listings in pieces, each of them a segment of the index, without those that are removed."""
    home = publish_pieces(folder, pieces, removed, vocabulary.kept_in(folder))
    return Both(
        WhooshEngine.open(home),
        MemoryEngine([one for piece in pieces for one in piece], vocabulary, removed=removed),
    )


Drawn = tuple[Sequence[Listing], Sequence[Listing], Sequence[str], Made]
"""Listings, those that are published again, the ids that are removed, and a vocabulary."""


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
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
@given(data=st.data(), made=drawn())
def test_whatever_is_asked_both_engines_answer_alike(data: st.DataObject, made: Drawn) -> None:
    some, again, removed, vocabulary = made
    half = len(some) // 2
    pieces = [piece for piece in (some[:half], some[half:], again) if piece]
    with tempfile.TemporaryDirectory() as folder:
        engines = both_of(Path(folder), pieces, removed, vocabulary)
        asked = [data.draw(queries(some, vocabulary)) for _ in range(QUERIES)]
        for query in asked:
            answers_alike(engines, query)
            explains_alike(engines, query, data.draw(ids))
        assert engines.whoosh.counts(asked) == engines.memory.counts(asked)


SIXTY = corpus(60)
VOCABULARY = Made((("cancer",), ("breast cancer", "lung"), ("asthma drug", "sleep")), ((0, 1),))
GONE = ("T004", "T013", "T030", "T058")


@pytest.fixture(scope="module", params=["one segment", "three segments", "deletions"])
def sixty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Listings that meet many ways, so that pages are long and many scores are equal."""
    pieces = [SIXTY] if request.param == "one segment" else [SIXTY[:25], SIXTY[25:26], SIXTY[26:]]
    removed = GONE if request.param == "deletions" else ()
    return both_of(tmp_path_factory.mktemp("sixty"), pieces, removed, VOCABULARY)


@examples(100)
@given(
    asked=st.lists(
        queries(SIXTY, VOCABULARY, (*WORDS, "georgia", "absent"), most=70), min_size=1, max_size=3
    )
)
def test_pages_scans_and_counts_of_many_listings_are_those_in_memory(
    sixty: Both, asked: list[Query]
) -> None:
    for query in asked:
        answers_alike(sixty, query)
    assert sixty.whoosh.counts(asked) == sixty.memory.counts(asked)


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
