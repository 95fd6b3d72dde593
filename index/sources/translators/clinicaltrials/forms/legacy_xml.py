"""Studies of the registry's older XML, as `read_xml_records` gives them → version 2's shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.forms.dates import stated_date
from index.sources.translators.clinicaltrials.forms.restated import (
    Restated,
    code,
    translated,
    without_blanks,
)

ELEMENTS = {
    "identificationModule.nctId": "nct_id",
    "identificationModule.briefTitle": "brief_title",
    "identificationModule.officialTitle": "official_title",
    "identificationModule": "id_info",
    "statusModule.overallStatus": "overall_status",
    "statusModule.lastKnownStatus": "last_known_status",
    "statusModule.whyStopped": "why_stopped",
    "statusModule.startDateStruct": "start_date",
    "statusModule.primaryCompletionDateStruct": "primary_completion_date",
    "statusModule.completionDateStruct": "completion_date",
    "statusModule.expandedAccessInfo": "expanded_access_info",
    "sponsorCollaboratorsModule.leadSponsor": "lead_sponsor",
    "sponsorCollaboratorsModule.collaborators": "collaborator",
    "sponsorCollaboratorsModule.responsibleParty": "responsible_party",
    "descriptionModule.briefSummary": "brief_summary",
    "descriptionModule.detailedDescription": "detailed_description",
    "conditionsModule.conditions": "condition",
    "conditionsModule.keywords": "keyword",
    "designModule.studyType": "study_type",
    "designModule.phases": "phase",
    "designModule.enrollmentInfo": "enrollment",
    "designModule.expandedAccessTypes": "expanded_access_info",
    "armsInterventionsModule.armGroups": "arm_group",
    "armsInterventionsModule.interventions": "intervention",
    "outcomesModule.primaryOutcomes": "primary_outcome",
    "eligibilityModule.eligibilityCriteria": "eligibility, criteria",
    "eligibilityModule.sex": "eligibility, gender",
    "eligibilityModule.minimumAge": "eligibility, minimum_age",
    "eligibilityModule.maximumAge": "eligibility, maximum_age",
    "eligibilityModule.healthyVolunteers": "eligibility, healthy_volunteers",
    "eligibilityModule": "eligibility",
    "contactsLocationsModule.centralContacts": "overall_contact",
    "contactsLocationsModule.overallOfficials": "overall_official",
    "contactsLocationsModule.locations": "location",
    "referencesModule.references": "reference",
    "referencesModule.seeAlsoLinks": "link",
    "derivedSection": "condition_browse, intervention_browse",
    "documentSection": "provided_document_section",
}
"""What the XML calls the element that version 2 has under a path."""

_DATES = {
    "startDateStruct": ("start_date",),
    "primaryCompletionDateStruct": ("primary_completion_date",),
    "completionDateStruct": ("completion_date",),
    # Before 2018 the same were called "firstreceived" and "lastchanged".
    "studyFirstPostDateStruct": ("study_first_posted", "firstreceived_date"),
    "resultsFirstPostDateStruct": ("results_first_posted", "firstreceived_results_date"),
    "lastUpdatePostDateStruct": ("last_update_posted",),
}
_DOWNLOADED = re.compile(r"on (\w+ \d{1,2}, \d{4})")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class LegacyXml:
    """Studies of ``<clinical_study>``, which the registry gave until 2024."""

    name = "ClinicalTrials.gov study in XML"

    def recognises(self, sample: Any) -> bool:
        """Whether it was read from such an element."""
        return isinstance(sample, dict) and isinstance(sample.get("clinical_study"), dict)

    def translate(self, raw: Raw) -> Translation:
        """The study as a listing; refused without an id or a title."""
        return translated(raw, as_version2(_Element(raw.value["clinical_study"])), ELEMENTS)


class _Element:
    """An element with its children by tag."""

    def __init__(self, value: Any) -> None:
        self._value: Mapping[str, Any] = value if isinstance(value, dict) else {"#text": value}

    def all(self, tag: str) -> Iterator[_Element]:
        """The children of a tag."""
        several = self._value.get(tag)
        yield from map(_Element, several if isinstance(several, list) else [])

    def one(self, *path: str) -> _Element:
        """The first child of a tag, and of that the first of the next; an empty one for none."""
        found = self
        for tag in path:
            found = next(found.all(tag), _Element({}))
        return found

    def text(self, *path: str) -> str:
        """Its text, or that of a child, on one line."""
        return " ".join(str(self.one(*path)._value.get("#text") or "").split())

    def texts(self, tag: str) -> list[str]:
        """The texts of the children of a tag, each on one line."""
        return [text for one in self.all(tag) if (text := one.text())]

    def attribute(self, name: str) -> str:
        """The value of an attribute."""
        return str(self._value.get(f"@{name}") or "")

    def passage(self, *path: str) -> str:
        """The text of a block, or of the element, in paragraphs.

        Paragraphs and items stand apart by an empty line; every other end of a line is where the
        text was wrapped to 100 characters.
        """
        element = self.one(*path)
        block = element.one("textblock") or element
        text = str(block._value.get("#text") or "")
        return "\n\n".join(" ".join(one.split()) for one in _PARAGRAPHS.split(text) if one.strip())

    def __bool__(self) -> bool:
        return bool(self._value)


def as_version2(study: _Element) -> Restated:
    """A study in the shape of version 2."""
    doubts: list[tuple[str, str]] = []

    def date(*tags: str) -> str:
        tag = next((one for one in tags if study.text(one)), tags[0])
        found = stated_date(study.text(tag))
        if found.doubt:
            doubts.append((tag, found.doubt))
        return found.value

    identification = {
        "nctId": study.text("id_info", "nct_id"),
        "nctIdAliases": study.one("id_info").texts("nct_alias"),
        "orgStudyIdInfo": {"id": study.text("id_info", "org_study_id")},
        "secondaryIdInfos": [
            {"id": one} for one in dict.fromkeys(study.one("id_info").texts("secondary_id"))
        ],
        "briefTitle": study.text("brief_title"),
        "officialTitle": study.text("official_title"),
        "acronym": study.text("acronym"),
    }
    dates = {
        key: {"date": date(*tags), "type": code(study.one(tags[0]).attribute("type"))}
        for key, tags in _DATES.items()
    }
    status = {
        "overallStatus": code(study.text("overall_status")),
        "lastKnownStatus": code(study.text("last_known_status")),
        "whyStopped": study.text("why_stopped"),
        "statusVerifiedDate": date("verification_date"),
        "lastUpdateSubmitDate": date("last_update_submitted", "lastchanged_date"),
        "expandedAccessInfo": {
            "nctId": study.text("expanded_access_info", "expanded_access_nctid"),
            "statusForNctId": code(study.text("expanded_access_info", "expanded_access_status")),
        },
        **dates,
    }
    protocol = {
        "identificationModule": identification,
        "statusModule": status,
        "sponsorCollaboratorsModule": _sponsors(study),
        "descriptionModule": {
            "briefSummary": study.passage("brief_summary"),
            "detailedDescription": study.passage("detailed_description"),
        },
        "conditionsModule": {
            "conditions": study.texts("condition"),
            "keywords": study.texts("keyword"),
        },
        "designModule": _design(study),
        "armsInterventionsModule": _treatments(study),
        "outcomesModule": {
            f"{which}Outcomes": [_outcome(one) for one in study.all(f"{which}_outcome")]
            for which in ("primary", "secondary", "other")
        },
        "eligibilityModule": _eligibility(study.one("eligibility")),
        "contactsLocationsModule": _people_and_places(study),
        "referencesModule": _references(study),
    }
    downloaded = _DOWNLOADED.search(study.text("required_header", "download_date"))
    record = {
        "protocolSection": protocol,
        "derivedSection": {
            "miscInfoModule": {"versionHolder": stated_date(downloaded[1]).value}
            if downloaded
            else {},
            **{
                f"{which}BrowseModule": {
                    "meshes": [
                        {"term": one} for one in study.one(f"{which}_browse").texts("mesh_term")
                    ]
                }
                for which in ("condition", "intervention")
            },
        },
        "documentSection": {"largeDocumentModule": {"largeDocs": list(_documents(study))}},
        "hasResults": True if study.one("clinical_results") else None,
    }
    return Restated(without_blanks(record), tuple(doubts))


def _sponsors(study: _Element) -> dict[str, Any]:
    def sponsor(one: _Element) -> dict[str, str]:
        return {"name": one.text("agency"), "class": code(one.text("agency_class"))}

    party = study.one("responsible_party")
    return {
        "leadSponsor": sponsor(study.one("sponsors", "lead_sponsor")),
        "collaborators": [sponsor(one) for one in study.one("sponsors").all("collaborator")],
        "responsibleParty": {
            "type": code(party.text("responsible_party_type")),
            "investigatorFullName": party.text("investigator_full_name"),
            "investigatorTitle": party.text("investigator_title"),
            "investigatorAffiliation": party.text("investigator_affiliation"),
        },
    }


def _design(study: _Element) -> dict[str, Any]:
    stated = study.text("study_type")
    enrollment = study.one("enrollment")
    info, access = study.one("study_design_info"), study.one("expanded_access_info")
    registry = study.text("patient_registry") or (
        "Yes" if "patient registry" in stated.casefold() else ""
    )
    return {
        # "Observational [Patient Registry]"
        "studyType": code(stated.partition("[")[0]),
        "patientRegistry": registry,
        "phases": _phases(study.text("phase"), code(stated)),
        "designInfo": {
            "allocation": code(info.text("allocation")),
            "interventionModel": code(info.text("intervention_model")),
            "observationalModel": code(info.text("observational_model")),
            "timePerspective": code(info.text("time_perspective")),
            "primaryPurpose": code(info.text("primary_purpose")),
        },
        "enrollmentInfo": {
            "count": enrollment.text(),
            "type": code(enrollment.attribute("type")),
        },
        "expandedAccessTypes": {
            which: access.text(f"expanded_access_type_{which}")
            for which in ("individual", "intermediate", "treatment")
        },
    }


def _phases(text: str, kind: str) -> list[str]:
    # "Phase 1/Phase 2" are two. "N/A" stands for nothing where no study has a phase.
    if text.upper() == "N/A":
        return ["NA"] if kind == "INTERVENTIONAL" else []
    return [code(one) for one in text.split("/") if one]


def _treatments(study: _Element) -> dict[str, Any]:
    return {
        "armGroups": [
            {
                "label": one.text("arm_group_label"),
                "type": code(one.text("arm_group_type")),
                "description": one.passage("description"),
            }
            for one in study.all("arm_group")
        ],
        "interventions": [
            {
                "type": code(one.text("intervention_type")),
                "name": one.text("intervention_name"),
                "description": one.passage("description"),
                "armGroupLabels": one.texts("arm_group_label"),
                "otherNames": one.texts("other_name"),
            }
            for one in study.all("intervention")
        ],
    }


def _outcome(one: _Element) -> dict[str, str]:
    return {
        "measure": one.text("measure"),
        "timeFrame": one.text("time_frame"),
        "description": one.passage("description"),
    }


def _eligibility(eligibility: _Element) -> dict[str, Any]:
    return {
        "eligibilityCriteria": eligibility.passage("criteria"),
        "studyPopulation": eligibility.passage("study_pop"),
        "samplingMethod": code(eligibility.text("sampling_method")),
        "sex": code(eligibility.text("gender")),
        "genderBased": eligibility.text("gender_based"),
        "genderDescription": eligibility.text("gender_description"),
        "minimumAge": eligibility.text("minimum_age"),
        "maximumAge": eligibility.text("maximum_age"),
        "healthyVolunteers": _volunteers(eligibility.text("healthy_volunteers")),
    }


def _volunteers(text: str) -> str:
    # Before 2011: "Accepts Healthy Volunteers".
    return "Yes" if text.casefold() == "accepts healthy volunteers" else text


def _people_and_places(study: _Element) -> dict[str, Any]:
    central = [*study.all("overall_contact"), *study.all("overall_contact_backup")]
    return {
        "centralContacts": [_contact(one, "CONTACT") for one in central],
        "overallOfficials": [
            {
                "name": _name(one),
                "role": code(one.text("role")),
                "affiliation": one.text("affiliation"),
            }
            for one in study.all("overall_official")
        ],
        "locations": [_location(one) for one in study.all("location")],
    }


def _location(one: _Element) -> dict[str, Any]:
    address = one.one("facility", "address")
    contacts = [*one.all("contact"), *one.all("contact_backup")]
    investigators = (
        _contact(person, code(person.text("role"))) for person in one.all("investigator")
    )
    return {
        "facility": one.text("facility", "name"),
        "city": address.text("city"),
        "state": address.text("state"),
        "zip": address.text("zip"),
        "country": address.text("country"),
        "status": code(one.text("status")),
        "contacts": [*(_contact(person, "CONTACT") for person in contacts), *investigators],
    }


def _contact(one: _Element, role: str) -> dict[str, str]:
    found = {
        "name": _name(one),
        "phone": one.text("phone"),
        "phoneExt": one.text("phone_ext"),
        "email": one.text("email"),
    }
    return {**found, "role": role} if any(found.values()) else {}


def _name(one: _Element) -> str:
    """First, middle and last name, and the degrees after a comma, as version 2 writes them."""
    name = " ".join(
        part for part in map(one.text, ("first_name", "middle_name", "last_name")) if part
    )
    degrees = one.text("degrees")
    return f"{name}, {degrees}" if name and degrees else name


def _references(study: _Element) -> dict[str, Any]:
    return {
        "references": [
            {"pmid": one.text("PMID"), "type": kind, "citation": one.text("citation")}
            for tag, kind in (("reference", "BACKGROUND"), ("results_reference", "RESULT"))
            for one in study.all(tag)
        ],
        "seeAlsoLinks": [
            {"url": one.text("url"), "label": one.text("description")} for one in study.all("link")
        ],
    }


def _documents(study: _Element) -> Iterator[dict[str, str]]:
    for one in study.one("provided_document_section").all("provided_document"):
        yield {
            "label": one.text("document_type"),
            "hasProtocol": one.text("document_has_protocol"),
            "hasSap": one.text("document_has_sap"),
            "hasIcf": one.text("document_has_icf"),
            "date": stated_date(one.text("document_date")).value,
            "filename": one.text("document_url").rpartition("/")[2].partition("?")[0],
        }
