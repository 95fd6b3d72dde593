"""Studies as the registry's first API gave them → version 2's shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.forms.dates import stated_date
from index.sources.translators.clinicaltrials.forms.restated import (
    Restated,
    code,
    translated,
    without_blanks,
)

_SECTIONS = {
    "ProtocolSection": "protocolSection",
    "DerivedSection": "derivedSection",
    "DocumentSection": "documentSection",
}
_KEYS = {
    # Modules and objects.
    "IdentificationModule": "identificationModule", "OrgStudyIdInfo": "orgStudyIdInfo",
    "SecondaryIdInfoList": "secondaryIdInfos", "NCTIdAliasList": "nctIdAliases",
    "Organization": "organization", "StatusModule": "statusModule",
    "ExpandedAccessInfo": "expandedAccessInfo", "StartDateStruct": "startDateStruct",
    "PrimaryCompletionDateStruct": "primaryCompletionDateStruct",
    "CompletionDateStruct": "completionDateStruct",
    "StudyFirstPostDateStruct": "studyFirstPostDateStruct",
    "ResultsFirstPostDateStruct": "resultsFirstPostDateStruct",
    "LastUpdatePostDateStruct": "lastUpdatePostDateStruct",
    "SponsorCollaboratorsModule": "sponsorCollaboratorsModule",
    "ResponsibleParty": "responsibleParty", "LeadSponsor": "leadSponsor",
    "CollaboratorList": "collaborators", "DescriptionModule": "descriptionModule",
    "ConditionsModule": "conditionsModule", "ConditionList": "conditions",
    "KeywordList": "keywords", "DesignModule": "designModule", "PhaseList": "phases",
    "DesignInfo": "designInfo", "DesignMaskingInfo": "maskingInfo",
    "DesignWhoMaskedList": "whoMasked", "EnrollmentInfo": "enrollmentInfo", "BioSpec": "bioSpec",
    "ExpandedAccessTypes": "expandedAccessTypes",
    "ArmsInterventionsModule": "armsInterventionsModule", "ArmGroupList": "armGroups",
    "ArmGroupInterventionList": "interventionNames", "InterventionList": "interventions",
    "InterventionArmGroupLabelList": "armGroupLabels",
    "InterventionOtherNameList": "otherNames", "OutcomesModule": "outcomesModule",
    "PrimaryOutcomeList": "primaryOutcomes", "SecondaryOutcomeList": "secondaryOutcomes",
    "OtherOutcomeList": "otherOutcomes", "EligibilityModule": "eligibilityModule",
    "StdAgeList": "stdAges", "ContactsLocationsModule": "contactsLocationsModule",
    "CentralContactList": "centralContacts", "OverallOfficialList": "overallOfficials",
    "LocationList": "locations", "LocationContactList": "contacts",
    "ReferencesModule": "referencesModule", "ReferenceList": "references",
    "RetractionList": "retractions", "SeeAlsoLinkList": "seeAlsoLinks",
    "IPDSharingStatementModule": "ipdSharingStatementModule",
    "MiscInfoModule": "miscInfoModule", "ConditionBrowseModule": "conditionBrowseModule",
    "ConditionMeshList": "meshes", "InterventionBrowseModule": "interventionBrowseModule",
    "InterventionMeshList": "meshes", "LargeDocumentModule": "largeDocumentModule",
    "LargeDocList": "largeDocs",
    # What it is.
    "NCTId": "nctId", "OrgStudyId": "id", "SecondaryId": "id", "SecondaryIdType": "type",
    "SecondaryIdDomain": "domain", "SecondaryIdLink": "link", "OrgFullName": "fullName",
    "OrgClass": "class", "BriefTitle": "briefTitle", "OfficialTitle": "officialTitle",
    "Acronym": "acronym", "BriefSummary": "briefSummary",
    "DetailedDescription": "detailedDescription", "StudyType": "studyType",
    "PatientRegistry": "patientRegistry", "TargetDuration": "targetDuration",
    # How it stands.
    "OverallStatus": "overallStatus", "LastKnownStatus": "lastKnownStatus",
    "WhyStopped": "whyStopped", "StatusVerifiedDate": "statusVerifiedDate",
    "HasExpandedAccess": "hasExpandedAccess", "ExpandedAccessNCTId": "nctId",
    "ExpandedAccessStatusForNCTId": "statusForNctId", "StartDate": "date",
    "StartDateType": "type", "PrimaryCompletionDate": "date",
    "PrimaryCompletionDateType": "type", "CompletionDate": "date", "CompletionDateType": "type",
    "StudyFirstSubmitDate": "studyFirstSubmitDate", "StudyFirstPostDate": "date",
    "StudyFirstPostDateType": "type", "ResultsFirstPostDate": "date",
    "ResultsFirstPostDateType": "type", "LastUpdateSubmitDate": "lastUpdateSubmitDate",
    "LastUpdatePostDate": "date", "LastUpdatePostDateType": "type",
    "VersionHolder": "versionHolder",
    # Who does it and pays for it.
    "ResponsiblePartyType": "type", "ResponsiblePartyInvestigatorFullName": "investigatorFullName",
    "ResponsiblePartyInvestigatorTitle": "investigatorTitle",
    "ResponsiblePartyInvestigatorAffiliation": "investigatorAffiliation",
    "ResponsiblePartyOldNameTitle": "oldNameTitle",
    "ResponsiblePartyOldOrganization": "oldOrganization",
    "LeadSponsorName": "name", "LeadSponsorClass": "class", "CollaboratorName": "name",
    "CollaboratorClass": "class", "OverallOfficialName": "name",
    "OverallOfficialAffiliation": "affiliation", "OverallOfficialRole": "role",
    # What is done.
    "DesignAllocation": "allocation", "DesignInterventionModel": "interventionModel",
    "DesignInterventionModelDescription": "interventionModelDescription",
    "DesignPrimaryPurpose": "primaryPurpose", "DesignMasking": "masking",
    "DesignMaskingDescription": "maskingDescription", "BioSpecRetention": "retention",
    "BioSpecDescription": "description", "EnrollmentCount": "count", "EnrollmentType": "type",
    "ExpAccTypeIndividual": "individual", "ExpAccTypeIntermediate": "intermediate",
    "ExpAccTypeTreatment": "treatment", "ArmGroupLabel": "label", "ArmGroupType": "type",
    "ArmGroupDescription": "description", "InterventionType": "type", "InterventionName": "name",
    "InterventionDescription": "description", "PrimaryOutcomeMeasure": "measure",
    "PrimaryOutcomeDescription": "description", "PrimaryOutcomeTimeFrame": "timeFrame",
    "SecondaryOutcomeMeasure": "measure", "SecondaryOutcomeDescription": "description",
    "SecondaryOutcomeTimeFrame": "timeFrame", "OtherOutcomeMeasure": "measure",
    "OtherOutcomeDescription": "description", "OtherOutcomeTimeFrame": "timeFrame",
    # Who can take part, and where.
    "EligibilityCriteria": "eligibilityCriteria", "HealthyVolunteers": "healthyVolunteers",
    "Gender": "sex", "GenderBased": "genderBased", "GenderDescription": "genderDescription",
    "MinimumAge": "minimumAge", "MaximumAge": "maximumAge", "StudyPopulation": "studyPopulation",
    "SamplingMethod": "samplingMethod", "CentralContactName": "name",
    "CentralContactRole": "role", "CentralContactPhone": "phone",
    "CentralContactPhoneExt": "phoneExt", "CentralContactEMail": "email",
    "LocationFacility": "facility", "LocationStatus": "status", "LocationCity": "city",
    "LocationState": "state", "LocationZip": "zip", "LocationCountry": "country",
    "LocationContactName": "name", "LocationContactRole": "role", "LocationContactPhone": "phone",
    "LocationContactPhoneExt": "phoneExt", "LocationContactEMail": "email",
    # What there is to read.
    "ReferencePMID": "pmid", "ReferenceType": "type", "ReferenceCitation": "citation",
    "RetractionPMID": "pmid", "RetractionSource": "source", "SeeAlsoLinkLabel": "label",
    "SeeAlsoLinkURL": "url", "IPDSharing": "ipdSharing", "IPDSharingDescription": "description",
    "IPDSharingURL": "url", "ConditionMeshId": "id", "ConditionMeshTerm": "term",
    "InterventionMeshId": "id", "InterventionMeshTerm": "term",
    "LargeDocTypeAbbrev": "typeAbbrev", "LargeDocHasProtocol": "hasProtocol",
    "LargeDocHasSAP": "hasSap", "LargeDocHasICF": "hasIcf", "LargeDocLabel": "label",
    "LargeDocDate": "date", "LargeDocFilename": "filename",
}  # fmt: skip
"""Version 1's fields, whose names are all different, and version 2's key for each. What is not
here is in no listing: ancestors and branches of MeSH terms, dates of quality control."""

VERSION2_KEYS = frozenset((*_SECTIONS.values(), *_KEYS.values()))
"""The keys of version 2 that listings are made from."""

_DATES = {name for name in _KEYS if name.endswith("Date")} | {"VersionHolder"}
_CODES = {
    "OverallStatus", "LastKnownStatus", "LocationStatus", "ExpandedAccessStatusForNCTId",
    "StudyType", "Phase", "Gender", "StdAge", "SamplingMethod", "OrgClass", "LeadSponsorClass",
    "CollaboratorClass", "OverallOfficialRole", "CentralContactRole", "LocationContactRole",
    "ArmGroupType", "InterventionType", "ReferenceType", "EnrollmentType", "DesignAllocation",
    "DesignInterventionModel", "DesignPrimaryPurpose", "DesignMasking", "DesignWhoMasked",
    "ResponsiblePartyType",
}  # fmt: skip
_CODES |= {name for name in _KEYS if name.endswith("DateType")}
_DEEPEST = 12


class Version1:
    """Studies of ``FullStudiesResponse``, each in its ``Study`` or without it."""

    name = "ClinicalTrials.gov study of version 1"

    def recognises(self, sample: Any) -> bool:
        """Whether it has a protocol section in Pascal's case."""
        return isinstance(_study(sample).get("ProtocolSection"), dict)

    def translate(self, raw: Raw) -> Translation:
        """The study as a listing; refused without an id or a title."""
        return translated(raw, *_restated(_study(raw.value)))


