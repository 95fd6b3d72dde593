from __future__ import annotations

from datetime import date

import msgspec
import pytest

from index.listing.codes import Status
from tests.web.furnished import STOPPED
from web.views.listing.headlines import copy_age, headlines


def test_why_it_was_stopped_is_told_in_the_sponsors_words() -> None:
    stopped, _ = headlines(STOPPED)
    assert stopped.strong == "Stopped early:"
    assert stopped.rest == (
        "the sponsor’s reason is “Fewer people took part than were planned, and the vest is no "
        "longer made”."
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.WITHDRAWN, "Withdrawn before anyone took part:"),
        (Status.SUSPENDED, "Paused:"),
        (Status.COMPLETED, "Stopped:"),
        (None, "Stopped:"),
    ],
)
def test_how_it_was_stopped_is_told_by_its_status(status: Status | None, words: str) -> None:
    listing = msgspec.structs.replace(STOPPED, status=status, results_posted=None)
    (line,) = headlines(listing)
    assert line.strong == words


def test_results_have_a_link_to_where_they_were_posted() -> None:
    _, results = headlines(STOPPED)
    assert results.rest == "on December 6, 2023."
    assert results.url == "https://clinicaltrials.gov/study/NCT03000001?tab=results"


def test_results_of_a_month_were_posted_in_it_and_those_of_a_sample_nowhere() -> None:
    listing = msgspec.structs.replace(
        STOPPED, why_stopped=" ", results_posted="2023-12", sample=True, url=""
    )
    (line,) = headlines(listing)
    assert line.rest == "in December 2023."
    assert line.url == ""


@pytest.mark.parametrize(
    ("copied", "words"),
    [
        ("2024-01-31", "Our copy is 40 days old: the official record may be newer."),
        ("2024-03-10", "Our copy is 1 day old: the official record may be newer."),
        ("2024-03-11", "Our copy is of today."),
        ("2024-03-12", ""),
        ("2024-02", ""),
        ("2024-02-31", ""),
        (None, ""),
    ],
)
def test_how_old_our_copy_is_is_told_where_its_day_is_known(copied: str | None, words: str) -> None:
    listing = msgspec.structs.replace(STOPPED, copied=copied)
    assert copy_age(listing, date(2024, 3, 11)) == words
