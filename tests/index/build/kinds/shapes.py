"""Records of our own making, in each form in which staff have them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any


def text(value: Any, indent: int | None = None) -> bytes:
    """A value as JSON."""
    return json.dumps(value, indent=indent, ensure_ascii=False).encode()


def study(number: int, **modules: Any) -> dict[str, Any]:
    """A study of the version 2 API; further modules are laid over it, key by key."""
    found: dict[str, Any] = {
        "identificationModule": {"nctId": f"NCT9100{number:04}", "briefTitle": f"Study {number}"},
        "statusModule": {"overallStatus": "COMPLETED"},
        "conditionsModule": {"conditions": ["Hay Fever"]},
        "designModule": {"studyType": "INTERVENTIONAL"},
    }
    for name, values in modules.items():
        found[name] = {**found.get(name, {}), **values}
    return {"protocolSection": found}


def full_study(number: int, **modules: Any) -> dict[str, Any]:
    """A study of the version 1 API, as ``full_studies`` gave it."""
    found: dict[str, Any] = {
        "IdentificationModule": {"NCTId": f"NCT9100{number:04}", "BriefTitle": f"Study {number}"},
        "StatusModule": {"OverallStatus": "Completed"},
        "ConditionsModule": {"ConditionList": {"Condition": ["Hay Fever"]}},
        "DesignModule": {"StudyType": "Interventional"},
    }
    for name, values in modules.items():
        found[name] = {**found.get(name, {}), **values}
    return {"Rank": number, "Study": {"ProtocolSection": found}}


def full_studies(*studies: Any) -> dict[str, Any]:
    """A page of ``full_studies``."""
    return {"FullStudiesResponse": {"NStudiesFound": len(studies), "FullStudies": list(studies)}}


def award(number: int, **fields: Any) -> dict[str, Any]:
    """A project of RePORTER's version 2 API."""
    return {
        "appl_id": 10_500_000 + number,
        "project_num": f"5R01HL91{number:04}-02",
        "core_project_num": f"R01HL91{number:04}",
        "project_title": f"Project {number}",
        "fiscal_year": 2024,
        "organization": {
            "org_name": "HEATH UNIVERSITY",
            "org_city": "ATHENS",
            "org_state": "GA",
            "org_country": "UNITED STATES",
        },
    } | fields


def table(rows: Sequence[Mapping[str, str]], divider: str = ",", banner: str = "") -> bytes:
    """Rows as text with a header, which a banner may precede."""
    out = io.StringIO(banner)
    out.seek(0, io.SEEK_END)
    writer = csv.DictWriter(out, list(rows[0]), delimiter=divider)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(rows: Sequence[Mapping[str, Any]], banner: Sequence[str] = ()) -> bytes:
    """The same as an Excel workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for line in banner:
        sheet.append([line])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return out.getvalue()


def download(number: int, **columns: str) -> dict[str, str]:
    """A row of the registry's CSV download."""
    return {
        "NCT Number": f"NCT9100{number:04}",
        "Study Title": f"Study {number}",
        "Study URL": f"https://clinicaltrials.gov/study/NCT9100{number:04}",
        "Acronym": "",
        "Study Status": "COMPLETED",
        "Brief Summary": "Do the drops help?",
        "Study Results": "NO",
        "Conditions": "Hay Fever|Asthma",
        "Interventions": "DRUG: Larkspur|OTHER: Placebo",
        "Primary Outcome Measures": "",
        "Sponsor": "Heath University",
        "Collaborators": "Petal Pharma",
        "Sex": "ALL",
        "Age": "ADULT, OLDER_ADULT",
        "Phases": "PHASE2|PHASE3",
        "Enrollment": "40",
        "Funder Type": "OTHER",
        "Study Type": "INTERVENTIONAL",
        "Study Design": "Allocation: RANDOMIZED",
        "Other IDs": "LARK-7|R01HL910001",
        "Start Date": "2024-03",
        "Primary Completion Date": "2025-12",
        "Completion Date": "2026-02-28",
        "First Posted": "2024-01-15",
        "Results First Posted": "",
        "Last Update Posted": "2025-01-09",
        "Locations": "Heath Clinic, Athens, Georgia, 30601, United States",
        "Study Documents": "",
    } | columns


