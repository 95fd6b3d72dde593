from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import msgspec
import pytest

from index.errors import Problem, RecordRefused, Severity
from index.listing import (
    Intervention,
    InterventionKind,
    Kind,
    Listing,
    Phase,
    Sex,
    Site,
    Sponsor,
    SponsorKind,
    Status,
)
from index.sources.files import Contents, read_table
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.clinicaltrials.forms.csv_download import CsvDownload, as_version2
from tests.index.sources.deduplication.collapsed import collapse
from tests.index.sources.raw_records import study

_ROW = {
    "nct number": "NCT90000001",
    "study title": "Larkspur Drops for Hay Fever",
    "study url": "https://clinicaltrials.gov/study/NCT90000001",
    "acronym": "LARK",
    "study status": "RECRUITING",
    "brief summary": "Do the drops help?\n\nThe nose is counted.",
    "study results": "NO",
    "conditions": "Hay Fever|Asthma, Allergic",
    "interventions": "DRUG: Larkspur: 5 mg|DIETARY_SUPPLEMENT: Nettle|tea",
    "primary outcome measures": "Sneezes, how many a day, 4 weeks|Tears, 4 weeks",
    "secondary outcome measures": "Sleep, 4 weeks",
    "sponsor": "Heath University",
    "collaborators": "Petal Pharma|Moor Trust",
    "sex": "FEMALE",
    "age": "ADULT, OLDER_ADULT",
    "phases": "PHASE1|PHASE2",
    "enrollment": "120",
    "funder type": "OTHER_GOV",
    "study type": "INTERVENTIONAL",
    "study design": "Allocation: RANDOMIZED | Intervention Model: PARALLEL | Masking: NONE",
    "other ids": "LARK-7|2019-001-22",
    "start date": "2024-03",
    "primary completion date": "2026-01-31",
    "completion date": "2026-02-28",
    "first posted": "2024-01-02",
    "results first posted": "",
    "last update posted": "2025-01-09",
    "locations": "Nose Clinic, Heath University, Little Rock, Arkansas, 72204, United States"
    "|Oslo, Norway",
    "study documents": "Study Protocol and Consent, https://cdn.example.org/01/NCT90000001/P_000.pdf",
}

_CLASSIC = {
    "rank": "1",
    "nct number": "NCT90000001",
    "title": "Larkspur Drops for Hay Fever",
    "acronym": "LARK",
    "status": "Active, not recruiting",
    "study results": "No Results Available",
    "conditions": "Hay Fever|Asthma, Allergic",
    "interventions": "Drug: Larkspur|Dietary Supplement: Nettle",
    "outcome measures": "Sneezes|Tears",
    "sponsor collaborators": "Heath University|Petal Pharma",
    "gender": "Female",
    "age": "18 Years to 65 Years   (Adult, Older Adult)",
    "phases": "Phase 1|Phase 2",
    "enrollment": "120",
    "funded bys": "Other",
    "study type": "Interventional",
    "study designs": "Allocation: Randomized|Intervention Model: Parallel Assignment",
    "other ids": "LARK-7",
    "start date": "January 5, 2019",
    "completion date": "March 2021",
    "last update posted": "April 3, 2020",
    "locations": "Oslo, Norway",
    "study documents": '"Study Protocol", https://example.org/ProvidedDocs/01/Prot_000.pdf',
    "url": "https://ClinicalTrials.gov/show/NCT90000001",
}


def _translated(**changes: str) -> Translation:
    return CsvDownload().translate(Raw("f.csv, line 2", {**_ROW, **changes}))


def _listing(**changes: str) -> Listing:
    return _translated(**changes).listing


