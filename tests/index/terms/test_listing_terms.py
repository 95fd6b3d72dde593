"""What terms of a listing weigh and where they stand, against the definition."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from index.listing.model import Listing
from index.listing.searched import LENGTH_SCALE, MAX_POSITION, SEARCHED, weighted_terms
from index.terms.listing_terms import (
    MOST_WEIGHT,
    positions_of,
    term_positions,
    weight_in,
    weights_of,
)
from index.terms.subjects import subject_terms
from tests.conftest import listing
from tests.generated import corpus
from tests.vocabularies import any_subjects


def agrees(listings: Sequence[Listing]) -> None:
    for one in listings:
        occurrences = list(term_positions(one))
        weights, positions = weights_of(occurrences), positions_of(occurrences)
        expected = {term.text: term for term in weighted_terms(one)}
        assert weights.keys() == expected.keys()
        for text, term in expected.items():
            by_field = positions.get(text, {})
            assert weights[text] == round(term.weight * LENGTH_SCALE)
            assert sorted(place for at in by_field.values() for place in at) == term.positions
            in_fields = sum(weight_in(field, len(at)) for field, at in by_field.items())
            assert in_fields == weights[text]


def test_weights_and_places_are_those_of_the_definition() -> None:
    agrees(corpus(40))


@given(listings=any_subjects)
def test_they_are_for_any_listing(listings: list[Listing]) -> None:
    agrees(listings)


def test_a_term_that_stands_far_down_has_its_weight_and_no_place() -> None:
    far = listing("T1", title="x", summary="word " * MAX_POSITION + "zebra zebra")
    occurrences = list(term_positions(far))
    assert weights_of(occurrences)["zebra"] > 0
    assert "zebra" not in positions_of(occurrences)
    assert "zebra" not in subject_terms(occurrences)


def test_a_weight_ends_at_what_an_index_keeps() -> None:
    often = listing("T1", title="asthma " * 30_000)
    assert weights_of(term_positions(often))["asthma"] == MOST_WEIGHT
    assert weight_in("title", 30_000) == MOST_WEIGHT


def test_some_fields_count_a_term_once() -> None:
    once = [field for field in SEARCHED if field.use.counts_once]
    assert once
    for field in once:
        assert weight_in(field.name, 9) == weight_in(field.name, 1)


@pytest.mark.parametrize(
    ("term", "tells"), [("asthma", True), ("the", False), ("a", False), ("z", False)]
)
def test_stop_words_and_single_letters_say_nothing_of_the_subject(term: str, tells: bool) -> None:
    one = listing("T1", title="The asthma of a Z", summary="lupus")
    found = subject_terms(term_positions(one))
    assert (term in found) is tells
    assert "lupus" not in found, "a summary is no subject field"
