from __future__ import annotations

from typing import Any

import pytest

from index.listing.codes import ResearcherRole
from index.listing.model import Listing
from index.listing.parts import Contact, Researcher
from index.sources.source import Translation
from index.sources.translators.clinicaltrials import ClinicalTrials
from tests.index.sources.raw_records import raw, study

PI = ResearcherRole.PRINCIPAL_INVESTIGATOR


def _places(value: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = value["protocolSection"]["contactsLocationsModule"]
    return found


def _translated(value: dict[str, Any]) -> Translation:
    return ClinicalTrials().translate(raw(value))


def _with_contacts(contacts: object) -> Translation:
    value = study()
    _places(value)["locations"][0]["contacts"] = contacts
    return _translated(value)


def test_a_site_says_whom_to_ask_there() -> None:
    athens, busan = _translated(study()).listing.site
    assert athens.contact == (
        Contact(name="Flo Elm", phone="555-0102 ext. 4", email="flo@example.org"),
        Contact(name="Gil Fir, MD", role=PI),
    )
    assert busan.contact == ()


def test_central_contacts_have_their_role_too() -> None:
    value = study()
    _places(value)["centralContacts"] = [
        {"name": "Ann Lee", "role": "CONTACT", "email": "ann@example.org"},
        {"name": "Hal Oak", "role": "SUB_INVESTIGATOR"},
    ]
    assert _translated(value).listing.contact == (
        Contact(name="Ann Lee", email="ann@example.org"),
        Contact(name="Hal Oak", role=ResearcherRole.SUB_INVESTIGATOR),
    )


def test_a_contact_without_a_name_is_kept_and_an_empty_one_is_not() -> None:
    found = _with_contacts([{"phone": "555-0103", "role": "CONTACT"}, {"role": "CONTACT"}, {}])
    assert found.listing.site[0].contact == (Contact(phone="555-0103"),)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("contacts", "fields"),
    [
        (None, []),
        ([], []),
        ({"name": "Flo Elm"}, ["contacts"]),
        ("Flo Elm", ["contacts"]),
        (["Flo Elm", None], ["contacts[0]", "contacts[1]"]),
        ([{"name": ["Flo", "Elm"], "role": 3}], ["contacts[0].name"]),
        ([{"name": "Flo Elm", "role": "BOSS"}], ["contacts[0].role"]),
    ],
)
def test_odd_contacts_are_told_with_their_path_and_lose_nothing_else(
    contacts: object, fields: list[str]
) -> None:
    found = _with_contacts(contacts)
    assert found.listing.site[0].facility == "Heath Clinic"
    path = "protocolSection.contactsLocationsModule.locations[0]."
    assert [one.where.rsplit(", ", 1)[1] for one in found.problems] == [
        f"{path}{field}" for field in fields
    ]


def _researchers(value: dict[str, Any]) -> tuple[Researcher, ...]:
    listing: Listing = _translated(value).listing
    return listing.researcher


def test_the_principal_investigator_of_a_site_is_a_researcher_of_its_facility() -> None:
    assert _researchers(study()) == (
        Researcher("Bo Ray, MD", PI, "Heath"),
        Researcher("Gil Fir, MD", PI, "Heath Clinic"),
    )


@pytest.mark.parametrize("again", ["Bo Ray", "BO RAY, MD PhD", "Dr. Bo Ray", "Bo Ray M.D."])
def test_nobody_is_named_twice(again: str) -> None:
    value = study()
    for location in _places(value)["locations"]:
        location["contacts"] = [{"name": again, "role": "PRINCIPAL_INVESTIGATOR"}]
    value["protocolSection"]["sponsorCollaboratorsModule"]["responsibleParty"] = {
        "investigatorFullName": again
    }
    assert _researchers(value) == (Researcher("Bo Ray, MD", PI, "Heath"),)


@pytest.mark.parametrize(
    "name", ["Site 12", "Principal Investigator", "Study Team", "Heath Research Center", "TBD"]
)
def test_what_is_no_name_of_a_person_is_a_contact_and_no_researcher(name: str) -> None:
    found = _with_contacts([{"name": name, "role": "PRINCIPAL_INVESTIGATOR"}]).listing
    assert found.site[0].contact == (Contact(name=name, role=PI),)
    assert [one.name for one in found.researcher] == ["Bo Ray, MD"]


def test_who_answers_for_the_study_is_a_researcher_and_a_mere_contact_is_none() -> None:
    value = study()
    _places(value)["overallOfficials"] = None
    _places(value)["locations"][0]["contacts"] = [
        {"name": "Flo Elm", "role": "CONTACT"},
        {"name": "Hal Oak", "role": "SUB_INVESTIGATOR"},
    ]
    value["protocolSection"]["sponsorCollaboratorsModule"]["responsibleParty"] = {
        "investigatorFullName": "Ida Yew",
        "investigatorAffiliation": "Heath University",
    }
    assert _researchers(value) == (Researcher("Ida Yew", PI, "Heath University"),)
