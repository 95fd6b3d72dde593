"""The words of places: what they name is there, and what is wrong in the file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.analysis import place_key
from index.errors import FileRefused
from index.reference.places.gazetteer import Gazetteer
from search.understanding.entities.places.atlas import place_of
from search.understanding.entities.places.word_lists import WORDS, WORDS_FILE, read_words


def test_fifty_names_are_pinned() -> None:
    assert len(WORDS.pinned) >= 50


@pytest.mark.parametrize("value", sorted({*WORDS.known_as.values(), *WORDS.pinned.values()}))
def test_every_place_that_is_named_is_in_the_gazetteer(gazetteer: Gazetteer, value: str) -> None:
    *_, name = place = place_of(value).path
    found = gazetteer.areas(", ".join(reversed(place))) + gazetteer.areas(name)
    assert any(one.path == place for one in found), "or no listing is ever found there"


@pytest.mark.parametrize("name", sorted(WORDS.regions))
def test_every_region_lies_around_one_city(gazetteer: Gazetteer, name: str) -> None:
    assert len(gazetteer.spots(WORDS.regions[name].city)) == 1
    assert 5 <= WORDS.regions[name].miles <= 500


def test_a_region_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "place_words.yml"
    path.write_text(WORDS_FILE.read_text().replace("[silicon valley", "[bay area, silicon valley"))
    with pytest.raises(FileRefused, match=f"says twice where “{place_key('bay area')}” is"):
        read_words(path)
