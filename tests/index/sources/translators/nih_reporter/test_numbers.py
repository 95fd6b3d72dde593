from __future__ import annotations

import pytest

from index.sources.records import Notes, Section
from index.sources.translators.nih_reporter.numbers import Numbers


def _numbers(**fields: object) -> Numbers:
    notes = Notes("a.json, line 1")
    return Numbers(Section(fields, notes), notes)


@pytest.mark.parametrize(
    ("number", "core", "subproject", "supplement"),
    [
        ("5R01HL900001-07", "R01HL900001", "", False),
        ("1R01HL900001-01A1", "R01HL900001", "", False),
        ("3R01HL900001-07S1", "R01HL900001", "", True),
        ("5R01HL900001-07A1S2", "R01HL900001", "", True),
        ("3UM1AI900001-19SD", "UM1AI900001", "", True),
        ("5 R01 HL900001-07", "R01HL900001", "", False),
        ("3 R01 HL 900001 -07S1", "R01HL900001", "", True),
        ("5p30ca900001-45", "P30CA900001", "", False),
        ("1P01AI900001-02-0003", "P01AI900001", "0003", False),
        ("5P30CA900001-45-6785", "P30CA900001", "6785", False),
        ("5P01HL900001-270012", "P01HL900001", "0012", False),
        ("5P30CA900001-45 Sub-Project ID: 5678", "P30CA900001", "5678", False),
        ("5P30CA900001-45 \r\n\t\xa0Sub-Project ID:\r\n\t5678", "P30CA900001", "5678", False),
        ("75N92022D00001-P00008-759202200001-1", "", "", False),
        ("", "", "", False),
    ],
)
def test_a_number_is_taken_apart(number: str, core: str, subproject: str, supplement: bool) -> None:
    found = _numbers(project_num=number)
    assert (found.core, found.subproject, found.supplement) == (core, subproject, supplement)


@pytest.mark.parametrize("stated", [5678, "5678", "5678.0", 5678.0])
def test_a_subproject_is_known_by_its_field(stated: object) -> None:
    found = _numbers(appl_id=9, project_num="5P30CA900001-45", subproject_id=stated)
    assert (found.subproject, found.own_id) == ("5678", "NIH-9")
    assert found.of_the_part == "5P30CA900001-45-5678"


@pytest.mark.parametrize("stated", [None, "", 0, "0000", [], "  "])
def test_an_empty_field_is_no_subproject(stated: object) -> None:
    assert _numbers(project_num="5P30CA900001-45", subproject_id=stated).subproject == ""


def test_the_type_says_that_an_award_is_a_supplement() -> None:
    assert _numbers(project_num="R01HL900001-07", award_type="3").supplement
    assert not _numbers(project_num="316201200141W-P00003-1").supplement


def test_a_subproject_without_an_application_never_has_the_id_of_its_center() -> None:
    assert _numbers(project_num="5P30CA900001-45-6785").own_id == "NIH-P30CA900001-6785"
    assert _numbers(project_num="5P30CA900001-45").own_id == "NIH-P30CA900001"
