"""What is meant to become of each field of a study of ClinicalTrials.gov."""

from __future__ import annotations

import re

from index.reference import city_name, country_name, state_name
from index.sources.records import years
from tests.real_data.coverage.purposes import LeftOut, Purpose, kept, words

_FOR_RESEARCHERS = LeftOut("for researchers who ask for data; no help in choosing a study")
_SECOND = LeftOut("a study has dozens beside its main measures, which are kept")
_TREE = LeftOut("where a MeSH term stands in its tree; the terms themselves are kept")
_INTERNAL = LeftOut("how the registry worked on the record")
_METHOD = LeftOut("how it is carried out, in words of method; the groups and treatments are kept")
_REGULATION = LeftOut("what law applies to the sponsor")
_OF_THE_DAY = LeftOut("the day that is shown is kept; this one is a step before it")
_HEADINGS = re.compile(
    r"(?i)[-*\s]*(?:\w+ )?(?:in|ex)clusion(?: criteri(?:a|on))?\s*[:.]?[-\s]*|[-*\s_=]*"
)


def _age(value: str) -> str:
    found = years(value)
    return "" if found is None else f"{found}"


_RESULTS = words({"true": "tab=results", "false": ""})
_KINDS = words({"INTERVENTIONAL": "trial"})
_PHASES = words({"NA": "not-applicable"})
_STATUSES = words({"UNKNOWN_STATUS": "unknown"})
_SPONSORS = words(
    {"FED": "us-federal", "U_S_FED": "us-federal", "OTHER_GOV": "other-government"}
    | {"INDIV": "individual", "UNKNOWN": "", "AMBIG": ""}
)
_TREATMENT = re.compile(
    r"^(?:Drug|Device|Biological|Procedure|Radiation|Behavioral|Genetic|Dietary Supplement"
    r"|Combination Product|Diagnostic Test|Other): "
)
_ID = "protocolSection.identificationModule"
_STATUS = "protocolSection.statusModule"
_SPONSOR = "protocolSection.sponsorCollaboratorsModule"
_DESIGN = "protocolSection.designModule"
_ARMS = "protocolSection.armsInterventionsModule"
_WHO = "protocolSection.eligibilityModule"
_PLACES = "protocolSection.contactsLocationsModule"
_REFERENCES = "protocolSection.referencesModule"