def _protocol(row: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = as_version2(row).study["protocolSection"]
    return found


def test_a_row_is_a_listing_field_by_field() -> None:
    found = _translated()
    assert found.problems == ()
    listing = found.listing
    assert (listing.id, listing.kind, listing.title) == (
        "NCT90000001", Kind.TRIAL, "Larkspur Drops for Hay Fever"
    )  # fmt: skip
    assert listing.summary == "Do the drops help?\n\nThe nose is counted."
    assert listing.status is Status.RECRUITING
    assert listing.condition == ("Hay Fever", "Asthma, Allergic")
    assert "LARK" in listing.keyword
    assert listing.intervention == (
        Intervention("Larkspur: 5 mg", InterventionKind.DRUG),
        Intervention("Nettle", InterventionKind.DIETARY_SUPPLEMENT),
        Intervention("tea"),
    )
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert listing.sex is Sex.FEMALE
    assert listing.sponsor == Sponsor("Heath University", SponsorKind.OTHER_GOVERNMENT)
    assert listing.collaborator == (Sponsor("Petal Pharma"), Sponsor("Moor Trust"))
    assert listing.enrollment == 120
    assert listing.other_id == ("LARK-7", "2019-001-22")
    assert (listing.start_date, listing.completion_date) == ("2024-03", "2026-02-28")
    assert listing.updated == "2025-01-09"
    assert listing.site == (
        Site(
            facility="Nose Clinic, Heath University",
            city="Little Rock",
            state="Arkansas",
            postal_code="72204",
            country="United States",
        ),
        Site(city="Oslo", country="Norway"),
    )


def test_groups_of_ages_are_never_made_numbers() -> None:
    for groups in ("ADULT, OLDER_ADULT", "CHILD, ADULT, OLDER_ADULT", "CHILD", "Adult|Older Adult"):
        listing = _listing(age=groups)
        assert (listing.minimum_age, listing.maximum_age) == (None, None)
    assert _protocol(_ROW)["eligibilityModule"]["stdAges"] == ["ADULT", "OLDER_ADULT"]


def test_what_version_2_has_beside_it_is_kept_in_its_shape() -> None:
    record = as_version2({**_ROW, "study results": "YES"}).study
    protocol = record["protocolSection"]
    assert record["hasResults"] is True
    assert record["documentSection"]["largeDocumentModule"]["largeDocs"] == [
        {"label": "Study Protocol and Consent", "filename": "P_000.pdf"}
    ]
    assert protocol["statusModule"]["studyFirstPostDateStruct"] == {"date": "2024-01-02"}
    assert protocol["statusModule"]["primaryCompletionDateStruct"] == {"date": "2026-01-31"}
    assert [one["measure"] for one in protocol["outcomesModule"]["primaryOutcomes"]] == [
        "Sneezes, how many a day, 4 weeks", "Tears, 4 weeks"
    ]  # fmt: skip
    assert protocol["designModule"]["designInfo"] == {
        "allocation": "RANDOMIZED", "interventionModel": "PARALLEL"
    }  # fmt: skip


def test_an_outcome_that_is_too_long_for_a_name_is_parted_at_its_first_comma() -> None:
    how = "counted every hour " * 60
    found = _protocol({**_ROW, "primary outcome measures": f"Sneezes, {how}, 4 weeks"})
    assert found["outcomesModule"]["primaryOutcomes"] == [
        {"measure": "Sneezes", "description": f"{how}, 4 weeks"}
    ]


def test_a_row_of_the_classic_site_says_ages_and_dates_in_words() -> None:
    found = CsvDownload().translate(Raw("f.csv, line 2", _CLASSIC))
    listing = found.listing
    assert found.problems == ()
    assert listing.title == "Larkspur Drops for Hay Fever"
    assert listing.status is Status.ACTIVE_NOT_RECRUITING
    assert (listing.minimum_age, listing.maximum_age) == (18, 65)
    assert (listing.start_date, listing.completion_date) == ("2019-01-05", "2021-03")
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert listing.sex is Sex.FEMALE
    assert [one.kind for one in listing.intervention] == [
        InterventionKind.DRUG, InterventionKind.DIETARY_SUPPLEMENT
    ]  # fmt: skip
    # One kind of payer is everybody's; of several it is not said whose each is.
    assert listing.sponsor == Sponsor("Heath University", SponsorKind.OTHER)
    assert listing.collaborator == (Sponsor("Petal Pharma", SponsorKind.OTHER),)
    several = CsvDownload().translate(Raw("f", {**_CLASSIC, "funded bys": "Other|Industry"}))
    assert several.listing.sponsor == Sponsor("Heath University")
    # Which of the outcomes is a primary one is not said either.
    assert "outcomesModule" not in _protocol(_CLASSIC)


@pytest.mark.parametrize(
    ("age", "ages"),
    [
        ("18 Years and older   (Adult, Older Adult)", (18, None)),
        ("3 Years to 99 Years   (Child, Adult, Older Adult)", (3, 99)),
        ("up to 6 Months   (Child)", (None, 0.5)),
        ("6 Months to 6 Years   (Child)", (0.5, 6)),
        ("Child, Adult, Older Adult", (None, None)),
        ("", (None, None)),
    ],
)
def test_ages_in_words_are_read_where_they_are_stated(
    age: str, ages: tuple[float | None, float | None]
) -> None:
    found = _translated(age=age)
    assert (found.listing.minimum_age, found.listing.maximum_age) == ages
    assert found.problems == ()


def test_what_is_no_age_is_told() -> None:
    (problem,) = _translated(age="grown-ups").problems
    assert problem == Problem(
        "f.csv, line 2, NCT90000001, Age",
        "“grown-ups” is no group or range of ages; left out",
        Severity.WARNING,
    )


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        ("study status", "Not yet recruiting", "status", Status.NOT_YET_RECRUITING),
        ("study status", "unknown status", "status", Status.UNKNOWN),
        ("study status", "completed", "status", Status.COMPLETED),
        ("phases", "NA", "phase", (Phase.NOT_APPLICABLE,)),
        ("phases", "", "phase", ()),
        ("phases", "Not Applicable", "phase", (Phase.NOT_APPLICABLE,)),
        ("phases", "Early Phase 1", "phase", (Phase.EARLY_PHASE_1,)),
        ("phases", "EARLY_PHASE1", "phase", (Phase.EARLY_PHASE_1,)),
        ("enrollment", "120.0", "enrollment", 120),
        ("enrollment", "1,200", "enrollment", 1200),
        ("enrollment", "1.2E+03", "enrollment", 1200),
        ("enrollment", "NA", "enrollment", None),
        ("acronym", "NA", "keyword", ()),
        ("conditions", "nan", "condition", ()),
        ("collaborators", "NA", "collaborator", ()),
        ("study type", "Observational [Patient Registry]", "kind", Kind.OBSERVATIONAL),
        ("study type", "EXPANDED_ACCESS", "kind", Kind.EXPANDED_ACCESS),
        ("study type", "Expanded Access:Individual Patients|Treatment IND/Protocol", "kind",
         Kind.EXPANDED_ACCESS),
        ("study type", "", "kind", Kind.STUDY),
        ("locations", "", "site", ()),
        ("nct number", " nct90000001 ", "id", "NCT90000001"),
    ],
)  # fmt: skip
def test_cells_are_read_as_programs_save_them_again(
    column: str, text: str, field: str, value: object
) -> None:
    found = _translated(**{column: text})
    assert getattr(found.listing, field) == value
    assert found.problems == ()


