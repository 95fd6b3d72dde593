"""Ages in years, from any unit."""

from __future__ import annotations

import pytest

from index.sources.records.ages import years


@pytest.mark.parametrize(
    ("stated", "age"),
    [
        ("18 Years", 18.0), ("1 Year", 1.0), ("6 Months", 0.5), ("2 Weeks", 0.0383),
        ("1 Day", 0.0027), ("12 Hours", 0.0014), ("30 Minutes", 0.0001), ("999 Years", None),
        ("adult", None),
    ],
)  # fmt: skip
def test_ages_of_every_unit_become_years(stated: str, age: float | None) -> None:
    assert years(stated) == age
