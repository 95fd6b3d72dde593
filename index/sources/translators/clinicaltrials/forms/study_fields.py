"""Studies as lists of fields, as the registry's first API gave those that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.forms.restated import (
    Restated,
    translated,
    without_blanks,
)
from index.sources.translators.clinicaltrials.forms.version1 import plain

_ONE = {
    "NCTId": ("identificationModule", "nctId"),
    "BriefTitle": ("identificationModule", "briefTitle"),
    "OfficialTitle": ("identificationModule", "officialTitle"),
    "Acronym": ("identificationModule", "acronym"),
    "OrgStudyId": ("identificationModule", "orgStudyIdInfo", "id"),
    "OverallStatus": ("statusModule", "overallStatus"),
    "LastKnownStatus": ("statusModule", "lastKnownStatus"),
    "WhyStopped": ("statusModule", "whyStopped"),
    "StatusVerifiedDate": ("statusModule", "statusVerifiedDate"),
    "StartDate": ("statusModule", "startDateStruct", "date"),
    "StartDateType": ("statusModule", "startDateStruct", "type"),
    "PrimaryCompletionDate": ("statusModule", "primaryCompletionDateStruct", "date"),
    "PrimaryCompletionDateType": ("statusModule", "primaryCompletionDateStruct", "type"),
    "CompletionDate": ("statusModule", "completionDateStruct", "date"),
    "CompletionDateType": ("statusModule", "completionDateStruct", "type"),
    "StudyFirstPostDate": ("statusModule", "studyFirstPostDateStruct", "date"),
    "ResultsFirstPostDate": ("statusModule", "resultsFirstPostDateStruct", "date"),
    "LastUpdateSubmitDate": ("statusModule", "lastUpdateSubmitDate"),
    "LastUpdatePostDate": ("statusModule", "lastUpdatePostDateStruct", "date"),
    "ExpandedAccessNCTId": ("statusModule", "expandedAccessInfo", "nctId"),
    "LeadSponsorName": ("sponsorCollaboratorsModule", "leadSponsor", "name"),
    "LeadSponsorClass": ("sponsorCollaboratorsModule", "leadSponsor", "class"),
    "ResponsiblePartyInvestigatorFullName":
        ("sponsorCollaboratorsModule", "responsibleParty", "investigatorFullName"),
    "ResponsiblePartyInvestigatorAffiliation":
        ("sponsorCollaboratorsModule", "responsibleParty", "investigatorAffiliation"),
    "BriefSummary": ("descriptionModule", "briefSummary"),
    "DetailedDescription": ("descriptionModule", "detailedDescription"),
    "StudyType": ("designModule", "studyType"),
    "EnrollmentCount": ("designModule", "enrollmentInfo", "count"),
    "EnrollmentType": ("designModule", "enrollmentInfo", "type"),
    "EligibilityCriteria": ("eligibilityModule", "eligibilityCriteria"),
    "HealthyVolunteers": ("eligibilityModule", "healthyVolunteers"),
    "Gender": ("eligibilityModule", "sex"),
    "GenderBased": ("eligibilityModule", "genderBased"),
    "GenderDescription": ("eligibilityModule", "genderDescription"),
    "MinimumAge": ("eligibilityModule", "minimumAge"),
    "MaximumAge": ("eligibilityModule", "maximumAge"),
    "StudyPopulation": ("eligibilityModule", "studyPopulation"),
}  # fmt: skip
_LISTS = {
    "Condition": ("conditionsModule", "conditions"),
    "Keyword": ("conditionsModule", "keywords"),
    "Phase": ("designModule", "phases"),
    "StdAge": ("eligibilityModule", "stdAges"),
    "NCTIdAlias": ("identificationModule", "nctIdAliases"),
}
_OBJECTS = {
    # Lists of equal length are the fields of the same objects; others cannot be told apart.
    ("identificationModule", "secondaryIdInfos"): {"SecondaryId": "id"},
    ("sponsorCollaboratorsModule", "collaborators"): {
        "CollaboratorName": "name", "CollaboratorClass": "class",
    },
    ("armsInterventionsModule", "interventions"): {
        "InterventionName": "name", "InterventionType": "type",
        "InterventionDescription": "description",
    },
    ("outcomesModule", "primaryOutcomes"): {
        "PrimaryOutcomeMeasure": "measure", "PrimaryOutcomeTimeFrame": "timeFrame",
        "PrimaryOutcomeDescription": "description",
    },
    ("contactsLocationsModule", "overallOfficials"): {
        "OverallOfficialName": "name", "OverallOfficialAffiliation": "affiliation",
        "OverallOfficialRole": "role",
    },
    ("contactsLocationsModule", "centralContacts"): {
        "CentralContactName": "name", "CentralContactPhone": "phone",
        "CentralContactEMail": "email",
    },
    ("contactsLocationsModule", "locations"): {
        "LocationCity": "city", "LocationFacility": "facility", "LocationCountry": "country",
        "LocationState": "state", "LocationZip": "zip", "LocationStatus": "status",
    },
}  # fmt: skip


class StudyFields:
    """Studies of ``StudyFieldsResponse``: a list of values for each field that was asked for."""

    name = "ClinicalTrials.gov fields of version 1"

    def recognises(self, sample: Any) -> bool:
        """Whether it has an id under the name of the first API, in JSON or in a table."""
        return isinstance(sample, dict) and ("NCTId" in sample or "nctid" in sample)

    def translate(self, raw: Raw) -> Translation:
        """The study as a listing; refused without an id or a title."""
        found = translated(raw, *_of_fields(raw.value))
        # A whole record of the study holds more.
        return msgspec.structs.replace(found, rank=(0, found.listing.updated or ""))


def _of_fields(row: Mapping[str, Any]) -> tuple[Restated, dict[str, str]]:
    """The study in version 2's shape, and how the fields are called that are under its paths."""
    doubts: list[tuple[str, str]] = []
    study: dict[str, Any] = {}
    names: dict[str, str] = {}
    for name, path in _ONE.items():
        if values := _values(row, name, ""):
            _put(study, path, plain("\n".join(values), name, doubts))
            names[".".join(path)] = name
    for name, path in _LISTS.items():
        _put(study, path, [plain(one, name, doubts) for one in _values(row, name, "|")])
        names[".".join(path)] = name
    for path, fields in _OBJECTS.items():
        _put(study, path, list(_objects(row, fields, doubts)))
        names[".".join(path)] = next(iter(fields))
    mesh = {
        key: {"meshes": [{"term": one} for one in _values(row, name, "|")]}
        for key, name in (
            ("conditionBrowseModule", "ConditionMeshTerm"),
            ("interventionBrowseModule", "InterventionMeshTerm"),
        )
    }
    record = without_blanks({"protocolSection": study, "derivedSection": mesh})
    return Restated(record, tuple(doubts)), names


def _put(study: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *before, last = path
    inside = study
    for key in before:
        inside = inside.setdefault(key, {})
    inside[last] = value


def _values(row: Mapping[str, Any], name: str, bar: str) -> list[str]:
    """The values of a field; in a table its name is in small letters, and bars part them."""
    stated = row.get(name, row.get(name.casefold()))
    if isinstance(stated, str):
        stated = stated.split(bar) if bar else [stated]
    several = stated if isinstance(stated, list) else [] if stated is None else [stated]
    return [text for one in several if (text := str(one).strip())]


def _objects(
    row: Mapping[str, Any], fields: Mapping[str, str], doubts: list[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """The objects whose fields are several lists: those as long as the first are told apart."""
    values = {name: _values(row, name, "|") for name in fields}
    first, *others = sorted(fields, key=lambda name: not values[name])
    count = len(values[first])
    for name in [one for one in others if len(values[one]) not in (0, count)]:
        what = (
            f"has {len(values[name])} values where {first} has {count}, so that it is not known "
            "which belongs to which; left out"
        )
        doubts.append((name, what))
    fitting = [name for name in fields if len(values[name]) == count]
    for position in range(count):
        yield {fields[name]: plain(values[name][position], name, doubts) for name in fitting}
