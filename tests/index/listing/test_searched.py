from __future__ import annotations

import pytest

from index.listing.schema import FIELD
from index.listing.searched import MAX_POSITION, searched_texts, tenths, weighted_terms
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


def test_one_vacant_position_stands_between_two_values() -> None:
    terms = weighted_terms(listing("T1", title="Heart", condition=["Type 1", " ", "Failure"]))
    places = {term.text: term.positions[0] for term in terms}
    assert places["type1"] - places["heart"] == 2
    assert places["failur"] - places["type1"] == 3, "a value without words leaves its gap"


def test_no_position_is_used_twice_or_lies_in_a_gap() -> None:
    found = weighted_terms(listing("T1", title="b a b", condition=["HER2-low tumors"], summary="c"))
    used = {position for term in found for position in term.positions}
    # T1, then the three of the title, then c of the summary, then her2, low and tumor.
    assert used == {0, 2, 3, 4, 6, 8, 9, 10}


def test_a_position_beyond_the_last_is_not_kept_and_its_weight_is() -> None:
    words = ("far " * (MAX_POSITION + 10)) + "away"
    terms = {term.text: term for term in weighted_terms(listing("T1", title="x", summary=words))}
    assert terms["far"].positions[-1] == MAX_POSITION
    assert terms["away"].positions == []
    assert terms["away"].weight == FIELD["summary"].use.weight
    assert terms["far"].weight == pytest.approx((MAX_POSITION + 10) * FIELD["summary"].use.weight)


def test_a_weight_is_exact_in_tenths() -> None:
    thirty = " ".join(["rare"] * 30)
    assert weights(eligibility=thirty)["rare"] == 30 * FIELD["eligibility"].use.weight
    assert [tenths(weight) for weight in (0.3, 0.5, 1, 1.5, 3)] == [3, 5, 10, 15, 30]
    with pytest.raises(ValueError, match="multiple"):
        tenths(0.25)


def test_terms_come_in_order_with_rising_positions() -> None:
    terms = weighted_terms(listing("T1", title="b a b", summary="c b a"))
    assert [term.text for term in terms] == sorted(term.text for term in terms)
    assert all(term.positions == sorted(set(term.positions)) for term in terms)


def test_every_searched_text_has_a_weight() -> None:
    assert all(found.weight > 0 for found in searched_texts(listing("T1", summary="x")))
