"""ClinicalTrials.gov: a study of the registry's version 2 API → a listing."""

from __future__ import annotations

import re
from typing import Any

from index.listing import (
    Contact,
    Intervention,
    InterventionKind,
    Kind,
    Listing,
    Origin,
    Phase,
    Researcher,
    ResearcherRole,
    Sex,
    Site,
    Sponsor,
    SponsorKind,
    Status,
)
from index.sources.records import (
    Facts,
    Notes,
    Section,
    beyond,
    disagreements,
    distinct,
    in_words,
    one_spelling,
    settled,
    spelled,
    split,
    years,
)
from index.sources.source import Raw, Translation

_KINDS = {
    "INTERVENTIONAL": Kind.TRIAL,
    "OBSERVATIONAL": Kind.OBSERVATIONAL,
    "EXPANDED_ACCESS": Kind.EXPANDED_ACCESS,
}
_STATUSES = {
    "RECRUITING": Status.RECRUITING,
    "NOT_YET_RECRUITING": Status.NOT_YET_RECRUITING,
    "ENROLLING_BY_INVITATION": Status.ENROLLING_BY_INVITATION,
    "AVAILABLE": Status.AVAILABLE,
    "TEMPORARILY_NOT_AVAILABLE": Status.TEMPORARILY_NOT_AVAILABLE,
    "NO_LONGER_AVAILABLE": Status.NO_LONGER_AVAILABLE,
    "APPROVED_FOR_MARKETING": Status.APPROVED_FOR_MARKETING,
    "ACTIVE_NOT_RECRUITING": Status.ACTIVE_NOT_RECRUITING,
    "SUSPENDED": Status.SUSPENDED,
    "TERMINATED": Status.TERMINATED,
    "WITHDRAWN": Status.WITHDRAWN,
    "COMPLETED": Status.COMPLETED,
    "UNKNOWN": Status.UNKNOWN,
    "UNKNOWN_STATUS": Status.UNKNOWN,
    "WITHHELD": Status.WITHHELD,
}
_PHASES = {
    "NA": Phase.NOT_APPLICABLE,
    "EARLY_PHASE1": Phase.EARLY_PHASE_1,
    "PHASE1": Phase.PHASE_1,
    "PHASE2": Phase.PHASE_2,
    "PHASE3": Phase.PHASE_3,
    "PHASE4": Phase.PHASE_4,
}
_SEXES = {"ALL": Sex.ALL, "BOTH": Sex.ALL, "FEMALE": Sex.FEMALE, "MALE": Sex.MALE}
_INTERVENTIONS = {kind.name: kind for kind in InterventionKind}
_SPONSORS: dict[str, SponsorKind | None] = {
    "INDUSTRY": SponsorKind.INDUSTRY,
    "NIH": SponsorKind.NIH,
    "FED": SponsorKind.US_FEDERAL,
    "U_S_FED": SponsorKind.US_FEDERAL,
    "OTHER_GOV": SponsorKind.OTHER_GOVERNMENT,
    "NETWORK": SponsorKind.NETWORK,
    "INDIV": SponsorKind.INDIVIDUAL,
    "OTHER": SponsorKind.OTHER,
    "UNKNOWN": None,
    "AMBIG": None,
}
_ROLES = {role.name: role for role in ResearcherRole}
_NO_LIMIT = {"N/A", "NA", "NONE", "NO LIMIT"}

REGISTRY_ID = re.compile(r"NCT\d{8}")


def _age(section: Section, key: str) -> float | None:
    stated = section.text(key)
    if not stated or stated.upper() in _NO_LIMIT:
        return None
    found = years(stated)
    if found is None:
        section.warn(key, f"{in_words(stated)} is not an age; left out")
    return found


