"""Records of our own making, in the shapes of the registries."""

from __future__ import annotations

import copy
from typing import Any

from index.sources.source import Raw

_STUDY: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT90000001",
            "nctIdAliases": ["NCT90000009"],
            "orgStudyIdInfo": {"id": "LARK-7"},
            "secondaryIdInfos": [{"id": "2019-001-22"}],
            "briefTitle": "Larkspur Drops for Hay Fever \\[Pilot\\]",
            "officialTitle": "A Randomized Study of Larkspur Drops in Seasonal Allergic Rhinitis",
            "acronym": "LARK",
        },
        "statusModule": {
            "overallStatus": "RECRUITING",
            "statusVerifiedDate": "2024-12",
            "startDateStruct": {"date": "2024-03", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2025-12", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2026-02-28", "type": "ESTIMATED"},
            "studyFirstPostDateStruct": {"date": "2024-02-11", "type": "ACTUAL"},
            "resultsFirstPostDateStruct": {"date": "2025-01-07", "type": "ACTUAL"},
            "lastUpdateSubmitDate": "2025-01-09",
            "lastKnownStatus": "RECRUITING",
            "whyStopped": "The drops ran out",
            "expandedAccessInfo": {"hasExpandedAccess": True, "nctId": "NCT90000002"},
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": "Heath University", "class": "OTHER"},
            "collaborators": [
                {"name": "Petal Pharma", "class": "INDUSTRY"},
                {"name": "Somebody", "class": "AMBIG"},
            ],
        },
        "descriptionModule": {
            "briefSummary": "Do the drops help?\n\n* Nose count \\> 3\n* Eyes \\< 2",
            "detailedDescription": "First part.\n\nSecond part.",
        },
        "conditionsModule": {"conditions": ["Hay Fever"], "keywords": ["pollen", "hay fever"]},
        "designModule": {
            "studyType": "INTERVENTIONAL",
            "phases": ["PHASE1", "PHASE2"],
            "enrollmentInfo": {"count": 40, "type": "ESTIMATED"},
            "expandedAccessTypes": {"individual": True, "treatment": False},
        },
        "armsInterventionsModule": {
            "armGroups": [
                {
                    "label": "Drops",
                    "type": "EXPERIMENTAL",
                    "description": "Two drops a day.",
                    "interventionNames": ["Drug: Larkspur"],
                },
                {"label": "Water", "type": "PLACEBO_COMPARATOR"},
            ],
            "interventions": [
                {
                    "type": "DRUG",
                    "name": "Larkspur",
                    "description": "A drop in each nostril.",
                    "otherNames": ["Delphinium"],
                    "armGroupLabels": ["Drops"],
                },
                {"type": "OTHER", "name": "Placebo", "armGroupLabels": ["Water"]},
            ],
        },
        "outcomesModule": {
            "primaryOutcomes": [
                {"measure": "Sneezes", "timeFrame": "2 weeks", "description": "Counted daily."}
            ],
            "secondaryOutcomes": [{"measure": "Sleep"}],
        },
        "eligibilityModule": {
            "eligibilityCriteria": (
                "Inclusion Criteria:\n\n* Hay fever\n\nExclusion Criteria:\n\n* Asthma"
            ),
            "healthyVolunteers": False,
            "sex": "BOTH",
            "minimumAge": "6 Months",
            "maximumAge": "N/A",
            "genderBased": True,
            "genderDescription": "Identifies as a woman",
            "studyPopulation": "Gardeners",
        },
        "contactsLocationsModule": {
            "centralContacts": [{"name": "Ann Lee", "phone": "555-0100", "phoneExt": "7"}],
            "overallOfficials": [
                {"name": "Bo Ray, MD", "role": "PRINCIPAL_INVESTIGATOR", "affiliation": "Heath"},
                {"affiliation": "Nobody named"},
            ],
            "locations": [
                {
                    "facility": "Heath Clinic",
                    "city": "ATHENS",
                    "state": "Georgia",
                    "zip": "30601",
                    "country": "United States",
                    "status": "NOT_YET_RECRUITING",
                    "geoPoint": {"lat": 33.96, "lon": -83.38},
                    "contacts": [
                        {
                            "name": "Flo Elm",
                            "role": "CONTACT",
                            "phone": "555-0102",
                            "phoneExt": "4",
                            "email": "flo@example.org",
                        },
                        {"name": "Gil Fir, MD", "role": "PRINCIPAL_INVESTIGATOR"},
                    ],
                },
                {"city": "Busan", "country": "Korea, Republic of"},
            ],
        },
        "referencesModule": {
            "references": [{"pmid": "90000001", "type": "RESULT", "citation": "Ray B. Drops."}],
            "seeAlsoLinks": [{"label": "Sign up", "url": "https://example.org/drops"}],
        },
    },
    "documentSection": {
        "largeDocumentModule": {
            "largeDocs": [
                {
                    "label": "Study Protocol",
                    "hasProtocol": True,
                    "date": "2024-01-05",
                    "filename": "Prot_000.pdf",
                }
            ]
        }
    },
    "hasResults": True,
    "derivedSection": {
        "miscInfoModule": {"versionHolder": "2025-01-20"},
        "conditionBrowseModule": {"meshes": [{"term": "Rhinitis, Allergic, Seasonal"}]},
        "interventionBrowseModule": {"meshes": [{"term": "Larkspur"}]},
    },
}

