"""What listings are asked for by a marker with a status."""

from __future__ import annotations

import pytest

from search.engine import AllOf, Best, Not, Preferred, Term
from search.understanding.entities.markers.nodes import MarkerNodes, marker_nodes
from search.understanding.entities.markers.phrases import marker_phrases


def nodes_of(question: str) -> MarkerNodes:
    (phrase,) = marker_phrases(question)
    return marker_nodes(phrase)


def test_only_what_states_nothing_but_the_opposite_is_left_out() -> None:
    positive = Best((Term("her2=positive"), Term("her2=high"), Term("her2=amplified")))
    negative = Best((Term("her2=negative"), Term("her2=low")))
    found = nodes_of("HER2-negative")
    assert found.stated == negative
    assert found.opposites == (AllOf((positive, Not(negative))),)
    assert Not(found.opposites[0]) in found.beside
    assert any(isinstance(one, Preferred) for one in found.beside)


def test_either_of_two_leaves_out_what_states_the_opposite_of_both() -> None:
    found = nodes_of("EGFR or ALK positive")
    assert isinstance(found.stated, Best)
    assert len(found.opposites) == 1


def test_positive_or_negative_leaves_nothing_out() -> None:
    assert nodes_of("HIV positive or negative").opposites == ()


@pytest.mark.parametrize(
    ("question", "demanded"),
    [("17p deletion", True), ("KRAS G12C", True), ("T790M negative", False), ("HER2+", False)],
)
def test_a_change_is_demanded_and_a_status_is_not(question: str, demanded: bool) -> None:
    found = nodes_of(question)
    assert found.demanded is demanded
    assert (found.beside == (found.stated,)) is demanded
