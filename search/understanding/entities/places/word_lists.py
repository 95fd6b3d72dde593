"""`data/place_words.yml`: how people write places, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import msgspec

from index.analysis import folded, place_key
from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem

WORDS_FILE = DATA / "place_words.yml"

Phrase = tuple[str, ...]
"""Folded words."""


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A region without a border, as what is near a city."""

    said: tuple[str, ...]
    city: str
    """As it can be typed."""
    miles: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words_only: str
    also_words: str
    never_bare: str
    names_before: str
    names_after: str
    instruments: str
    people_and_studies: str
    goes_on_after: str
    short_names: str
    names_go_on: str
    codes_alone: str
    codes_of_measures: str
    codes_small: str
    codes_asked: str
    codes_in: str
    codes_not_in: str
    codes_words: str
    known_as: dict[str, str]
    regions: tuple[Region, ...]
    pinned: dict[str, str]
    zip_not_after: str
    zip_not_before: str
    here: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """The file, ready to be looked up. Names of places are as `place_key` has them, and a place is
    its value in the facet."""

    words_only: frozenset[str]
    also_words: frozenset[str]
    never_bare: frozenset[str]
    names_before: frozenset[str]
    names_after: frozenset[str]
    instruments: frozenset[str]
    people_and_studies: frozenset[str]
    goes_on_after: frozenset[str]
    short_names: frozenset[str]
    names_go_on: frozenset[str]
    codes_alone: frozenset[str]
    codes_of_measures: frozenset[str]
    codes_small: frozenset[str]
    codes_asked: frozenset[str]
    codes_in: frozenset[str]
    codes_not_in: frozenset[str]
    codes_words: frozenset[str]
    zip_not_after: frozenset[str]
    zip_not_before: frozenset[str]
    known_as: dict[str, str]
    pinned: dict[str, str]
    regions: dict[str, Region]
    here: frozenset[Phrase]


def read_words(path: Path) -> Words:
    """The words of a file. Raises `FileRefused`, saying what is wrong in it."""
    file = read_as(path, _File)
    regions: dict[str, Region] = {}
    for region in file.regions:
        for key in map(place_key, region.said):
            if key in regions:
                raise FileRefused([Problem(path.name, f"says twice where “{key}” is")])
            regions[key] = region
    sets = {
        field: frozenset(value.split())
        for field in Words.__struct_fields__
        if isinstance(value := getattr(file, field, None), str)
    }
    return Words(
        known_as={place_key(name): value for name, value in file.known_as.items()},
        pinned={place_key(name): value for name, value in file.pinned.items()},
        regions=regions,
        here=frozenset(tuple(folded(one).split()) for one in file.here),
        **sets,
    )


WORDS = read_words(WORDS_FILE)
