from __future__ import annotations

import copy
from typing import Any

import pytest

from index.errors import RecordRefused
from index.listing import (
    Contact,
    InterventionKind,
    Kind,
    Phase,
    ResearcherRole,
    Sex,
    Sponsor,
    SponsorKind,
    Status,
)
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from index.sources.translators.clinicaltrials.forms.version1 import Version1

_CRITERIA = "Inclusion Criteria:\n\n* sneezes\n\nExclusion Criteria:\n\n* asthma"
_STUDY: dict[str, Any] = {
    "ProtocolSection": {
        "IdentificationModule": {
            "NCTId": "NCT90000001",
            "NCTIdAliasList": {"NCTIdAlias": ["NCT90000009"]},
            "OrgStudyIdInfo": {"OrgStudyId": "LARK-7"},
            "SecondaryIdInfoList": {"SecondaryIdInfo": [{"SecondaryId": "2019-001-22"}]},
            "BriefTitle": "Larkspur Drops for Hay Fever",
            "OfficialTitle": "A Randomized Study of Larkspur Drops",
            "Acronym": "LARK",
        },
        "StatusModule": {
            "StatusVerifiedDate": "July 2021",
            "OverallStatus": "Unknown status",
            "LastKnownStatus": "Recruiting",
            "WhyStopped": "Nobody sneezed.",
            "ExpandedAccessInfo": {
                "HasExpandedAccess": "Yes", "ExpandedAccessNCTId": "NCT90000002",
            },
            "StartDateStruct": {"StartDate": "August 1, 2021", "StartDateType": "Actual"},
            "PrimaryCompletionDateStruct": {
                "PrimaryCompletionDate": "September 2021",
                "PrimaryCompletionDateType": "Anticipated",
            },
            "CompletionDateStruct": {
                "CompletionDate": "December 30, 2021", "CompletionDateType": "Anticipated",
            },
            "StudyFirstPostDateStruct": {"StudyFirstPostDate": "July 22, 2021"},
            "LastUpdateSubmitDate": "July 21, 2022",
        },
        "SponsorCollaboratorsModule": {
            "LeadSponsor": {"LeadSponsorName": "Heath University", "LeadSponsorClass": "OTHER"},
            "CollaboratorList": {
                "Collaborator": [
                    {"CollaboratorName": "Petal Pharma", "CollaboratorClass": "INDUSTRY"},
                ]
            },
        },
        "DescriptionModule": {"BriefSummary": "Do the drops help?", "DetailedDescription": "More."},
        "ConditionsModule": {
            "ConditionList": {"Condition": ["Hay Fever"]},
            "KeywordList": {"Keyword": ["pollen"]},
        },
        "DesignModule": {
            "StudyType": "Interventional",
            "PhaseList": {"Phase": ["Phase 1", "Phase 2"]},
            "EnrollmentInfo": {"EnrollmentCount": "80", "EnrollmentType": "Anticipated"},
        },
        "ArmsInterventionsModule": {
            "ArmGroupList": {
                "ArmGroup": [
                    {
                        "ArmGroupLabel": "Drops", "ArmGroupType": "Active Comparator",
                        "ArmGroupInterventionList": {
                            "ArmGroupInterventionName": ["Drug: Larkspur"],
                        },
                    }
                ]
            },
            "InterventionList": {
                "Intervention": [
                    {
                        "InterventionType": "Dietary Supplement", "InterventionName": "Larkspur",
                        "InterventionOtherNameList": {"InterventionOtherName": ["Delphinium"]},
                    }
                ]
            },
        },
        "OutcomesModule": {
            "PrimaryOutcomeList": {
                "PrimaryOutcome": [
                    {"PrimaryOutcomeMeasure": "Sneezes", "PrimaryOutcomeTimeFrame": "4 weeks"},
                ]
            }
        },
        "EligibilityModule": {
            "EligibilityCriteria": _CRITERIA,
            "HealthyVolunteers": "No", "Gender": "Female", "GenderBased": "Yes",
            "MinimumAge": "18 Years", "MaximumAge": "N/A",
            "StdAgeList": {"StdAge": ["Adult", "Older Adult"]},
        },
        "ContactsLocationsModule": {
            "CentralContactList": {
                "CentralContact": [
                    {
                        "CentralContactName": "Kai Iris", "CentralContactRole": "Contact",
                        "CentralContactPhone": "555-0100", "CentralContactPhoneExt": "12",
                        "CentralContactEMail": "kai@example.org",
                    }
                ]
            },
            "OverallOfficialList": {
                "OverallOfficial": [
                    {
                        "OverallOfficialName": "Ada Fern", "OverallOfficialRole": "Study Chair",
                        "OverallOfficialAffiliation": "Heath University",
                    }
                ]
            },
            "LocationList": {
                "Location": [
                    {
                        "LocationFacility": "Nose Clinic", "LocationStatus": "Recruiting",
                        "LocationCity": "Oslo", "LocationZip": "0150", "LocationCountry": "Norway",
                        "LocationContactList": {
                            "LocationContact": [
                                {"LocationContactName": "Gus Fern",
                                 "LocationContactRole": "Principal Investigator"},
                            ]
                        },
                    }
                ]
            },
        },
        "ReferencesModule": {
            "ReferenceList": {
                "Reference": [{"ReferencePMID": "1", "ReferenceType": "background",
                               "ReferenceCitation": "Fern A. Drops."}]
            },
            "SeeAlsoLinkList": {
                "SeeAlsoLink": [{"SeeAlsoLinkLabel": "Page", "SeeAlsoLinkURL": "https://example.org"}]
            },
        },
    },
    "DerivedSection": {
        "MiscInfoModule": {"VersionHolder": "December 22, 2022"},
        "ConditionBrowseModule": {
            "ConditionMeshList": {"ConditionMesh": [{"ConditionMeshTerm": "Rhinitis"}]},
            "ConditionAncestorList": {"ConditionAncestor": [{"ConditionAncestorTerm": "Nose"}]},
        },
    },
    "DocumentSection": {
        "LargeDocumentModule": {
            "LargeDocList": {
                "LargeDoc": [{"LargeDocLabel": "Protocol", "LargeDocHasSAP": "No",
                              "LargeDocDate": "May 3, 2021", "LargeDocFilename": "P_0.pdf",
                              "LargeDocUploadDate": "11/04/2022 09:17"}]
            }
        }
    },
    "ResultsSection": {"ParticipantFlowModule": {}},
}  # fmt: skip
_VERSION_2: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {
            "nctId": "NCT90000001", "nctIdAliases": ["NCT90000009"],
            "orgStudyIdInfo": {"id": "LARK-7"}, "secondaryIdInfos": [{"id": "2019-001-22"}],
            "briefTitle": "Larkspur Drops for Hay Fever",
            "officialTitle": "A Randomized Study of Larkspur Drops", "acronym": "LARK",
        },
        "statusModule": {
            "statusVerifiedDate": "2021-07", "overallStatus": "UNKNOWN",
            "lastKnownStatus": "RECRUITING", "whyStopped": "Nobody sneezed.",
            "expandedAccessInfo": {"hasExpandedAccess": "Yes", "nctId": "NCT90000002"},
            "startDateStruct": {"date": "2021-08-01", "type": "ACTUAL"},
            "primaryCompletionDateStruct": {"date": "2021-09", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2021-12-30", "type": "ESTIMATED"},
            "studyFirstPostDateStruct": {"date": "2021-07-22"},
            "lastUpdateSubmitDate": "2022-07-21",
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": "Heath University", "class": "OTHER"},
            "collaborators": [{"name": "Petal Pharma", "class": "INDUSTRY"}],
        },
        "descriptionModule": {"briefSummary": "Do the drops help?", "detailedDescription": "More."},
        "conditionsModule": {"conditions": ["Hay Fever"], "keywords": ["pollen"]},
        "designModule": {
            "studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"],
            "enrollmentInfo": {"count": "80", "type": "ESTIMATED"},
        },
        "armsInterventionsModule": {
            "armGroups": [{"label": "Drops", "type": "ACTIVE_COMPARATOR",
                           "interventionNames": ["Drug: Larkspur"]}],
            "interventions": [{"type": "DIETARY_SUPPLEMENT", "name": "Larkspur",
                               "otherNames": ["Delphinium"]}],
        },
        "outcomesModule": {"primaryOutcomes": [{"measure": "Sneezes", "timeFrame": "4 weeks"}]},
        "eligibilityModule": {
            "eligibilityCriteria": _CRITERIA,
            "healthyVolunteers": "No", "sex": "FEMALE", "genderBased": "Yes",
            "minimumAge": "18 Years", "maximumAge": "N/A", "stdAges": ["ADULT", "OLDER_ADULT"],
        },
        "contactsLocationsModule": {
            "centralContacts": [{"name": "Kai Iris", "role": "CONTACT", "phone": "555-0100",
                                 "phoneExt": "12", "email": "kai@example.org"}],
            "overallOfficials": [{"name": "Ada Fern", "role": "STUDY_CHAIR",
                                  "affiliation": "Heath University"}],
            "locations": [{"facility": "Nose Clinic", "status": "RECRUITING", "city": "Oslo",
                           "zip": "0150", "country": "Norway",
                           "contacts": [{"name": "Gus Fern", "role": "PRINCIPAL_INVESTIGATOR"}]}],
        },
        "referencesModule": {
            "references": [{"pmid": "1", "type": "BACKGROUND", "citation": "Fern A. Drops."}],
            "seeAlsoLinks": [{"label": "Page", "url": "https://example.org"}],
        },
    },
    "derivedSection": {
        "miscInfoModule": {"versionHolder": "2022-12-22"},
        "conditionBrowseModule": {"meshes": [{"term": "Rhinitis"}]},
    },
    "documentSection": {
        "largeDocumentModule": {
            "largeDocs": [{"label": "Protocol", "hasSap": "No", "date": "2021-05-03",
                           "filename": "P_0.pdf"}]
        }
    },
    "hasResults": True,
}  # fmt: skip


