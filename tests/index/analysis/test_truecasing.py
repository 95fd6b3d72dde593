"""Names in capitals, shown as they are written."""

from __future__ import annotations

import pytest

from index.analysis.truecasing import without_shouting


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("EMORY UNIVERSITY", "Emory University"),
        ("UNIVERSITY OF TEXAS AT AUSTIN", "University of Texas at Austin"),
        ("Emory University", "Emory University"),
        ("MIT", "MIT"),
        ("ST. LOUIS", "St. Louis"),
    ],
)
def test_capitals_are_calmed_and_initials_kept(written: str, shown: str) -> None:
    assert without_shouting(written) == shown
