from __future__ import annotations

from typing import Any

import pytest

from index.errors import RecordRefused
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials import ClinicalTrials, Unwrapped
from tests.index.sources.raw_records import study


def _translated(value: dict[str, Any]) -> Translation:
    assert Unwrapped().recognises(value)
    return Unwrapped().translate(Raw("f.csv, line 2", value))


def _flattened(value: dict[str, Any], before: str = "") -> dict[str, Any]:
    """As data frames have it: objects are taken apart, lists are kept."""
    found: dict[str, Any] = {}
    for key, one in value.items():
        name = f"{before}{key}"
        found |= _flattened(one, f"{name}.") if isinstance(one, dict) else {name: one}
    return found


def test_a_study_without_its_outermost_object_is_the_same_study() -> None:
    whole = study()
    bare = _translated(whole["protocolSection"])
    only = {"protocolSection": whole["protocolSection"]}
    assert bare.listing == ClinicalTrials().translate(Raw("f", only)).listing


def test_a_flattened_study_is_the_same_study() -> None:
    whole = study()
    same = ClinicalTrials().translate(Raw("f", whole)).listing
    assert _translated(_flattened(whole)).listing == same


def test_cells_of_a_table_hold_lists_as_python_or_json_writes_them() -> None:
    whole = study()
    same = ClinicalTrials().translate(Raw("f", whole)).listing
    cells = {
        name.casefold().replace(".", " "): str(value) for name, value in _flattened(whole).items()
    }
    assert _translated(cells).listing == same


@pytest.mark.parametrize("nothing", ["", "nan", "None", "[]", None])
def test_an_empty_cell_is_nothing(nothing: str | None) -> None:
    found = _translated(
        {
            "protocolSection.identificationModule.nctId": "NCT90000001",
            "protocolSection.identificationModule.briefTitle": "Larkspur",
            "protocolSection.conditionsModule.conditions": nothing,
            "protocolSection.designModule.enrollmentInfo.count": "40.0",
            "Unnamed: 0": "7",
        }
    )
    assert (found.listing.condition, found.listing.enrollment) == ((), 40)
    assert not found.problems


def test_what_only_looks_like_a_list_is_no_list() -> None:
    found = _translated(
        {
            "protocolSection.identificationModule.nctId": "NCT90000001",
            "protocolSection.identificationModule.briefTitle": "[__import__('os')]",
        }
    )
    assert found.listing.title == "[__import__('os')]"


def test_problems_name_the_field_as_it_is_written() -> None:
    with pytest.raises(RecordRefused) as refused:
        _translated({"protocolSection.identificationModule.nctId": "NCT1", "Other": "x"})
    assert [str(one) for one in refused.value.problems][:1] == [
        "f.csv, line 2, NCT1, protocolSection.identificationModule.nctId: "
        "“NCT1” is not a registry id such as NCT01234567"
    ]


@pytest.mark.parametrize("other", [{}, {"identificationModule": 7}, {"nctId": "NCT90000001"}, []])
def test_nothing_else_is_recognised(other: Any) -> None:
    assert not Unwrapped().recognises(other)
