"""ClinicalTrials.gov: a study of the registry's version 2 API → a listing."""

from __future__ import annotations

import re
from typing import Any

from index.listing import Certainty, Kind, Listing, Origin
from index.sources.records import (
    Facts,
    Notes,
    Section,
    beyond,
    disagreements,
    distinct,
    in_words,
    settled,
    split,
    years,
)
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.codes import (
    CERTAINTIES,
    KINDS,
    PHASES,
    SEXES,
    STATUSES,
)
from index.sources.translators.clinicaltrials.design import (
    access_kinds,
    arms,
    gender,
    primary_outcomes,
    treatments,
)
from index.sources.translators.clinicaltrials.documents import links, publications
from index.sources.translators.clinicaltrials.people_and_places import (
    contacts,
    researchers,
    sites,
    sponsor,
)

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


def _dated(status: Section, key: str) -> tuple[str | None, Certainty | None]:
    """A date of a study, and whether it has come true; nothing is certain of no date."""
    stated = status.section(key)
    date = stated.date("date")
    certainty = stated.coded("type", CERTAINTIES)
    return date, certainty if date else None


def _registry_id(section: Section, key: str) -> str:
    """The id under a key as the registry writes it: ``nct01234567`` is *NCT01234567*."""
    return _as_registry_id(section.text(key))


def _as_registry_id(stated: str) -> str:
    return stated.upper() if REGISTRY_ID.fullmatch(stated.upper()) else stated


def _mesh(study: Section, module: str) -> list[str]:
    derived = study.section(module)
    return [term for mesh in derived.sections("meshes") if (term := mesh.text("term"))]


def _other_ids(identification: Section, own: str) -> tuple[str, ...]:
    found = [_as_registry_id(one) for one in identification.texts("nctIdAliases")]
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
        record = Section.of_record(raw.value, notes)
        study = record.section("protocolSection")
        identification = study.section("identificationModule")
        identifier = _registry_id(identification, "nctId")
        if identifier:
            notes.name(identifier[:20])
        # A record without its type is a study all the same; its kind is not guessed from a phase.
        kind = study.section("designModule").coded("studyType", KINDS) or Kind.STUDY
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
        listing = _listing(identifier, title, kind, record)
        return Translation(listing=listing, where=raw.where, problems=notes.problems())


def _listing(identifier: str, title: str, kind: Kind, record: Section) -> Listing:
    study, derived = record.section("protocolSection"), record.section("derivedSection")
    identification = study.section("identificationModule")
    status = study.section("statusModule")
    description = study.section("descriptionModule")
    conditions = study.section("conditionsModule")
    design = study.section("designModule")
    groups = study.section("armsInterventionsModule")
    given = treatments(groups)
    eligibility = study.section("eligibilityModule")
    sponsors = study.section("sponsorCollaboratorsModule")
    places = study.section("contactsLocationsModule")
    condition = distinct(conditions.texts("conditions"))
    acronym = identification.text("acronym")
    keyword = distinct(
        [
            *conditions.texts("keywords"),
            *_mesh(derived, "conditionBrowseModule"),
            *_mesh(derived, "interventionBrowseModule"),
            *given.other_names,
            *([acronym] if acronym else []),
        ],
        beside=condition,
    )
    criteria = split(eligibility.passage("eligibilityCriteria"))
    facts = Facts(
        kind=kind,
        status=status.coded("overallStatus", STATUSES),
        minimum_age=_age(eligibility, "minimumAge"),
        maximum_age=_age(eligibility, "maximumAge"),
        site=sites(places),
    )
    for disagreement in disagreements(facts):
        # No code of the registry means a funded project, so only the ages can disagree.
        eligibility.warn("minimumAge", str(disagreement))
    facts = settled(facts)
    phases = [design.meaning("phases", code, PHASES) for code in design.texts("phases")]
    enrollment = design.section("enrollmentInfo")
    enrolled = enrollment.count("count")
    counted = enrollment.coded("type", CERTAINTIES)
    start, start_certainty = _dated(status, "startDateStruct")
    measured, measured_certainty = _dated(status, "primaryCompletionDateStruct")
    end, end_certainty = _dated(status, "completionDateStruct")
    expanded = _registry_id(status.section("expandedAccessInfo"), "nctId")
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
        population=eligibility.passage("studyPopulation"),
        condition=condition,
        keyword=keyword,
        intervention=given.intervention,
        arm=arms(groups, given),
        primary_outcome=primary_outcomes(study),
        phase=tuple(dict.fromkeys(phase for phase in phases if phase)),
        status=facts.status,
        last_known_status=status.coded("lastKnownStatus", STATUSES),
        why_stopped=status.text("whyStopped"),
        access=access_kinds(design),
        sex=eligibility.coded("sex", SEXES),
        gender=gender(eligibility),
        minimum_age=facts.minimum_age,
        maximum_age=facts.maximum_age,
        healthy_volunteers=eligibility.truth("healthyVolunteers"),
        sponsor=sponsor(sponsors.section("leadSponsor")),
        collaborator=tuple(
            one for part in sponsors.sections("collaborators") if (one := sponsor(part))
        ),
        site=facts.site,
        researcher=researchers(study, facts.site),
        contact=contacts(places, "centralContacts"),
        enrollment=enrolled,
        enrollment_certainty=None if enrolled is None else counted,
        start_date=start,
        start_certainty=start_certainty,
        primary_completion_date=measured,
        primary_completion_certainty=measured_certainty,
        completion_date=end,
        completion_certainty=end_certainty,
        first_posted=status.section("studyFirstPostDateStruct").date("date"),
        results_posted=status.section("resultsFirstPostDateStruct").date("date"),
        verified=status.date("statusVerifiedDate"),
        updated=status.date("lastUpdateSubmitDate")
        or status.section("lastUpdatePostDateStruct").date("date"),
        copied=derived.section("miscInfoModule").date("versionHolder"),
        link=links(record, study, identifier),
        publication=publications(study),
        related=(expanded,) if REGISTRY_ID.fullmatch(expanded) and expanded != identifier else (),
    )
