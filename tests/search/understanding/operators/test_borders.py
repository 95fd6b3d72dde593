from __future__ import annotations

import pytest

from search.understanding.operators.borders import crosses_a_mark


@pytest.mark.parametrize(
    ("said", "names", "crosses"),
    [
        ("fever, yellow", ["Yellow Fever", "Fever, Yellow"], True),
        ("allergies, eczema", ["Eczema, Allergic"], True),
        ("heart. Attack", ["heart attack"], True),
        ("hand, foot and mouth disease", ["Hand, Foot and Mouth Disease"], False),
        ("hand, foot, and mouth disease", ["Hand, Foot, and Mouth Disease"], False),
        ("hand, foot, and mouth disease", ["HFMD", "hand foot mouth disease"], True),
        ("yellow fever", ["Fever, Yellow"], False),
        ("St. John's wort", ["St John's Wort"], True),
        ("1,25-dihydroxyvitamin D", ["calcitriol"], False),
    ],
)
def test_a_name_goes_over_a_mark_that_it_is_written_with(
    said: str, names: list[str], crosses: bool
) -> None:
    assert crosses_a_mark(said, names) is crosses
