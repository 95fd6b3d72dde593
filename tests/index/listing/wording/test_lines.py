from __future__ import annotations

from datetime import date

import pytest

from index.listing.wording.lines import Headed, listing_count, listing_lines
from tests.conftest import listing


def _shown(**fields: object) -> dict[str, str | None]:
    """What is shown of a listing beside its id, kind, source and title, by label."""
    lines = {line.heading: line.text for line in listing_lines(listing("A1", **fields))}
    bare = {line.heading for line in listing_lines(listing("A1"))}
    return {heading: text for heading, text in lines.items() if heading not in bare}


def test_fields_are_shown_in_the_order_they_are_declared_and_codes_in_words() -> None:
    assert list(listing_lines(listing("A1", status="recruiting"))) == [
        Headed("Id:", "A1"),
        Headed("Kind of record:", "Clinical trial"),
        Headed("Source:", "ClinicalTrials.gov"),
        Headed("Title:", "Study A1"),
        Headed("Status:", "Recruiting"),
    ]


def test_what_says_nothing_is_left_out_but_not_that_healthy_volunteers_are_not_taken() -> None:
    assert _shown(sample=False, summary="", keyword=[], sex=None, healthy_volunteers=None) == {}
    assert _shown(healthy_volunteers=False) == {"Healthy volunteers:": "no"}
    assert _shown(healthy_volunteers=True, sample=True) == {
        "Sample:": "yes",
        "Healthy volunteers:": "yes",
    }


def test_many_values_stand_side_by_side_and_the_parts_of_one_behind_commas() -> None:
    assert _shown(minimum_age=0, enrollment=0) == {"Youngest age:": "0.0", "Participants:": "0"}
    assert _shown(condition=["Asthma", "Cough"], minimum_age=0.5) == {
        "Conditions:": "Asthma; Cough",
        "Youngest age:": "0.5",
    }
    given = [{"name": "Aspirin", "kind": "drug"}, {"name": "Rest"}]
    assert _shown(intervention=given) == {"Treatments:": "Aspirin, Drug; Rest"}


def test_a_site_is_shown_without_its_degrees() -> None:
    site = {"facility": "Emory", "city": "Atlanta", "latitude": 33.7, "longitude": -84.4}
    assert _shown(site=[site]) == {"Sites:": "Emory, Atlanta"}


def test_a_status_is_told_as_it_is_on_the_day_beside_the_word_of_the_record() -> None:
    one = listing(
        "A1",
        status="recruiting",
        verified="2020-08",
        site=[{"city": "Oslo", "status": "recruiting"}, {"city": "Bergen", "status": "completed"}],
    )
    lines = {line.heading: line.text for line in listing_lines(one, date(2026, 11, 30))}
    old = "May have closed: said recruiting in August 2020 (stated: Recruiting)"
    assert lines["Status:"] == old
    assert lines["Sites:"] == f"Oslo, {old}; Bergen, Completed"
    assert _shown(status="suspended") == {"Status:": "Paused (stated: Suspended)"}


@pytest.mark.parametrize(
    ("funding", "words"),
    [
        (
            {"mechanism": "R21", "institute": "CA", "fiscal_year": 2024, "amount": 412_000},
            "Early-stage research grant, National Cancer Institute, fiscal year 2024, $412,000",
        ),
        ({"mechanism": "R21", "amount": 0}, "Early-stage research grant, not stated, $0"),
    ],
)
def test_a_grant_is_shown_in_words(funding: dict[str, object], words: str) -> None:
    assert _shown(funding=funding) == {"Funding:": words}


def test_one_listing_is_not_several() -> None:
    assert [listing_count(count) for count in (0, 1, 1_204)] == [
        "0 listings",
        "1 listing",
        "1,204 listings",
    ]