def test_no_phase_is_not_one_that_does_not_apply() -> None:
    # R writes NA where a cell is empty, as it is for every observational study.
    assert _listing(phases="NA", **{"study type": "OBSERVATIONAL"}).phase == ()


def test_a_bar_in_the_name_of_a_facility_parts_no_site() -> None:
    listing = _listing(locations="Nose Clinic| Heath, Oslo, Norway|Tear Clinic, Bergen, Norway")
    assert listing.site == (
        Site(facility="Nose Clinic | Heath", city="Oslo", country="Norway"),
        Site(facility="Tear Clinic", city="Bergen", country="Norway"),
    )


def test_a_site_without_a_known_country_is_kept_as_it_stands_and_told() -> None:
    found = _translated(locations="Tear Clinic, Bergen, Norway|Nose Clinic, Poseidonis, Atlantis")
    assert found.listing.site[1] == Site(facility="Nose Clinic, Poseidonis, Atlantis")
    assert [str(one) for one in found.problems] == [
        "f.csv, line 2, NCT90000001, Locations, item 2: “Nose Clinic, Poseidonis, Atlantis” ends "
        "with no country that is known; kept as the facility alone"
    ]


def test_what_excel_cut_loses_its_last_site_alone() -> None:
    site = "Nose Clinic, Oslo, Norway"
    cut = "|".join(itertools.repeat(site, 2000))[:32_767]
    found = _translated(locations=cut)
    assert len(found.listing.site) == cut.count("|")
    assert set(found.listing.site) == {Site(facility="Nose Clinic", city="Oslo", country="Norway")}
    assert "was cut at 32,767 characters" in found.problems[0].what


