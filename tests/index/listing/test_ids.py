"""What an id is looked up as."""

from __future__ import annotations

from index.listing.ids import id_key, id_keys


def test_an_id_is_looked_up_in_any_case_and_an_nih_id_by_its_number_alone() -> None:
    assert id_key(" NCT1 ") == "nct1"
    assert id_keys(["NIH-7", "R01CA1"]) == ["nih-7", "r01ca1", "7"]
