from __future__ import annotations

import pytest

from index.sources.files.tables.kinds import KINDS, column_name, kind_of


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NCT Number", "nct number"),
        ("NCT_Number", "nct number"),
        ("nct number", "nct number"),
        ("NCT.Number", "nct number"),
        ("NCTNumber", "nct number"),
        ("\ufeffNCT Number", "nct number"),
        ("X.U.FEFF.NCT.Number", "nct number"),
        ("ï..NCT.Number", "nct number"),
        (" Study  Title ", "study title"),
        ("Sponsor/Collaborators", "sponsor collaborators"),
        ("APPLICATION_ID", "application id"),
        ("Application ID", "application id"),
        ("Funding IC(s)", "funding ics"),
        ("FUNDING_ICs", "funding ics"),
        ("Contact PI / Project Leader", "contact pi project leader"),
        ("ClinicalTrials.gov Identifier", "clinicaltrials gov identifier"),
        ("Xenon Dose", "xenon dose"),
        ("", ""),
    ],
)
def test_a_column_has_one_spelling_whichever_program_wrote_it(written: str, name: str) -> None:
    assert column_name(written) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("NCT Number,Study Title,Study Status", "the CSV download of ClinicalTrials.gov"),
        ("Rank,NCT Number,Title,Acronym,Status", "the CSV download of ClinicalTrials.gov"),
        ("nct_id,study_title,study_status", "the CSV download of ClinicalTrials.gov"),
        ("Rank,NCTId,BriefTitle", "fields of studies from ClinicalTrials.gov's first API"),
        ("NIH Spending Categorization,Project Title,Application ID,Project Number",
         "an export of NIH RePORTER"),
        ("APPLICATION_ID,ACTIVITY,CORE_PROJECT_NUM,PROJECT_TITLE", "projects of NIH ExPORTER"),
        ("APPLICATION_ID,ABSTRACT_TEXT", "abstracts of NIH ExPORTER"),
        ("Core Project Number,ClinicalTrials.gov ID,Study,Study Status",
         "the table of clinical studies of NIH RePORTER"),
        ("nct_id,nlm_download_date_description,overall_status", "a table of AACT"),
        ("TrialID,Public_title,Scientific_title", "a download of the WHO's ICTRP"),
        ("ISRCTN,Title,Condition", "a download of ISRCTN"),
        ("Trial number,Title of the trial,Status", "a download of the EU's trial registers"),
        ("PMID,PROJECT_NUMBER", "a table of links between NIH projects and publications"),
    ],
)  # fmt: skip
def test_a_table_is_known_by_its_columns(header: str, name: str) -> None:
    kind = kind_of([column_name(one) for one in header.split(",")])
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize("header", ["", "a,b", "Title,Status", "Study Title", "NCT Number"])
def test_other_columns_are_of_no_known_table(header: str) -> None:
    assert kind_of([column_name(one) for one in header.split(",")]) is None


def test_what_is_not_read_says_what_to_do_instead() -> None:
    refused = [kind for kind in KINDS if kind.instead]
    assert refused
    assert all(kind.columns for kind in KINDS)
