from __future__ import annotations

import msgspec

from index.listing.codes import Certainty
from index.listing.facets import open_on
from index.listing.model import Listing
from tests.web.furnished import ACCESS, AGED, CENTER, PEOPLED, STOPPED
from tests.web.listings import DAY
from web.views.listing.facts import DOCTOR_APPLIES, Fact, quick_facts, record_dates
from web.views.listing.status import shown_status


def facts_of(listing: Listing) -> dict[str, Fact]:
    shown = shown_status(open_on(listing, None, DAY))
    return {fact.label: fact for fact in quick_facts(listing, shown)}


def test_what_came_true_and_what_is_planned_are_told_apart() -> None:
    past, ahead = facts_of(STOPPED), facts_of(PEOPLED)
    assert past["Started"].words == ("April 12, 2021",)
    assert past["Main measures taken"].words == ("January 30, 2023",)
    assert past["Ended"].words == ("February 28, 2023",)
    assert past["Participants"].words == ("31 (counted)",)
    assert ahead["End of main measures"].words == ("September 2024 (planned)",)
    assert ahead["End"].words == ("December 2024 (planned)",)
    assert ahead["Participants"].words == ("120 (planned)",)


def test_a_certainty_without_a_date_says_nothing() -> None:
    listing = msgspec.structs.replace(
        PEOPLED, start_date=None, enrollment=None, enrollment_certainty=Certainty.ACTUAL
    )
    assert facts_of(listing)["Start"].words == ("Not stated",)
    assert facts_of(listing)["Participants"].words == ("Not stated",)


def test_what_the_record_says_of_gender_explains_the_sex() -> None:
    assert facts_of(STOPPED)["Sex"].note.startswith("People who live as women")


def test_who_must_apply_for_a_treatment_is_said_once() -> None:
    assert facts_of(ACCESS)["Kinds of access"].words[0] == "For single patients"
    assert facts_of(ACCESS)["Kinds of access"].note == ""
    closed = msgspec.structs.replace(ACCESS, status=None)
    assert facts_of(closed)["Kinds of access"].note == DOCTOR_APPLIES


def test_other_institutes_that_pay_are_named_and_unknown_codes_are_not_shown() -> None:
    assert facts_of(CENTER)["Also paid for by"].words == ("National Institute on Aging",)


def test_the_records_own_word_stands_beside_a_status_that_is_another() -> None:
    aged = facts_of(AGED["not confirmed for a year"])["Status"]
    assert aged.words == ("Check first: last confirmed November 2022",)
    assert aged.note == "The record says: Recruiting."
    assert facts_of(AGED["paused"])["Status"].note.startswith("The record says: Suspended.")


def test_the_dates_of_a_record_leave_no_trace_where_they_are_not_stated() -> None:
    labels = [fact.label for fact in record_dates(STOPPED)]
    assert labels == [
        "First posted",
        "Results posted",
        "Verified by its team",
        "Last updated by the source",
    ]
    bare = msgspec.structs.replace(
        STOPPED, first_posted=None, results_posted=None, verified=None, updated=None
    )
    assert [(one.label, one.words) for one in record_dates(bare)] == [
        ("Last updated by the source", ("Not stated",))
    ]
