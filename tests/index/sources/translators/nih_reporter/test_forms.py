from __future__ import annotations

from typing import Any

import pytest

from index.sources.source import Attachment, Raw, Translation
from index.sources.translators.nih_reporter import NihReporter
from index.sources.translators.nih_reporter.forms import Form, form_of, in_api_form
from tests.index.sources.raw_records import award, raw

EXPORT = {
    "NIH Spending Categorization": "No NIH Category available",
    "Project Terms": "Petals;Goals;Tumors",
    "Project Title": "HOW LARKSPUR SLOWS EGFR SIGNALS",
    "Public Health Relevance": "PROJECT NARRATIVE\n_x000D_\nLarkspur may slow tumors.",
    "Administering IC": "NCI",
    "Application ID": "90000001",
    "Award Notice Date": "5/2/2024",
    "Project Number": "5R21CA900001-02",
    "Type": "5",
    "Activity": "R21",
    "IC": "CA",
    "Serial Number": "900001",
    "Suffix": "",
    "Project Start Date": "4/1/2023",
    "Project End Date": "12/30/2025",
    "Subproject Number": "",
    "Contact PI / Project Leader": "FOX, DEE B",
    "Other PI or Project Leader(s)": "DOE, CY; Not Applicable",
    "Organization Name": "HEATH UNIVERSITY",
    "Organization City": "ATLANTA",
    "Organization State": "GA",
    "Organization Zip": "303221234",
    "Organization Country": "UNITED STATES",
    "ARRA Indicator": "N",
    "Fiscal Year": "2024",
    "Total Cost": "$200,000",
    "Total Cost (Sub Projects)": "",
    "Funding IC(s)": "NHLBI",
    "Total Cost IC": "2000",
    "Project Abstract": "Abstract:\nPetals hold compounds that we will separate.",
}
EXPORTER = {
    "APPLICATION_ID": "90000001",
    "ACTIVITY": "R21",
    "ADMINISTERING_IC": "CA",
    "APPLICATION_TYPE": "5",
    "ARRA_FUNDED": "",
    "AWARD_NOTICE_DATE": "05/02/2024",
    "CORE_PROJECT_NUM": "R21CA900001",
    "FULL_PROJECT_NUM": "5R21CA900001-02",
    "FUNDING_ICs": "NCI:198000\\NHLBI:2000\\",
    "FY": "2024",
    "IC_NAME": "NATIONAL CANCER INSTITUTE",
    "NIH_SPENDING_CATS": "",
    "ORG_CITY": "ATLANTA",
    "ORG_COUNTRY": "UNITED STATES",
    "ORG_NAME": "HEATH UNIVERSITY",
    "ORG_STATE": "GA",
    "ORG_ZIPCODE": "303221234",
    "PHR": "Larkspur may slow tumors.",
    "PI_NAMEs": "DOE, CY;FOX, DEE B (contact);",
    "PROJECT_START": "04/01/2023",
    "PROJECT_END": "12/30/2025",
    "PROJECT_TERMS": "Petals; Goals; Tumors",
    "PROJECT_TITLE": "HOW LARKSPUR SLOWS EGFR SIGNALS",
    "SUBPROJECT_ID": "",
    "TOTAL_COST": "200000",
    "TOTAL_COST_SUB_PROJECT": "",
}
PASCAL = {
    "ApplId": 90000001,
    "FiscalYear": 2024,
    "ProjectNum": "5r21ca900001-02",
    "CoreProjectNum": "r21ca900001",
    "ActivityCode": "R21",
    "SubprojectId": None,
    "AgencyIcAdmin": {"Code": "CA", "Abbreviation": "NCI"},
    "AgencyIcFundings": [{"Code": "CA"}, {"Code": "HL", "Name": "National Heart"}],
    "Organization": {"OrgName": "HEATH UNIVERSITY", "OrgCity": "ATLANTA", "OrgState": "GA"},
    "PrincipalInvestigators": ["Cy Doe", "Dee B Fox"],
    "ContactPiName": "FOX, DEE B",
    "ProjectTitle": "HOW LARKSPUR SLOWS EGFR SIGNALS",
    "AbstractText": "Petals hold compounds that we will separate.",
    "PhrText": "Larkspur may slow tumors.",
    "Terms": "<Petals><Goals><Tumors>",
    "AwardAmount": 200000.0,
    "ProjectStartDate": "2023-04-01T00:00:00",
    "ProjectEndDate": "2025-12-30 00:00:00",
    "AwardNoticeDate": "2024-05-02T00:00:00Z",
}
FLATTENED = {
    "appl_id": "90000001",
    "project_num": "5R21CA900001-02",
    "project_title": "HOW LARKSPUR SLOWS EGFR SIGNALS",
    "organization.org_name": "HEATH UNIVERSITY",
    "organization.org_city": "ATLANTA",
    "organization.org_state": "GA",
    "agency_ic_admin.abbreviation": "NCI",
    "agency_ic_admin.name": "National Cancer Institute",
    "contact_pi_name": "FOX, DEE B",
    "principal_investigators": "Cy Doe; Dee B Fox",
    "fiscal_year": "FY2024",
    "award_amount": "200,000.00",
    "abstract_text": "Petals hold compounds that we will separate.",
    "phr_text": "Larkspur may slow tumors.",
    "terms": ["Petals", "Goals", "Tumors"],
    "agency_ic_fundings": ["NCI", "National Heart, Lung, and Blood Institute"],
    "project_start_date": "2023-04-01",
    "project_end_date": "2025-12-30",
    "award_notice_date": "2024-05-02",
}


def _translated(value: Any) -> Translation:
    found = NihReporter().translate(raw(value))
    assert isinstance(found, Translation)
    return found


