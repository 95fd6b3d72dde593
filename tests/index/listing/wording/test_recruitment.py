"""Whether people can take part, with the dates that it depends on."""

from __future__ import annotations

from datetime import date

import pytest

from index.listing.facets.recruitment import open_on
from index.listing.wording.recruitment import month_words, standing_words
from tests.conftest import listing

DAY = date(2026, 11, 30)
PASSED = {"primary_completion_date": "2026-09"}
ACTUAL = PASSED | {"primary_completion_certainty": "actual"}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "recruiting", "verified": "2026-05"}, "Recruiting"),
        (
            {"status": "recruiting", "verified": "2025-05"},
            "Check first: last confirmed May 2025",
        ),
        ({"status": "recruiting"}, "Check first: it is not known when it was last confirmed"),
        (
            {"status": "recruiting", "verified": "2026-05-09"} | PASSED,
            "Check first: last confirmed May 2026, and was to end in September 2026",
        ),
        (
            {"status": "recruiting", "verified": "2020-08-03"},
            "May have closed: said recruiting in August 2020",
        ),
        (
            {"status": "recruiting", "verified": "2026-05"} | ACTUAL,
            "May have closed: said recruiting in May 2026, and ended in September 2026",
        ),
        (
            {"status": "recruiting"} | ACTUAL,
            "May have closed: said recruiting, and ended in September 2026",
        ),
        (
            {"status": "unknown", "last_known_status": "recruiting", "verified": "2019"},
            "May have closed: said recruiting in 2019",
        ),
        (
            {"status": "unknown", "verified": "2019-02"},
            "May have closed: not confirmed since February 2019",
        ),
        ({"status": "unknown"}, "May have closed: not confirmed for a long time"),
        (
            {"status": "not-yet-recruiting", "start_date": "2026-06"},
            "May be open by now: ask. It was to start in June 2026",
        ),
        (
            {"status": "not-yet-recruiting", "start_date": "2012-03", "completion_date": "2014"},
            "May be open by now: ask. It was to start in March 2012, and to end in 2014",
        ),
        (
            {"status": "not-yet-recruiting", "verified": "2019"},
            "May be open by now: ask",
        ),
        ({"status": "enrolling-by-invitation"}, "You can’t ask to join"),
        ({"status": "suspended"}, "Paused"),
        (
            {"status": "available", "kind": "expanded-access"},
            "Treatment outside a study: a doctor must apply",
        ),
        ({"status": "completed", "verified": "2001"}, "Completed"),
        ({}, "Not stated"),
    ],
)
def test_what_is_shown_says_what_made_it_so(fields: dict[str, str], words: str) -> None:
    assert standing_words(open_on(listing("A1", **fields), None, DAY)) == words


@pytest.mark.parametrize(
    ("partial", "words"),
    [("2025-05-09", "May 2025"), ("2025-05", "May 2025"), ("2025", "2025"), ("?", "Not stated")],
)
def test_a_date_is_said_to_its_month(partial: str, words: str) -> None:
    assert month_words(partial) == words
