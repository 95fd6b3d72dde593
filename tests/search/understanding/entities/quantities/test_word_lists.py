"""The words of quantities are read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from search.understanding.entities.quantities.word_lists import WORDS, WORDS_FILE, key, read_words


def test_at_least_eighty_tests_are_known() -> None:
    assert len({one.asked.name for one in WORDS.tests.values()}) >= 80


def test_a_name_of_two_tests_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "quantities.yml"
    text = WORDS_FILE.read_text(encoding="utf-8")
    file.write_text(text.replace("tests:\n", "tests:\n  - {name: B.M.I}\n  - {name: BMI}\n", 1))
    with pytest.raises(FileRefused, match="has the test “bmi” twice"):
        read_words(file)


def test_names_are_looked_up_with_any_dash_and_in_any_case() -> None:
    assert key("PHQ–9") == key("phq-9") == key("PHQ  9")