def test_dates_are_never_guessed() -> None:
    unclear = _translated(**{"start date": "03-04-2020", "last update posted": "2025-01-09"})
    assert unclear.listing.start_date == "2020"
    assert [one.where for one in unclear.problems] == ["f.csv, line 2, NCT90000001, Start Date"]
    by_its_row = _translated(**{"start date": "03-04-2020", "last update posted": "30-01-2025"})
    assert by_its_row.listing.start_date == "2020-04-03"
    by_its_table = _translated(**{"start date": "03-04-2020", "order of dates": "month first"})
    assert by_its_table.listing.start_date == "2020-03-04"
    assert by_its_table.problems == ()


def test_problems_name_the_column(tmp_path: Path) -> None:
    with pytest.raises(RecordRefused) as refusal:
        _translated(**{"nct number": "12345", "study title": " ", "sex": "??"})
    assert [one.where for one in refusal.value.problems] == [
        "f.csv, line 2, 12345, NCT Number",
        "f.csv, line 2, 12345, Study Title",
    ]
    found = _translated(
        **{"study status": "Closed", "sex": "Any", "phases": "PHASE9", "enrollment": "many",
           "funder type": "Church", "start date": "soon", "study type": "Trial"}
    )  # fmt: skip
    named = [one.where.removeprefix("f.csv, line 2, NCT90000001, ") for one in found.problems]
    assert sorted(named) == [
        "Enrollment", "Funder Type", "Phases", "Sex", "Start Date", "Study Status", "Study Type",
    ]  # fmt: skip


@pytest.mark.parametrize("table_first", [True, False])
def test_a_json_record_of_the_same_study_wins_and_is_not_filled(
    tmp_path: Path, table_first: bool
) -> None:
    newer = _translated(**{"study title": "Of the table", "last update posted": "2026-09-09"})
    record = ClinicalTrials().translate(Raw("f.json, record 1", study()))
    undated = msgspec.structs.replace(
        record, listing=msgspec.structs.replace(record.listing, updated=None, enrollment=None)
    )
    for one in (record, undated):
        given = [newer, one] if table_first else [one, newer]
        found = collapse(given, tmp_path)
        (listing,) = found.listings
        assert listing.title == record.listing.title
        assert listing.enrollment == one.listing.enrollment
        assert found.collapsed == 1


def test_of_two_rows_of_a_study_the_newer_wins(tmp_path: Path) -> None:
    old, new = _translated(), _translated(**{"last update posted": "2025-03-01", "acronym": "N"})
    for given in ([old, new], [new, old]):
        assert collapse(given, tmp_path).listings[0].updated == "2025-03-01"


def test_a_row_is_recognised_as_the_table_gives_it(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("NCT_Number,Study_Title\nNCT90000001,Hay fever\n", encoding="utf-8-sig")
    (row,) = read_table(Contents(file), "f.csv")
    assert isinstance(row, Raw)
    assert CsvDownload().recognises(row.value)
    assert CsvDownload().translate(row).listing.title == "Hay fever"
    assert not CsvDownload().recognises({"application id": "1"})
    assert not CsvDownload().recognises([])