_AWARD: dict[str, Any] = {
    "appl_id": 90000001,
    "fiscal_year": 2024,
    "project_num": "5R21CA900001-02",
    "core_project_num": "R21CA900001",
    "activity_code": "R21",
    "agency_ic_admin": {"code": "CA", "abbreviation": "NCI"},
    "organization": {
        "org_name": "HEATH UNIVERSITY",
        "org_city": "ATLANTA",
        "org_state": "GA",
        "org_zipcode": "303221234",
    },
    "principal_investigators": [
        {"full_name": "Cy Doe", "is_contact_pi": False},
        {"full_name": "Dee Fox", "is_contact_pi": True},
    ],
    "project_title": "HOW LARKSPUR SLOWS EGFR SIGNALS",
    "abstract_text": "PROJECT SUMMARY/ABSTRACT\nPetals hold compounds that we will\nseparate.",
    "phr_text": "PUBLIC HEALTH RELEVANCE: Larkspur may slow tumors.",
    "pref_terms": "Petals; Tumors; petals",
    "spending_categories_desc": "Cancer**; Breast Cancer",
    "project_start_date": "2023-04-01T00:00:00",
    "award_notice_date": "2024-05-02T00:00:00",
    "award_amount": 200000,
}


def study() -> dict[str, Any]:
    """A trial that a test may change."""
    return copy.deepcopy(_STUDY)


def award(**changes: Any) -> dict[str, Any]:
    """An NIH award with some values changed; None takes a value away."""
    changed = copy.deepcopy(_AWARD) | changes
    return {key: value for key, value in changed.items() if value is not None}


def raw(value: Any) -> Raw:
    """A record read from a file."""
    return Raw("file.jsonl, line 7", value)


TRIAL_PAGE = """\
Nose drops for people with hay fever

A Randomized Trial of Larkspur Drops

['PHASE1', 'PHASE2'] · Recruiting · HEATH UNIVERSITY · NCT90000001

This trial asks whether drops made from larkspur ease hay fever.

Quick facts

Phase['PHASE1', 'PHASE2']
Study typeInterventional
StatusRecruiting
SexFemale
Ages6 months to 12 years
Start dateMarch 2024
Enrollment1,200
SponsorHEATH UNIVERSITY (industry)
Locations3 sites (Athens, Georgia, United States; Busan, South Korea)
Trial IDNCT90000001 on ClinicalTrials.gov
MoodBlue

What this trial studies

Larkspur grows in gardens.

It may help.

Who could benefit from this trial

Loose words.

Good fit: Children with hay fever.

Not a fit: Children with asthma.

Why it matters

Potential benefit: Easier breathing.

How similar studies have performed: Mixed.

Where this trial is happening

Heath Clinic — Athens, Georgia, United States (Recruiting)
Busan, South Korea

Researchers

Bo Ray, MD — Principal investigator, Heath University

Contacts

Ann Lee, 555-010-0100, ann@example.org

About this trial

  1. TermPosition words of the page.

View on ClinicalTrials.gov →

Conditions: Hay Fever, Diabetes Mellitus, Type 2

Keywords: pollen

Related: NCT90000002, NIH-90000001

Last reviewed 2026-05-15 by the editors. TermPosition words.
"""

PROJECT_PAGE = """\
How larkspur slows tumors

['FUNDING_R21'] · HEATH UNIVERSITY · NIH-90000001

Scientists study larkspur.

Quick facts

Phase['FUNDING_R21']
Study typeNih_funding
SponsorHEATH UNIVERSITY (nih funded)
Locations1 site (ATLANTA, UNITED STATES)
Trial IDNIH-90000001 on ClinicalTrials.gov

Who could benefit from this research

Good fit: People with tumors.

Where this research is happening

ATLANTA, UNITED STATES

Researchers

About this research

Conditions: Breast Cancer

Last reviewed May 15, 2026 by the editors.
"""
