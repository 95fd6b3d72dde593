from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.errors import RecordRefused
from index.listing import Intervention, InterventionKind, Phase, Site, Sponsor, SponsorKind, Status
from index.sources.files import Contents, read_table
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.forms.study_fields import StudyFields

_FIELDS: dict[str, list[str]] = {
    "NCTId": ["NCT90000001"],
    "BriefTitle": ["Larkspur Drops for Hay Fever"],
    "OverallStatus": ["Active, not recruiting"],
    "Condition": ["Hay Fever", "Asthma"],
    "Phase": ["Phase 2", "Phase 3"],
    "StartDate": ["May 2020"],
    "MinimumAge": ["18 Years"],
    "InterventionName": ["Larkspur", "Nettle"],
    "InterventionType": ["Drug", "Dietary Supplement"],
    "LeadSponsorName": ["Heath University"],
    "LeadSponsorClass": ["OTHER"],
    "LocationCity": ["Oslo", "Bergen"],
    "LocationCountry": ["Norway", "Norway"],
    "OfficialTitle": [],
    "Unheard": ["of"],
}


def _translated(**changes: Any) -> Translation:
    return StudyFields().translate(Raw("f.json, record 1", {"Rank": 1, **_FIELDS, **changes}))


def test_fields_are_a_listing() -> None:
    found = _translated()
    listing = found.listing
    assert found.problems == ()
    assert (listing.id, listing.title) == ("NCT90000001", "Larkspur Drops for Hay Fever")
    assert listing.status is Status.ACTIVE_NOT_RECRUITING
    assert listing.condition == ("Hay Fever", "Asthma")
    assert listing.phase == (Phase.PHASE_2, Phase.PHASE_3)
    assert (listing.start_date, listing.minimum_age) == ("2020-05", 18)
    assert listing.intervention == (
        Intervention("Larkspur", InterventionKind.DRUG),
        Intervention("Nettle", InterventionKind.DIETARY_SUPPLEMENT),
    )
    assert listing.sponsor == Sponsor("Heath University", SponsorKind.OTHER)
    assert listing.site == (
        Site(city="Oslo", country="Norway"),
        Site(city="Bergen", country="Norway"),
    )


def test_lists_of_different_length_are_not_put_together() -> None:
    found = _translated(LocationState=["Viken"], InterventionType=["Drug"])
    assert found.listing.site == (
        Site(city="Oslo", country="Norway"),
        Site(city="Bergen", country="Norway"),
    )
    assert [one.kind for one in found.listing.intervention] == [None, None]
    assert [str(one) for one in found.problems] == [
        "f.json, record 1, NCT90000001, InterventionType: has 1 values where InterventionName has "
        "2, so that it is not known which belongs to which; left out",
        "f.json, record 1, NCT90000001, LocationState: has 1 values where LocationCity has 2, so "
        "that it is not known which belongs to which; left out",
    ]


def test_what_was_not_asked_for_is_missing_and_nothing_else() -> None:
    found = _translated(LocationCity=[], LocationCountry=["Norway", "Sweden"])
    assert [one.country for one in found.listing.site] == ["Norway", "Sweden"]
    assert found.problems == ()


def test_a_table_of_fields_reads_the_same(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    header, row = zip(*((name, "|".join(values)) for name, values in _FIELDS.items()), strict=True)
    lines = [",".join(f'"{cell}"' for cell in cells) for cells in (header, row)]
    file.write_text("\n".join(["APIVrs: 1.01.05", "", *lines]))
    (raw,) = read_table(Contents(file), "f.csv")
    assert isinstance(raw, Raw)
    assert StudyFields().recognises(raw.value)
    assert StudyFields().translate(raw).listing == _translated().listing


def test_a_study_without_a_title_is_refused_by_the_field() -> None:
    with pytest.raises(RecordRefused) as refusal:
        _translated(BriefTitle=[])
    assert refusal.value.problems[0].where == "f.json, record 1, NCT90000001, BriefTitle"
    assert not StudyFields().recognises({"nctId": "NCT90000001"})
    assert not StudyFields().recognises(None)


@pytest.mark.parametrize("value", [None, 1, "x", [None], {"a": 1}, [["x"]], True])
def test_what_is_of_another_type_breaks_nothing(value: object) -> None:
    for name in _FIELDS:
        if name != "NCTId":
            try:
                assert _translated(**{name: value}).listing.id == "NCT90000001"
            except RecordRefused:
                assert name == "BriefTitle"