def _translated(study: dict[str, Any]) -> Translation:
    return Version1().translate(Raw("f.json, record 1", study))


@pytest.mark.parametrize("wrapped", [{"Rank": 1, "Study": _STUDY}, _STUDY])
def test_a_study_of_version_1_is_the_same_listing_as_that_of_version_2(
    wrapped: dict[str, Any],
) -> None:
    assert Version1().recognises(wrapped)
    found = _translated(wrapped)
    expected = ClinicalTrials().translate(Raw("f.json, record 1", _VERSION_2))
    assert found == expected
    assert found.problems == ()


def test_its_facts_are_where_they_belong() -> None:
    listing = _translated(_STUDY).listing
    assert (listing.id, listing.kind, listing.status) == (
        "NCT90000001", Kind.TRIAL, Status.UNKNOWN
    )  # fmt: skip
    assert (listing.minimum_age, listing.maximum_age, listing.sex) == (18, None, Sex.FEMALE)
    assert listing.phase == (Phase.PHASE_1, Phase.PHASE_2)
    assert listing.enrollment == 80
    assert listing.start_date == "2021-08-01"
    assert listing.sponsor == Sponsor("Heath University", SponsorKind.OTHER)
    assert [one.kind for one in listing.intervention] == [InterventionKind.DIETARY_SUPPLEMENT]
    assert listing.researcher[0].role is ResearcherRole.STUDY_CHAIR
    assert isinstance(listing.contact[0], Contact)
    assert listing.contact[0].phone == "555-0100 ext. 12"
    assert listing.related == ("NCT90000002",)