def plain(value: Any, name: str, doubts: list[tuple[str, str]]) -> Any:
    """The value of a field of version 1: a date as ISO has it, a code as version 2 writes it.

    What is not sure of it is added to the doubts, under the field's name.
    """
    if not isinstance(value, str):
        return value
    if name in _DATES:
        found = stated_date(value)
        if found.doubt:
            doubts.append((name, found.doubt))
        return found.value
    return code(value) if name in _CODES else value


def _study(sample: Any) -> dict[str, Any]:
    inside = sample.get("Study", sample) if isinstance(sample, dict) else None
    return inside if isinstance(inside, dict) else {}


def _restated(study: Mapping[str, Any]) -> tuple[Restated, dict[str, str]]:
    """The study in version 2's shape, and how its own fields are called by version 2's paths."""
    made = _Made()
    record: dict[str, Any] = {}
    for section, key in _SECTIONS.items():
        # Version 2's paths begin inside the protocol section.
        path = "" if section == "ProtocolSection" else key
        record[key] = made.value(study.get(section), section, path, 0)
    if study.get("ResultsSection"):
        record["hasResults"] = True
    return Restated(without_blanks(record), tuple(made.doubts)), made.names


class _Made:
    """What is made of a study, with what was not sure of it."""

    def __init__(self) -> None:
        self.doubts: list[tuple[str, str]] = []
        self.names = {
            "identificationModule.nctId": "NCTId",
            "identificationModule.briefTitle": "BriefTitle",
        }
        """Version 2's path → the name of the field in version 1."""

    def value(self, value: Any, name: str, path: str, depth: int) -> Any:
        """A value of version 2: an object, a list without its wrapper, or what is plain."""
        if depth > _DEEPEST:
            return None
        if isinstance(value, dict) and name.endswith("List") and len(value) == 1:
            ((name, value),) = value.items()
            # A list of one item may stand as that item.
            value = value if isinstance(value, list) else [value]
        if isinstance(value, list):
            return [self.value(one, name, path, depth + 1) for one in value]
        if isinstance(value, dict):
            return self._object(value, path, depth)
        return plain(value, name, self.doubts)

    def _object(self, values: Mapping[str, Any], path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in values.items():
            if key := _KEYS.get(name):
                inside = f"{path}.{key}" if path else key
                self.names[inside] = name
                found[key] = self.value(value, name, inside, depth + 1)
        return found
