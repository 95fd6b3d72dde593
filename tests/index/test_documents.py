from __future__ import annotations

import pytest

from index.documents import searched_texts, weighted_terms
from index.schema import FIELD
from tests.conftest import listing


def weights(**fields: object) -> dict[str, float]:
    return {term.text: term.weight for term in weighted_terms(listing("T1", **fields))}


def test_a_weight_is_the_sum_over_fields_of_weight_times_occurrences() -> None:
    found = weights(title="Asthma and asthma", condition=["Asthma"], summary="About asthma.")
    expected = (
        2 * FIELD["title"].use.weight + FIELD["condition"].use.weight + FIELD["summary"].use.weight
    )
    assert found["asthma"] == pytest.approx(expected)


def test_a_word_in_many_names_of_sites_counts_once() -> None:
    sites = [{"facility": f"Asthma Clinic {n}", "city": "Asthma"} for n in range(50)]
    assert weights(site=sites)["asthma"] == pytest.approx(FIELD["site"].use.weight)


def test_who_is_left_out_is_not_searched() -> None:
    assert "lupus" not in weights(not_a_fit="No lupus.")


def test_names_inside_parts_are_searched_and_codes_are_not() -> None:
    found = weights(
        intervention=[{"name": "Aspirin", "kind": "drug"}],
        site=[{"city": "Atlanta", "status": "recruiting"}],
        sponsor={"name": "Emory University", "kind": "other"},
        status="recruiting",
    )
    assert {"aspirin", "atlanta", "emori"} <= set(found)
    assert not {"drug", "recruit", "other"} & set(found)


def test_a_phase_is_found_by_its_name_and_not_by_its_explanation() -> None:
    found = weights(title="Study", phase=["phase-3"])
    assert "phase3" in found
    assert "better" not in found


def test_no_phrase_reaches_from_one_value_into_the_next() -> None:
    terms = weighted_terms(listing("T1", title="Heart", condition=["Attack", "Failure"]))
    places = {term.text: term.positions[0] for term in terms}
    assert places["attack"] - places["heart"] > 50
    assert places["failur"] - places["attack"] > 50


def test_terms_come_in_order_with_rising_positions() -> None:
    terms = weighted_terms(listing("T1", title="b a b", summary="c b a"))
    assert [term.text for term in terms] == sorted(term.text for term in terms)
    assert all(term.positions == sorted(set(term.positions)) for term in terms)


def test_every_searched_text_has_a_weight() -> None:
    assert all(found.weight > 0 for found in searched_texts(listing("T1", summary="x")))