def test_a_list_of_one_may_stand_as_that_one() -> None:
    study = copy.deepcopy(_STUDY)
    study["ProtocolSection"]["ConditionsModule"]["ConditionList"] = {"Condition": "Hay Fever"}
    study["ProtocolSection"]["ConditionsModule"]["KeywordList"] = ["pollen"]
    assert _translated(study).listing.condition == ("Hay Fever",)
    assert "pollen" in _translated(study).listing.keyword


def test_problems_name_the_fields_of_version_1() -> None:
    study = copy.deepcopy(_STUDY)
    protocol = study["ProtocolSection"]
    protocol["StatusModule"]["StartDateStruct"]["StartDate"] = "soon"
    protocol["StatusModule"]["OverallStatus"] = "Closed"
    protocol["ContactsLocationsModule"]["LocationList"]["Location"][0]["LocationStatus"] = "Open"
    problems = _translated(study).problems
    named = [one.where.removeprefix("f.json, record 1, NCT90000001, ") for one in problems]
    assert sorted(named) == [
        "LocationStatus, item 1", "OverallStatus", "StartDate"
    ]  # fmt: skip
    del protocol["IdentificationModule"]["NCTId"]
    with pytest.raises(RecordRefused) as refusal:
        _translated(study)
    assert refusal.value.problems[0].where == "f.json, record 1, NCTId"


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {"a": {"b": [1]}}])
def test_what_is_of_another_type_breaks_nothing(value: object) -> None:
    for section in ("ProtocolSection", "DerivedSection", "DocumentSection", "ResultsSection"):
        study = {**_STUDY, section: value}
        try:
            _translated(study)
        except RecordRefused as refusal:
            assert section == "ProtocolSection"
            assert refusal.problems
    for module in _STUDY["ProtocolSection"]:
        study = copy.deepcopy(_STUDY)
        study["ProtocolSection"][module] = value
        try:
            assert _translated(study).listing.id == "NCT90000001"
        except RecordRefused:
            assert module == "IdentificationModule"
    assert not Version1().recognises(value)


def test_deep_nesting_is_left_out() -> None:
    study = copy.deepcopy(_STUDY)
    deep: Any = "x"
    for _ in range(900):
        deep = {"Condition": [deep]}
    study["ProtocolSection"]["ConditionsModule"]["ConditionList"] = deep
    assert _translated(study).listing.id == "NCT90000001"
