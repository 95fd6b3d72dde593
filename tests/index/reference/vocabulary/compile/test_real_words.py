"""Words of English and Spanish, which are no slips of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from index.reference.vocabulary.compile.real_words import read_real_words
from index.reference.vocabulary.concepts import SourceName
from index.reference.vocabulary.sources import SOURCE

WORDS = SOURCE[SourceName.WORDS]


@pytest.fixture(scope="module")
def words() -> frozenset[str]:
    return read_real_words(WORDS)


@pytest.mark.parametrize(
    "word", ["waffles", "leaky", "prostrate", "plague", "embarazo", "rodilla", "mayoclinic", "keto"]
)
def test_real_words_are_known(words: frozenset[str], word: str) -> None:
    assert word in words


@pytest.mark.parametrize(
    "word",
    ["diabetis", "migrane", "athsma", "recieve", "definately", "celexia", "excercise", "gut"],
)
def test_slips_and_short_words_are_not(words: frozenset[str], word: str) -> None:
    assert word not in words


def test_a_file_of_ours_is_read_strictly(tmp_path: Path) -> None:
    file = tmp_path / "real_words.yml"
    file.write_text("words: {brands: velcro}\nno_words: ''\nmore: x\n")
    with pytest.raises(FileRefused, match="more"):
        read_real_words(WORDS, file)