@pytest.mark.parametrize("record", [EXPORT, EXPORTER, PASCAL, FLATTENED])
def test_an_award_says_the_same_in_each_of_its_forms(record: dict[str, Any]) -> None:
    assert NihReporter().recognises(record)
    translation = _translated(record)
    listing = translation.listing
    assert translation.problems == ()
    assert listing.id == "NIH-90000001"
    assert listing.title == "How Larkspur Slows Egfr Signals"
    assert {"5R21CA900001-02", "R21CA900001"} == set(listing.other_id)
    assert listing.sponsor is not None
    assert listing.sponsor.name == "Heath University"
    assert [(one.city, one.state) for one in listing.site] == [("Atlanta", "Georgia")]
    assert [one.name for one in listing.researcher] == ["Dee B Fox", "Cy Doe"]
    assert listing.funding is not None
    assert (listing.funding.fiscal_year, listing.funding.amount) == (2024, 200000)
    assert listing.funding.institute in ("CA", "NCI")
    assert listing.funding.cofunded_by in (("HL",), ("NHLBI",))
    assert listing.summary == "Larkspur may slow tumors."
    if "APPLICATION_ID" not in record:
        assert listing.description == "Petals hold compounds that we will separate."
    assert listing.keyword == ("Petals", "Tumors")
    dates = (listing.start_date, listing.completion_date, listing.updated)
    assert dates == ("2023-04-01", "2025-12-30", "2024-05-02")


@pytest.mark.parametrize(
    ("changes", "sponsor", "institute", "people"),
    [
        ({"organization": "HEATH UNIVERSITY"}, "Heath University", "CA", ["Dee Fox", "Cy Doe"]),
        ({"organization": {"name": "Heath"}}, "Heath", "CA", ["Dee Fox", "Cy Doe"]),
        ({"agency_ic_admin": "NCI"}, "Heath University", "NCI", ["Dee Fox", "Cy Doe"]),
        ({"agency_ic_admin": "National Eye Institute", "project_num": None},
         "Heath University", "EY", ["Dee Fox", "Cy Doe"]),
        ({"principal_investigators": "POE, ANN; RAY, BO (contact)"},
         "Heath University", "CA", ["Bo Ray", "Ann Poe"]),
        ({"principal_investigators": None, "contact_pi_name": "RAY, BO"},
         "Heath University", "CA", ["Bo Ray"]),
        ({"principal_investigators": ["Cy Doe", "Bo Ray"], "contact_pi_name": "RAY, BO X"},
         "Heath University", "CA", ["Bo Ray", "Cy Doe"]),
    ],
)  # fmt: skip
def test_a_text_for_an_object_is_its_name(
    changes: dict[str, Any], sponsor: str, institute: str, people: list[str]
) -> None:
    translation = _translated(award(**changes))
    listing = translation.listing
    assert translation.problems == ()
    assert listing.sponsor is not None
    assert listing.funding is not None
    assert listing.sponsor.name == sponsor
    assert listing.funding.institute == institute
    assert [one.name for one in listing.researcher] == people


@pytest.mark.parametrize(
    "nothing",
    ["No abstract available", "n/a", "N/A", "Not Applicable", "_x000D_", "", "-", "NULL", "nan",
     "Description (provided by applicant):", "No Abstract Text Available.",
     "Abstract Not Provided."],
)  # fmt: skip
def test_what_says_that_there_is_nothing_is_nothing(nothing: str) -> None:
    record = award(abstract_text=nothing, phr_text=nothing, contact_pi_name=nothing)
    translation = _translated(record | {"principal_investigators": nothing, "terms": nothing})
    listing = translation.listing
    assert (listing.summary, listing.description, listing.researcher) == ("", "", ())
    assert translation.problems == ()


@pytest.mark.parametrize(
    ("sample", "form"),
    [
        ({"APPLICATION_ID": "9", "ABSTRACT_TEXT": "Cells."}, Form.ABSTRACT),
        ({"appl_id": 9, "abstract_text": "Cells."}, Form.ABSTRACT),
        ({"Core Project Number": "R01HL900001", "ClinicalTrials.gov ID": "NCT90000001",
          "Study": "Larkspur", "Study Status": "COMPLETED"}, Form.STUDY),
        ({"APPLICATION_ID": "9", "PROJECT_TITLE": "Cells"}, Form.AWARD),
        ({"NCT Number": "NCT90000001", "Study Title": "Larkspur"}, None),
        ({"protocolSection": {}}, None),
        ([], None),
        ({7: "x"}, None),
    ],
)  # fmt: skip
def test_the_form_of_a_record_is_told_by_its_columns(sample: Any, form: Form | None) -> None:
    assert form_of(sample) is form


def test_a_field_that_comes_twice_keeps_the_first_that_says_something() -> None:
    shaped = in_api_form(
        {"org_name": None, "organization": {"org_name": ""}, "ORG_NAME": "Heath", "phr": "n/a"}
    )
    assert shaped == {"organization": {"org_name": "Heath"}}


def test_a_row_of_a_table_is_what_it_adds() -> None:
    source = NihReporter()
    abstract = source.translate(
        Raw("abstracts.csv, row 2", {"APPLICATION_ID": "9", "ABSTRACT_TEXT": "Abstract: Cells."})
    )
    assert isinstance(abstract, Attachment)
    assert (abstract.to, abstract.description) == ("NIH-9", "Cells.")
    study = source.translate(
        Raw(
            "studies.csv, row 2",
            {"Core Project Number": "r01hl900001", "ClinicalTrials.gov Identifier": "nct90000001"},
        )
    )
    assert isinstance(study, Attachment)
    assert (study.to, study.trial) == ("R01HL900001", "NCT90000001")
