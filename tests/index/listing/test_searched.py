"""Which texts of a listing are searched, and what they weigh."""

from __future__ import annotations

import pytest

from index.listing.searched import searched_texts, tenths
from tests.conftest import listing


def texts(**fields: object) -> list[str]:
    return [found.text for found in searched_texts(listing("T1", **fields))]


def test_who_is_left_out_is_not_searched() -> None:
    assert "No lupus." not in texts(not_a_fit="No lupus.")
    assert "No lupus." in texts(eligibility="No lupus.")


def test_names_inside_parts_are_searched_and_codes_are_not() -> None:
    found = texts(
        intervention=[{"name": "Aspirin", "kind": "drug"}],
        site=[{"city": "Atlanta", "status": "recruiting"}],
        sponsor={"name": "Emory University", "kind": "other"},
        status="recruiting",
    )
    assert {"Aspirin", "Atlanta", "Emory University"} <= set(found)
    assert not [text for text in found if text.lower() in ("drug", "recruiting", "other")]


def test_a_phase_is_found_by_its_name_and_not_by_its_explanation() -> None:
    assert "Phase 3" in texts(title="Study", phase=["phase-3"])
    assert not any("better" in text for text in texts(title="Study", phase=["phase-3"]))


def test_every_searched_text_has_a_weight() -> None:
    assert all(found.weight > 0 for found in searched_texts(listing("T1", summary="x")))


def test_weights_are_exact_in_tenths() -> None:
    assert [tenths(weight) for weight in (0.3, 0.5, 1, 1.5, 3)] == [3, 5, 10, 15, 30]
    with pytest.raises(ValueError, match="multiple"):
        tenths(0.25)