REGISTRY: dict[str, Purpose] = {
    f"{_ID}.nctId": kept("id"),
    f"{_ID}.nctIdAliases": kept("other_id"),
    f"{_ID}.orgStudyIdInfo.id": kept("other_id id"),
    f"{_ID}.orgStudyIdInfo": LeftOut("what sort of number it is; the number is kept"),
    f"{_ID}.secondaryIdInfos.id": kept("other_id id"),
    f"{_ID}.secondaryIdInfos": LeftOut("what sort of number it is; the number is kept"),
    f"{_ID}.briefTitle": kept("title"),
    f"{_ID}.officialTitle": kept("official_title title"),
    f"{_ID}.acronym": kept("keyword condition"),
    f"{_ID}.organization": LeftOut("who entered the record; the sponsor is kept"),
    f"{_STATUS}.overallStatus": kept("status", read=_STATUSES),
    f"{_STATUS}.lastKnownStatus": kept("last_known_status"),
    f"{_STATUS}.whyStopped": kept("why_stopped"),
    f"{_STATUS}.startDateStruct.date": kept("start_date"),
    f"{_STATUS}.startDateStruct.type": kept("start_certainty"),
    f"{_STATUS}.primaryCompletionDateStruct.date": kept("primary_completion_date"),
    f"{_STATUS}.primaryCompletionDateStruct.type": kept("primary_completion_certainty"),
    f"{_STATUS}.completionDateStruct.date": kept("completion_date"),
    f"{_STATUS}.completionDateStruct.type": kept("completion_certainty"),
    f"{_STATUS}.studyFirstPostDateStruct.date": kept("first_posted"),
    f"{_STATUS}.resultsFirstPostDateStruct.date": kept("results_posted"),
    f"{_STATUS}.statusVerifiedDate": kept("verified"),
    f"{_STATUS}.lastUpdateSubmitDate": kept("updated"),
    f"{_STATUS}.lastUpdatePostDateStruct.date": LeftOut("taken where no day of submission is"),
    f"{_STATUS}.expandedAccessInfo.nctId": kept("related"),
    f"{_STATUS}.expandedAccessInfo": LeftOut("says that there is one; its id is kept"),
    _STATUS: _OF_THE_DAY,
    f"{_SPONSOR}.leadSponsor.name": kept("sponsor"),
    f"{_SPONSOR}.leadSponsor.class": kept("sponsor", read=_SPONSORS),
    f"{_SPONSOR}.collaborators.name": kept("collaborator"),
    f"{_SPONSOR}.collaborators.class": kept("collaborator", read=_SPONSORS),
    f"{_SPONSOR}.responsibleParty.investigatorFullName": kept("researcher"),
    f"{_SPONSOR}.responsibleParty.investigatorAffiliation": kept(
        "researcher", note="of who is named, and of no one who has another one stated before"
    ),
    f"{_SPONSOR}.responsibleParty": LeftOut("a title, or that the sponsor itself answers for it"),
    "protocolSection.oversightModule": _REGULATION,
    "protocolSection.descriptionModule.briefSummary": kept("summary"),
    "protocolSection.descriptionModule.detailedDescription": kept("description summary"),
    "protocolSection.conditionsModule.conditions": kept("condition"),
    "protocolSection.conditionsModule.keywords": kept("keyword condition"),
    f"{_DESIGN}.studyType": kept("kind", read=_KINDS),
    f"{_DESIGN}.phases": kept("phase", read=_PHASES),
    f"{_DESIGN}.enrollmentInfo.count": kept("enrollment"),
    f"{_DESIGN}.enrollmentInfo.type": kept("enrollment_certainty"),
    f"{_DESIGN}.expandedAccessTypes": kept("access"),
    _DESIGN: _METHOD,
    f"{_ARMS}.armGroups.label": kept("arm"),
    f"{_ARMS}.armGroups.type": kept("arm"),
    f"{_ARMS}.armGroups.description": kept("arm"),
    f"{_ARMS}.armGroups.interventionNames": kept(
        "arm", read=lambda value: _TREATMENT.sub("", value)
    ),
    f"{_ARMS}.interventions.name": kept("intervention"),
    f"{_ARMS}.interventions.type": kept("intervention"),
    f"{_ARMS}.interventions.description": kept("intervention"),
    f"{_ARMS}.interventions.armGroupLabels": kept("arm"),
    f"{_ARMS}.interventions.otherNames": kept("keyword condition"),
    "protocolSection.outcomesModule.primaryOutcomes": kept("primary_outcome"),
    "protocolSection.outcomesModule": _SECOND,
    f"{_WHO}.eligibilityCriteria": kept("good_fit not_a_fit eligibility", structure=_HEADINGS),
    f"{_WHO}.healthyVolunteers": kept("healthy_volunteers"),
    f"{_WHO}.sex": kept("sex", read=words({"BOTH": "all"})),
    f"{_WHO}.genderBased": LeftOut("said in words where the record has none of its own"),
    f"{_WHO}.genderDescription": kept("gender"),
    f"{_WHO}.minimumAge": kept("minimum_age", read=_age),
    f"{_WHO}.maximumAge": kept("maximum_age", read=_age),
    f"{_WHO}.studyPopulation": kept("population"),
    f"{_WHO}.stdAges": LeftOut("said by the ages"),
    f"{_WHO}.samplingMethod": _METHOD,
    f"{_PLACES}.centralContacts.role": LeftOut("says contact of each"),
    f"{_PLACES}.centralContacts.phone": kept("contact", within=True),
    f"{_PLACES}.centralContacts.phoneExt": kept("contact", within=True),
    f"{_PLACES}.centralContacts": kept("contact"),
    f"{_PLACES}.overallOfficials": kept("researcher", note="of who is named"),
    f"{_PLACES}.locations.contacts.role": kept("site", read=words({"CONTACT": ""})),
    f"{_PLACES}.locations.contacts.phone": kept("site", within=True),
    f"{_PLACES}.locations.contacts.phoneExt": kept("site", within=True),
    f"{_PLACES}.locations.contacts": kept("site"),
    f"{_PLACES}.locations.facility": kept("site"),
    f"{_PLACES}.locations.zip": kept("site"),
    f"{_PLACES}.locations.status": kept("site"),
    f"{_PLACES}.locations.geoPoint": kept("site"),
    f"{_PLACES}.locations.city": kept("site", read=city_name),
    f"{_PLACES}.locations.country": kept("site", read=country_name),
    f"{_PLACES}.locations.state": kept(
        "site", read=lambda value: state_name(value, ""), note="as one spelling has it"
    ),
    f"{_PLACES}.locations_nested": LeftOut("a copy that whoever saved the file made"),
    f"{_REFERENCES}.references": kept("publication"),
    f"{_REFERENCES}.seeAlsoLinks": kept("link"),
    f"{_REFERENCES}.availIpds": _FOR_RESEARCHERS,
    "protocolSection.ipdSharingStatementModule": _FOR_RESEARCHERS,
    "documentSection.largeDocumentModule.largeDocs.label": kept("link"),
    "documentSection.largeDocumentModule.largeDocs.date": kept("link"),
    "documentSection.largeDocumentModule.largeDocs.filename": kept("link"),
    "documentSection.largeDocumentModule": LeftOut("said by the label of the document"),
    "hasResults": kept("link", read=_RESULTS),
    "resultsSection": LeftOut(
        "tables of numbers without the words to understand them; the results page is linked"
    ),
    "annotationSection": _INTERNAL,
    "derivedSection.miscInfoModule.versionHolder": kept("copied"),
    "derivedSection.miscInfoModule": _INTERNAL,
    "derivedSection.conditionBrowseModule.meshes.term": kept("keyword condition"),
    "derivedSection.interventionBrowseModule.meshes.term": kept("keyword condition"),
    "derivedSection": _TREE,
}  # fmt: skip
