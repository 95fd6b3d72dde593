"""Where terms stand in a segment, against the texts; in pieces of any size."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from search.engines.whoosh.postings import positions
from search.engines.whoosh.postings.positions import ORIGIN, POSITION_BITS, phrase, term_positions
from tests.conftest import examples
from tests.generated import WORDS
from tests.listing_terms import terms_of
from tests.search.engines.queries import field_names
from tests.search.engines.whoosh.oracle import Case

words = st.sampled_from([*WORDS, "georgia", "phase1", "absent", "žluť"])


@pytest.fixture(scope="module")
def case(case_of: Callable[[str], Case]) -> Case:
    return case_of("one segment")


@examples(100)
@given(word=words, among=st.sets(st.integers(0, 59)), gap=st.integers(1, 200))
def test_places_are_those_of_the_documents_that_are_asked_about(
    case: Case, word: str, among: set[int], gap: int
) -> None:
    (part,) = case.index.parts
    positions_in = [
        terms_of(one)[word].positions if word in terms_of(one) else [] for one in case.listings
    ]
    docs = [doc for doc in sorted(among) if positions_in[doc]]
    here = term_positions(part.arrays, word)
    if here is None:
        assert not docs
        return
    if not docs:
        return
    ranks = np.arange(len(docs)) * gap
    found = here.places(np.array(docs), ranks)
    assert [
        (place >> POSITION_BITS, (place & (2 * ORIGIN - 1)) - ORIGIN) for place in found.tolist()
    ] == [(i * gap, at) for i, doc in enumerate(docs) for at in positions_in[doc]]


@examples(100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    terms=st.lists(words, min_size=1, max_size=4).map(tuple),
    field=field_names,
    at_once=st.integers(1, 20),
)
def test_documents_in_question_are_looked_at_in_pieces(
    case: Case,
    monkeypatch: pytest.MonkeyPatch,
    terms: tuple[str, ...],
    field: str,
    at_once: int,
) -> None:
    monkeypatch.setattr(positions, "AT_ONCE", at_once)
    (part,) = case.index.parts
    assert phrase(part.arrays, terms, field).tolist() == [
        doc for doc, row in enumerate(case.rows) if row.has_phrase(terms, field)
    ]
    weights = case.index.term(terms[0], field or "title")
    monkeypatch.undo()
    at_a_time = case.index.term(terms[0], field or "title")
    assert weights.docs.tolist() == at_a_time.docs.tolist()
    assert weights.weights.tolist() == at_a_time.weights.tolist()