def exported(number: int, **columns: str) -> dict[str, str]:
    """A row of RePORTER's web export."""
    return {
        "NIH Spending Categorization": "No NIH Category available",
        "Project Terms": "Asthma;Goals;Grant;Pollen",
        "Project Title": f"Project {number}",
        "Public Health Relevance": "",
        "Administering IC": "NHLBI",
        "Application ID": str(10_500_000 + number),
        "Award Notice Date": "7/15/2024",
        "Project Number": f"5R01HL91{number:04}-02",
        "Type": "5",
        "Activity": "R01",
        "IC": "HL",
        "Serial Number": f"91{number:04}",
        "Support Year": "02",
        "Suffix": "",
        "Program Official Information": "",
        "Project Start Date": "4/1/2023",
        "Project End Date": "3/31/2028",
        "Subproject Number": "",
        "Contact PI Person ID": "1234567",
        "Contact PI / Project Leader": "LARCH, FINN B",
        "Other PI or Project Leader(s)": "SAGE, BEN H; CEDAR, PIA J",
        "Organization Name": "HEATH UNIVERSITY",
        "Organization City": "ATHENS",
        "Organization State": "GA",
        "Organization Zip": "306010001",
        "Organization Country": "UNITED STATES",
        "Fiscal Year": "2024",
        "Total Cost": "400000",
        "Total Cost IC": "400000",
        "Total Cost (Sub Projects)": "",
        "Funding IC(s)": "NHLBI:300000\\NIAID:100000\\",
        "Project Abstract": "We study pollen.",
    } | columns


def exporter(number: int, **columns: str) -> dict[str, str]:
    """A row of ExPORTER's table of projects."""
    return {
        "APPLICATION_ID": str(10_500_000 + number),
        "ACTIVITY": "R01",
        "ADMINISTERING_IC": "HL",
        "APPLICATION_TYPE": "5",
        "AWARD_NOTICE_DATE": "07/15/2024",
        "BUDGET_START": "04/01/2024",
        "BUDGET_END": "03/31/2025",
        "CORE_PROJECT_NUM": f"R01HL91{number:04}",
        "FULL_PROJECT_NUM": f"5R01HL91{number:04}-02",
        "FUNDING_ICs": "NHLBI:400000\\",
        "FY": "2024",
        "IC_NAME": "NATIONAL HEART, LUNG, AND BLOOD INSTITUTE",
        "ORG_CITY": "ATHENS",
        "ORG_COUNTRY": "UNITED STATES",
        "ORG_NAME": "HEATH UNIVERSITY",
        "ORG_STATE": "GA",
        "ORG_ZIPCODE": "306010001",
        "PHR": "",
        "PI_IDS": "1234567 (contact); 7654321;",
        "PI_NAMEs": "LARCH, FINN B. (contact); SAGE, BEN;",
        "PROJECT_START": "04/01/2023",
        "PROJECT_END": "03/31/2028",
        "PROJECT_TERMS": "Asthma;Goals;Pollen;",
        "PROJECT_TITLE": f"PROJECT {number}",
        "SUBPROJECT_ID": "",
        "SUFFIX": "",
        "SUPPORT_YEAR": "2",
        "TOTAL_COST": "400000",
        "TOTAL_COST_SUB_PROJECT": "",
    } | columns


def legacy(number: int, inside: str = "") -> str:
    """A study of the classic site's XML."""
    return f"""<clinical_study rank="{number}">
  <required_header><url>https://clinicaltrials.gov/show/NCT9100{number:04}</url></required_header>
  <id_info><org_study_id>LARK-{number}</org_study_id><nct_id>NCT9100{number:04}</nct_id></id_info>
  <brief_title>Study {number}</brief_title>
  <sponsors><lead_sponsor><agency>Heath University</agency><agency_class>Other</agency_class>
  </lead_sponsor></sponsors>
  <overall_status>Completed</overall_status>
  <study_type>Interventional</study_type>
  <condition>Hay Fever</condition>
  {inside}
</clinical_study>"""