def _site(location: Section) -> Site:
    point = location.section("geoPoint")
    latitude = point.number("lat", -90, 90)
    longitude = point.number("lon", -180, 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    return spelled(
        Site(
            facility=location.text("facility"),
            city=location.text("city"),
            state=location.text("state"),
            country=location.text("country"),
            postal_code=location.text("zip"),
            status=location.coded("status", _STATUSES),
            latitude=latitude,
            longitude=longitude,
        )
    )


def _sponsor(section: Section) -> Sponsor | None:
    name = section.text("name")
    return Sponsor(name, section.coded("class", _SPONSORS)) if name else None


def _researchers(study: Section) -> tuple[Researcher, ...]:
    found = [
        Researcher(name, official.coded("role", _ROLES), official.text("affiliation"))
        for official in study.section("contactsLocationsModule").sections("overallOfficials")
        if (name := official.text("name"))
    ]
    responsible = study.section("sponsorCollaboratorsModule").section("responsibleParty")
    name = responsible.text("investigatorFullName")
    if name and one_spelling(name) not in {one_spelling(one.name.split(",")[0]) for one in found}:
        affiliation = responsible.text("investigatorAffiliation")
        found.append(Researcher(name, ResearcherRole.PRINCIPAL_INVESTIGATOR, affiliation))
    return tuple(found)


def _contacts(module: Section) -> tuple[Contact, ...]:
    found: list[Contact] = []
    for one in module.sections("centralContacts"):
        phone, extension = one.text("phone"), one.text("phoneExt")
        phone = f"{phone} ext. {extension}" if phone and extension else phone
        contact = Contact(name=one.text("name"), phone=phone, email=one.text("email"))
        if contact != Contact():
            found.append(contact)
    return tuple(found)


def _interventions(module: Section) -> tuple[list[Intervention], list[str]]:
    """What is given, and the other names it goes by."""
    found: list[Intervention] = []
    also: list[str] = []
    for one in module.sections("interventions"):
        if name := one.text("name"):
            found.append(Intervention(name, one.coded("type", _INTERVENTIONS)))
        also.extend(one.texts("otherNames"))
    return found, also


def _mesh(study: Section, module: str) -> list[str]:
    derived = study.section(module)
    return [term for mesh in derived.sections("meshes") if (term := mesh.text("term"))]


def _other_ids(identification: Section, own: str) -> tuple[str, ...]:
    found = [*identification.texts("nctIdAliases")]
    found.append(identification.section("orgStudyIdInfo").text("id"))
    found.extend(one.text("id") for one in identification.sections("secondaryIdInfos"))
    return distinct(found, beside=[own])


class ClinicalTrials:
    """Studies of ClinicalTrials.gov in the shape of its version 2 API."""

    name = "ClinicalTrials.gov study"

    def recognises(self, sample: Any) -> bool:
        """Whether it has a protocol section."""
        return isinstance(sample, dict) and "protocolSection" in sample

    def translate(self, raw: Raw) -> Translation:
        """The study as a listing; refused without an id or a title."""
        notes = Notes(raw.where)
        record = Section(raw.value, notes)
        study, derived = record.section("protocolSection"), record.section("derivedSection")
        identification = study.section("identificationModule")
        design = study.section("designModule")
        identifier = identification.text("nctId")
        if identifier:
            notes.name(identifier[:20])
        # A record without its type is a study all the same; its kind is not guessed from a phase.
        kind = design.coded("studyType", _KINDS) or Kind.STUDY
        official_title = identification.text("officialTitle")
        title = identification.text("briefTitle") or official_title
        faults: dict[str, str] = {}
        if not identifier:
            faults[identification.path("nctId")] = "is missing, so the study has no id"
        elif not REGISTRY_ID.fullmatch(identifier):
            faults[identification.path("nctId")] = (
                f"{in_words(identifier)} is not a registry id such as NCT01234567"
            )
        if not title:
            faults[identification.path("briefTitle")] = "is missing, so the study has no title"
        if faults:
            notes.refuse(faults)
        listing = self._listing(identifier, title, kind, study, derived)
        return Translation(listing=listing, where=raw.where, problems=notes.problems())

    def _listing(
        self, identifier: str, title: str, kind: Kind, study: Section, derived: Section
    ) -> Listing:
        identification = study.section("identificationModule")
        status = study.section("statusModule")
        description = study.section("descriptionModule")
        conditions = study.section("conditionsModule")
        design = study.section("designModule")
        eligibility = study.section("eligibilityModule")
        sponsors = study.section("sponsorCollaboratorsModule")
        places = study.section("contactsLocationsModule")
        intervention, also = _interventions(study.section("armsInterventionsModule"))
        condition = distinct(conditions.texts("conditions"))
        acronym = identification.text("acronym")
        keyword = distinct(
            [
                *conditions.texts("keywords"),
                *_mesh(derived, "conditionBrowseModule"),
                *_mesh(derived, "interventionBrowseModule"),
                *also,
                *([acronym] if acronym else []),
            ],
            beside=condition,
        )
        criteria = split(eligibility.passage("eligibilityCriteria"))
        facts = Facts(
            kind=kind,
            status=status.coded("overallStatus", _STATUSES),
            minimum_age=_age(eligibility, "minimumAge"),
            maximum_age=_age(eligibility, "maximumAge"),
            site=tuple(_site(one) for one in places.sections("locations")),
        )
        for disagreement in disagreements(facts):
            # No code of the registry means a funded project, so only the ages can disagree.
            eligibility.warn("minimumAge", str(disagreement))
        facts = settled(facts)
        phases = [design.meaning("phases", code, _PHASES) for code in design.texts("phases")]
        expanded = status.section("expandedAccessInfo").text("nctId")
        official_title = identification.text("officialTitle")
        summary = description.passage("briefSummary")
        return Listing(
            id=identifier,
            kind=kind,
            source=Origin.CLINICALTRIALS,
            title=title,
            url=f"https://clinicaltrials.gov/study/{identifier}",
            other_id=_other_ids(identification, identifier),
            official_title="" if official_title == title else official_title,
            summary=summary,
            description=beyond(description.passage("detailedDescription"), summary),
            good_fit=criteria.good_fit,
            not_a_fit=criteria.not_a_fit,
            eligibility=criteria.whole,
            condition=condition,
            keyword=keyword,
            intervention=tuple(dict.fromkeys(intervention)),
            phase=tuple(dict.fromkeys(phase for phase in phases if phase)),
            status=facts.status,
            sex=eligibility.coded("sex", _SEXES),
            minimum_age=facts.minimum_age,
            maximum_age=facts.maximum_age,
            healthy_volunteers=eligibility.truth("healthyVolunteers"),
            sponsor=_sponsor(sponsors.section("leadSponsor")),
            collaborator=tuple(
                one for part in sponsors.sections("collaborators") if (one := _sponsor(part))
            ),
            site=facts.site,
            researcher=_researchers(study),
            contact=_contacts(places),
            enrollment=design.section("enrollmentInfo").count("count"),
            start_date=status.section("startDateStruct").date("date"),
            completion_date=status.section("completionDateStruct").date("date")
            or status.section("primaryCompletionDateStruct").date("date"),
            updated=status.date("lastUpdateSubmitDate")
            or status.section("lastUpdatePostDateStruct").date("date")
            or status.date("statusVerifiedDate"),
            related=(expanded,)
            if REGISTRY_ID.fullmatch(expanded) and expanded != identifier
            else (),
        )
