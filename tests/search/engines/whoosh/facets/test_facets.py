"""Filters and counts against the same listings in memory, over any segments and deletions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.listing.codes import NOT_STATED
from index.listing.facets import Facet
from index.listing.model import Listing
from index.listing.schema import FACET, FACETS, facet_values
from search.engine.answers import FacetAnswer
from search.engine.query import MOST_VALUES, FacetWish, Filter
from search.engines.memory.analysed import analysed
from search.engines.memory.facets import Labels, facet_answer
from search.engines.whoosh.facets.facets import Facets
from search.engines.whoosh.facets.selection import Mask, Part
from tests.column_listings import a_listing, columns_of
from tests.conftest import listing

CHOSEN = {
    "condition": ["asthma", "lupus", "unheard of", NOT_STATED, "zoster", ""],
    "place": [
        "United States", "United States/Georgia", "France//Paris", "Georgia", "Nowhere/X",
        "France/", "France//Lyon", "Georgia//Atlanta", NOT_STATED, "United States/Texas/Paris",
        "/Georgia", "A-B", "\ud800",
    ],
    "phase": ["phase-1", "phase-4", NOT_STATED],
    "status": ["recruiting", "withheld", NOT_STATED],
    "sponsor": ["asthma", "nobody"],
}  # fmt: skip


def labels_of(some: Sequence[Listing]) -> Labels:
    """The words for every value of some listings."""
    return Labels(analysed(one, None) for one in some)


def in_memory(
    facet: Facet, labels: Labels, matched: Sequence[Listing], limit: int, chosen: tuple[str, ...]
) -> FacetAnswer:
    """What the engine in memory answers: every value is counted, labeled and put in order."""
    counts = Counter(value for one in matched for value in facet_values(facet, one))
    return facet_answer(facet, counts, limit, chosen, labels)


def parts_of(segments: Sequence[Sequence[Listing]]) -> list[Part]:
    parts: list[Part] = []
    base = 0
    for segment in segments:
        parts.append((base, len(segment), columns_of(segment)))
        base += len(segment)
    return parts


class Case:
    """Segments of listings, each of which may be deleted and may match."""

    def __init__(
        self, segments: list[list[tuple[Listing, bool, bool]]], deletes: bool, kind: type
    ) -> None:
        rows = [row for segment in segments for row in segment]
        self.parts = parts_of([[one for one, _, _ in segment] for segment in segments])
        self.alive = [one for one, alive, _ in rows if alive or not deletes]
        live = np.array([alive for _, alive, _ in rows], dtype=np.bool_)
        self.live: Mask | None = live if deletes else None
        hits = [n for n, (_, alive, hit) in enumerate(rows) if hit and (alive or not deletes)]
        self.docs = np.array(hits, dtype=kind)
        self.matched = [rows[n][0] for n in hits]
        self.facets = Facets(self.parts, self.live)


cases = st.builds(
    Case,
    st.lists(
        st.lists(st.tuples(a_listing, st.booleans(), st.booleans()), max_size=8),
        min_size=1,
        max_size=3,
    ),
    st.booleans(),
    st.sampled_from([np.uint32, np.int64]),
)


@given(cases, st.data())
def test_counts_are_those_in_memory(case: Case, data: st.DataObject) -> None:
    selection = case.facets.select(case.docs)
    limit = data.draw(st.sampled_from([0, 1, 2, 3, 20, MOST_VALUES]))
    labels = labels_of(case.alive)
    for facet in FACETS:
        known = CHOSEN.get(facet.name, [NOT_STATED])
        chosen = tuple(data.draw(st.lists(st.sampled_from(known), unique=True, max_size=3)))
        answer = case.facets.count(selection, FacetWish(facet.name, limit), chosen)
        assert answer == in_memory(facet, labels, case.matched, limit, chosen)


@given(cases, st.sampled_from(sorted(CHOSEN)), st.data())
def test_a_filter_passes_what_has_one_of_its_values(
    case: Case, name: str, data: st.DataObject
) -> None:
    values = tuple(data.draw(st.lists(st.sampled_from(CHOSEN[name]), max_size=3)))
    passing = case.facets.passing(case.facets.select(case.docs), Filter(name, values))
    expected = [bool(facet_values(FACET[name], one).keys() & {*values}) for one in case.matched]
    assert passing.dtype == np.bool_
    assert passing.tolist() == expected


@pytest.fixture(scope="module")
def many() -> list[Listing]:
    """10,000 listings of a thousand kinds, with hundreds of names."""
    distinct = [
        listing(
            f"T{n}",
            condition=[f"Name {n * k % 701}" for k in range(n % 4)],
            phase=[["phase-1"], ["phase-2", "phase-3"], []][n % 3],
            status=["recruiting", "completed", "withheld", None][n % 7 % 4],
            site=[
                {"country": f"Land {n % 11}", "state": f"State {k}", "city": f"City {n}"}
                for k in range(n % 5)
            ],
        )
        for n in range(1_000)
    ]
    return distinct * 10


def test_few_and_many_results_are_counted_and_filtered_alike(
    many: list[Listing], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.whoosh.columns.rows._BLOCK", 1_000)
    facets = Facets(parts_of([many]))
    values = ("Land 3", "Land 5/State 1")
    labels = labels_of(many[:1_000])
    # Few are gathered, many in blocks, most are left out and subtracted.
    for size in (17, 1_200, 4_999, 9_000, 10_000):
        docs = np.sort(np.random.default_rng(size).choice(len(many), size, replace=False))
        selection = facets.select(docs)
        matched = [many[doc] for doc in docs.tolist()]
        for name in ("status", "place", "condition", "phase"):
            answer = facets.count(selection, FacetWish(name, 20), ())
            assert answer == in_memory(FACET[name], labels, matched, 20, ())
        expected = [bool(facet_values(FACET["place"], one).keys() & {*values}) for one in matched]
        assert facets.passing(selection, Filter("place", values)).tolist() == expected


def test_deleted_listings_are_not_subtracted_with_those_that_do_not_match() -> None:
    some = [listing(f"T{n}", condition=["Asthma" if n % 2 else "Lupus"]) for n in range(12)]
    live = np.arange(12) > 3
    facets = Facets(parts_of([some]), live)
    docs = np.array([4, 5, 6, 7, 9, 11])
    answer = facets.count(facets.select(docs), FacetWish("condition", 20), ())
    assert [(one.label, one.count) for one in answer.counts] == [("Asthma", 4), ("Lupus", 2)]
