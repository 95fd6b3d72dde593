from __future__ import annotations

import pytest

from index.sources.records.people import dialled, person


@pytest.mark.parametrize(
    ("phone", "extension", "expected"),
    [
        ("555-0100", "", "555-0100"),
        ("555-0100", "12", "555-0100 ext. 12"),
        ("555-0100", "ext. 12", "555-0100 ext. 12"),
        ("555-0100", "x12", "555-0100 ext. 12"),
        # Written in the phone already, with and without the field.
        ("555-0100 ext 12", "12", "555-0100 ext. 12"),
        ("555-0100 x12", "", "555-0100 ext. 12"),
        ("555-0100, #12", "12", "555-0100 ext. 12"),
        ("555-0100 (ext. 12)", "12", "555-0100 ext. 12"),
        # Two different ones: neither is lost.
        ("555-0100 ext. 12", "13", "555-0100 ext. 12 ext. 13"),
        # A country code is dialled first.
        ("555-0100", "+33", "+33 555-0100"),
        ("555-0100", "(+33)", "+33 555-0100"),
        ("+39 555 0100", "+39", "+39 555 0100"),
        ("39 055 555 0100", "+39", "+39 055 555 0100"),
        ("0039 555 0100", "+39", "0039 555 0100"),
        # A whole phone is no extension.
        ("555-0100", "555-010-0101", "555-0100, 555-010-0101"),
        ("", "555-010-0101", "555-010-0101"),
        ("555-0100", "N/A", "555-0100"),
        ("555-0100", "option 2", "555-0100 option 2"),
        ("", "12", ""),
        ("", "+33", ""),
        ("", "", ""),
    ],
)
def test_a_phone_is_written_as_it_is_dialled(phone: str, extension: str, expected: str) -> None:
    assert dialled(phone, extension) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Bo Ray",
        "BO RAY",
        "Bo Ray, MD",
        "Bo Ray MD PhD",
        "Bo Ray, M.D., Ph.D.",
        "Dr. Bo Ray",
        "Prof. Dr. Bo Ray",
        "Ray, Bo",
        "Ray, Bo, MD",
    ],
)
def test_degrees_and_titles_do_not_make_two_people(name: str) -> None:
    assert person(name) == "bo ray"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bo Ray", "Bo J. Ray"),
        ("Ray, Bo", "Ray, Cy"),
        ("Minh Do", "Minh"),
        ("Dr", "MD"),
        ("An Ma", "An Ba"),
    ],
)
def test_different_names_are_different_people(one: str, other: str) -> None:
    assert person(one) != person(other)
