"""Whom to ask, who leads the study, who pays for it, and where it happens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.listing import Contact, Researcher, ResearcherRole, Site, Sponsor
from index.sources.records import Section, dialled, person, spelled
from index.sources.translators.clinicaltrials.codes import ROLES, SPONSORS, STATUSES

# Sponsors write "Site 12" or "Principal Investigator" where a site's investigator has no name yet.
_NOBODY = re.compile(
    r"\b(?:sites?|(?:sub-?)?investigators?|study|trials?|clinic(?:al)?|hospital|cent(?:er|re)"
    r"|research|department|coordinator|director|contact|information|team|tbd|unknown|facility)\b|\d",
    re.I,
)


def sites(places: Section) -> tuple[Site, ...]:
    """The places of a study, each with whom to ask there."""
    return tuple(_site(one) for one in places.sections("locations"))


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
            status=location.coded("status", STATUSES),
            latitude=latitude,
            longitude=longitude,
            contact=contacts(location, "contacts"),
        )
    )


def contacts(section: Section, key: str) -> tuple[Contact, ...]:
    """Whom to ask, without who says nothing of themselves, each once."""
    found: dict[Contact, None] = {}
    for one in section.sections(key):
        name, email = one.text("name"), one.text("email")
        phone = dialled(one.text("phone"), one.text("phoneExt"))
        if name or phone or email:
            role = one.coded("role", ROLES)
            found[Contact(name=name, role=role, phone=phone, email=email)] = None
    return tuple(found)


def sponsor(section: Section) -> Sponsor | None:
    """An organization; None where it has no name."""
    name = section.text("name")
    return Sponsor(name, section.coded("class", SPONSORS)) if name else None


def researchers(study: Section, site: tuple[Site, ...]) -> tuple[Researcher, ...]:
    """Who leads the study, each person once: as the first place that names them has it.

    Named are the officials of the study, then who answers for it, then the principal
    investigators of its sites, who belong to the facility.
    """
    found: dict[str, Researcher] = {}
    for one in _named(study, site):
        found.setdefault(person(one.name), one)
    return tuple(found.values())


def _named(study: Section, site: tuple[Site, ...]) -> Iterator[Researcher]:
    for official in study.section("contactsLocationsModule").sections("overallOfficials"):
        if name := official.text("name"):
            role = official.coded("role", ROLES)
            yield Researcher(name, role, official.text("affiliation"))
    responsible = study.section("sponsorCollaboratorsModule").section("responsibleParty")
    if name := responsible.text("investigatorFullName"):
        affiliation = responsible.text("investigatorAffiliation")
        yield Researcher(name, ResearcherRole.PRINCIPAL_INVESTIGATOR, affiliation)
    for place in site:
        for contact in place.contact:
            leads = contact.role is ResearcherRole.PRINCIPAL_INVESTIGATOR
            if leads and contact.name and not _NOBODY.search(contact.name):
                yield Researcher(contact.name, contact.role, place.facility)
