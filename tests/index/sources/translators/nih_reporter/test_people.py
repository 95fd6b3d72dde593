from __future__ import annotations

import pytest

from index.sources.records import Notes, Section
from index.sources.translators.nih_reporter.people import researchers_of


def _names(**fields: object) -> list[str]:
    award = Section(fields, Notes("a.json, line 1"))
    return [one.name for one in researchers_of(award)]


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("ROWAN, VITO A", "Vito A Rowan"),
        ("VITO A ROWAN", "Vito A Rowan"),
        ("Rowan, Vito A.", "Vito A. Rowan"),
        ("O'REED, ANN", "Ann O'Reed"),
        ("DE LA MORA, ANA M. (contact)", "Ana M. de la Mora"),
        ("ROWAN, VITO, JR.", "Vito Rowan, JR."),
        ("ROWAN,", "Rowan"),
    ],
)
def test_a_name_is_turned_and_calmed(stated: str, name: str) -> None:
    assert _names(contact_pi_name=stated) == [name]


def test_the_contact_comes_first_and_nobody_twice() -> None:
    people = [
        {"full_name": "Cy B Doe", "is_contact_pi": False},
        {"first_name": "Dee", "last_name": "Fox", "is_contact_pi": False},
    ]
    assert _names(principal_investigators=people, contact_pi_name="FOX, DEE X") == [
        "Dee Fox",
        "Cy B Doe",
    ]


def test_nobody_is_nobody() -> None:
    assert _names(principal_investigators="No PI Identified; Not Applicable;Unknown") == []


def test_what_is_no_name_is_a_warning() -> None:
    notes = Notes("a.json, line 1")
    found = researchers_of(Section({"principal_investigators": ["Cy Doe", 7]}, notes))
    assert [one.name for one in found] == ["Cy Doe"]
    assert [one.where for one in notes.problems()] == ["a.json, line 1, principal_investigators[1]"]
