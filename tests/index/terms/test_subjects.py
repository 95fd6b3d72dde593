"""Which terms say what a listing is about."""

from __future__ import annotations

import pytest

from index.terms.listing_terms import MAX_POSITION, term_positions
from index.terms.subjects import subject_terms
from tests.conftest import listing


@pytest.mark.parametrize(
    ("term", "tells"), [("asthma", True), ("the", False), ("a", False), ("z", False)]
)
def test_stop_words_and_single_letters_say_nothing_of_the_subject(term: str, tells: bool) -> None:
    one = listing("T1", title="The asthma of a Z", summary="lupus")
    found = subject_terms(term_positions(one))
    assert (term in found) is tells
    assert "lupus" not in found, "a summary is no subject field"


def test_a_term_that_stands_far_down_says_nothing_of_the_subject() -> None:
    far = listing("T1", title="word " * MAX_POSITION + "zebra zebra")
    assert "word" in subject_terms(term_positions(far))
    assert "zebra" not in subject_terms(term_positions(far))
