"""`data/quantities.yml`: tests, units, times and what else makes a number a quantity."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem
from search.understanding.entities.quantities.quantity import Asked

WORDS_FILE = DATA / "quantities.yml"


class _Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    said: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    concept: str = ""
    labels: bool = False
    level: bool = False


class _Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    behind: tuple[str, ...]


class _Isotope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    masses: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tests: tuple[_Test, ...]
    comparisons: dict[str, _Comparison]
    links: str
    units: str
    near_units: str
    per_units: str
    spaced_letters: str
    numbers_kinds: str
    times: dict[str, tuple[str, ...]]
    times_after: str
    times_after_topics: str
    times_before: str
    people: str
    joining: str
    old_things: str
    numbers: dict[str, int]
    some: tuple[str, ...]
    counted: str
    trimesters: tuple[str, ...]
    isotopes: dict[str, _Isotope]


class Test(msgspec.Struct, frozen=True):
    """A test or a score, by one of its names."""

    asked: Asked
    labels: bool
    """Whether its values are letters or Roman numerals as well."""
    level: bool
    """Whether it is a medicine or a nutrient as well."""


class Words(msgspec.Struct, frozen=True):
    """The file, ready to be looked up; all words are in small letters."""

    tests: dict[str, Test]
    """By each of their names."""
    before: dict[str, str]
    """*more than* → *over*."""
    behind: dict[str, str]
    links: frozenset[str]
    units: frozenset[str]
    near_units: frozenset[str]
    per_units: frozenset[str]
    spaced_letters: frozenset[str]
    numbers_kinds: frozenset[str]
    times: dict[str, str]
    """*yrs* → *year*."""
    times_after: frozenset[str]
    times_after_topics: frozenset[str]
    times_before: frozenset[str]
    people: frozenset[str]
    joining: frozenset[str]
    old_things: frozenset[str]
    numbers: dict[str, int]
    some: tuple[str, ...]
    counted: frozenset[str]
    trimesters: tuple[str, ...]
    isotopes: dict[tuple[str, str], Asked]
    """By symbol and mass, in small letters."""


def key(text: str) -> str:
    """A name of a test as it is looked up: in any case, with any dash or one space."""
    return re.sub(r"[\s‐-―-]+", " ", text.casefold()).strip()


def read_words(path: Path) -> Words:
    """The words of a file. Raises `FileRefused`, saying what is wrong in it."""
    file = read_as(path, _File)
    tests: dict[str, Test] = {}
    for one in file.tests:
        names = (one.name, *one.said)
        asked = Asked(one.name, one.listed or names[:3], one.concept)
        for name in dict.fromkeys(map(key, names)):
            if name in tests:
                raise FileRefused([Problem(path.name, f"has the test “{name}” twice")])
            tests[name] = Test(asked, one.labels, one.level)
    isotopes = {
        (symbol.lower(), mass): _isotope(symbol, mass, one.name)
        for symbol, one in file.isotopes.items()
        for mass in one.masses
    }
    sets = {
        field: frozenset(value.casefold().split())
        for field in Words.__struct_fields__
        if isinstance(value := getattr(file, field, None), str)
    }
    return Words(
        tests=tests,
        before={said: one for one, how in file.comparisons.items() for said in how.before},
        behind={said: one for one, how in file.comparisons.items() for said in how.behind},
        times={said: one for one, several in file.times.items() for said in several},
        numbers=file.numbers,
        some=file.some,
        trimesters=file.trimesters,
        isotopes=isotopes,
        **sets,
    )


def _isotope(symbol: str, mass: str, name: str) -> Asked:
    """*18F*, *F18* and *fluorine-18*; a hyphen between them makes no other term."""
    ways = (f"{mass}{symbol}", f"{symbol}{mass}", f"{symbol}-{mass}", f"{name}-{mass}")
    return Asked(f"{name}-{mass}", ways)


WORDS = read_words(WORDS_FILE)
