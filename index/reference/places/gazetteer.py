"""Where a site lies: what its source states, found in the gazetteer.

What the source does not state is inferred where nothing else is likely, and is told apart from
what it states; where a name fits several places, nothing is inferred.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from index.analysis import place_key
from index.errors import GazetteerUnusable
from index.generation import Progress, silent
from index.listing import Level, Listing, Place, Point, Site
from index.reference.compiled import opened
from index.reference.places.compiler import City, compile_gazetteer, is_current
from index.reference.places.distance import kilometers
from index.reference.places.names import city_name, state_name

DOMINANT = 10
"""A city is meant by a name that several have if it has so many times the inhabitants of the
next one: Atlanta, unlike Portland."""

NEARBY_KM = 50.0
"""A site may lie so far from the middle of its city."""

_UNCOUNTED = 1000
"""Inhabitants that a town may have which has ZIP codes and no number of inhabitants."""

_REMEMBERED = 100_000
_NAMES = 20_000
_ZIP = re.compile(r"(\d{5})(?:-\d{4})?")
_CLUTTER = re.compile(r"\([^)]*\)|\bcedex\b.*|\bmunicipality\b|\d+", re.IGNORECASE)
_ENDINGS = re.compile(r"(?: city| si| gu| ku| shi| gun| district| cdx)$")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LONGEST_QUALIFIER = 5
"""Words of a state and a country that may follow a city without a comma."""


class _Area(NamedTuple):
    """Where the letters of a ZIP code go."""

    country: str
    division: str
    city: str
    latitude: float
    longitude: float


class Gazetteer:
    """Places by name. Safe to share between threads."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        """The file that it is read from."""
        self._database = database
        self._countries: dict[str, str] = dict(self._rows("select code, name from country"))
        self._divisions: dict[str, str] = dict(self._rows("select code, name from division"))
        self._resolved: Callable[..., Place | None] = lru_cache(_REMEMBERED)(self._resolve)
        # Every hospital has a ZIP code of its own, and few are new countries, states and cities:
        # half of the time of locating 11,000 studies went to asking the file for these again.
        self._country: Callable[[str], str | None] = lru_cache(_NAMES)(self._country_named)
        self._division: Callable[[str, str], str] = lru_cache(_NAMES)(self._division_named)
        self._cities_by_key: Callable[[str], tuple[City, ...]] = lru_cache(_NAMES)(
            self._cities_called
        )

    # --- what a source states -------------------------------------------------------------------

    def resolve(
        self,
        *,
        city: str = "",
        state: str = "",
        country: str = "",
        postal_code: str = "",
        point: Point | None = None,
    ) -> Place | None:
        """The place that a source's words mean, or None where not even the country is sure.

        What is stated is kept, even where the gazetteer does not know it. `point` is where the
        source says that the site lies, degrees north and east: it decides between places of one
        name.
        """
        return self._resolved(city, state, country, postal_code, point)

    def located(self, listing: Listing) -> Listing:
        """The listing with every site's place."""
        if not listing.site:
            return listing
        return msgspec.structs.replace(listing, site=tuple(map(self._located, listing.site)))

    def _located(self, site: Site) -> Site:
        stated = msgspec.structs.replace(site, place=None) if site.place else site
        place = self.resolve(
            city=site.city,
            state=site.state,
            country=site.country,
            postal_code=site.postal_code,
            point=stated.point,
        )
        return msgspec.structs.replace(site, place=place)

    def _resolve(
        self, city: str, state: str, country: str, postal_code: str, point: Point | None
    ) -> Place | None:
        code = self._country(country)
        if code is None:
            return None if place_key(country) else self._anywhere(city, state, point)
        division = self._division(code, state)
        candidates = self._cities(_keys_of_city(city), code, division)
        found = _one_of(candidates, place_key(city), point, known=bool(division))
        known: City | _Area | None = found
        area = self._area(postal_code) if found is None and code == "US" else None
        if area and division in ("", area.division):
            inside = [one for one in candidates if one.division == area.division]
            found = _one_of(inside, place_key(city), point, known=True)
            known = found or area
        in_division = division or (known.division if known else "")
        return Place(
            country=self._countries[code],
            state=self._divisions.get(in_division) or state_name(state, self._countries[code]),
            city=found.name if found else city_name(city),
            latitude=known.latitude if known else None,
            longitude=known.longitude if known else None,
            inferred=("state",) if in_division in self._divisions and not division else (),
        )

    def _anywhere(self, city: str, state: str, point: Point | None) -> Place | None:
        """A place whose country is not stated."""
        divisions = [code for code, _ in self._divisions_named(place_key(state))]
        candidates = self._cities(_keys_of_city(city), "", "")
        if divisions:
            candidates = [one for one in candidates if one.division in divisions]
        found = _one_of(candidates, place_key(city), point, known=False)
        if found is None:
            return None
        return self._place_of(found, ("country",) if divisions else ("country", "state"))

    # --- what somebody types ----------------------------------------------------------------

    def spots(self, text: str) -> tuple[Place, ...]:
        """The cities or ZIP codes that a typed place may mean, each with its point: one where
        that is sure, the likeliest first where it is not, none where nothing is known by it."""
        if match := _ZIP.fullmatch(text.strip()):
            area = self._area(match.group(1))
            return () if area is None else (self._place_of(area),)
        for city, country, division in self._read(text):
            cities = self._cities([place_key(city)], country, division)
            sure = _one_of(cities, place_key(city), None, known=bool(division))
            if sure:
                return (self._place_of(sure),)
            if cities:
                return tuple(map(self._place_of, _likely(cities, place_key(city))))
        return ()

    def areas(self, text: str) -> tuple[Place, ...]:
        """The places, from countries to cities, that a name alone may mean, widest first; what
        lies in another one of them is left out."""
        whole = place_key(text)
        found = [Place(country=self._countries[code]) for code in self._countries_named(whole)]
        for code, country in self._divisions_called(whole):
            found.append(Place(country=self._countries[country], state=self._divisions[code]))
        for city, country, division in self._read(text):
            state = self._division(country, city) if country and not division else ""
            if state:
                found.append(Place(country=self._countries[country], state=self._divisions[state]))
            cities = self._cities([place_key(city)], country, division)
            sure = _one_of(cities, place_key(city), None, known=bool(division))
            found += map(self._place_of, [sure] if sure else _likely(cities, place_key(city)))
            if state or cities:
                break
        widest: list[Place] = []
        for place in found:
            if not any(place.path[: len(wide.path)] == wide.path for wide in widest):
                widest.append(place)
        return tuple(widest)

    def encloses(self, text: str) -> bool:
        """Whether cities lie in it, by its name or code: *GA*, *Oregon, USA*, *France*."""
        text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
        return any(self._read_qualifiers([part for part in text.split(",") if part.strip()]))

    def _read(self, text: str) -> Iterator[tuple[str, str, str]]:
        """The ways to read a typed place: city, country code and division code, of which any may
        be empty: *Atlanta, GA*, *paris france*, *Athens*."""
        text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
        yield text, "", ""
        named, *qualifiers = [part for part in text.split(",") if part.strip()] or [""]
        for country, division in self._read_qualifiers(qualifiers):
            yield named, country, division
        words = text.replace(",", " ").split()
        for after in range(max(1, len(words) - _LONGEST_QUALIFIER), len(words)):
            city, qualifier = " ".join(words[:after]), words[after:]
            for cut in range(len(qualifier)):
                parts = [" ".join(qualifier[:cut]), " ".join(qualifier[cut:])]
                for country, division in self._read_qualifiers([one for one in parts if one]):
                    yield city, country, division

    def _read_qualifiers(self, qualifiers: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The country and division codes that may follow a city: its country, its division,
        which gives the country, or both."""
        if not 1 <= len(qualifiers) <= 2:
            return
        *divisions, last = qualifiers
        for country in self._countries_named(place_key(last)):
            division = self._division(country, divisions[0]) if divisions else ""
            if division or not divisions:
                yield country, division
        if not divisions:
            for division, country in self._divisions_named(place_key(last)):
                yield country, division

    # --- the database -----------------------------------------------------------------------

    def _place_of(self, one: City | _Area, inferred: tuple[Level, ...] = ()) -> Place:
        return Place(
            country=self._countries[one.country],
            state=self._divisions.get(one.division, ""),
            city=one.name if isinstance(one, City) else one.city,
            latitude=one.latitude,
            longitude=one.longitude,
            inferred=inferred,
        )

    def _country_named(self, name: str) -> str | None:
        return next(iter(self._countries_named(place_key(name))), None)

    def _countries_named(self, key: str) -> list[str]:
        rows = self._rows("select country from country_name where key = ?", key)
        return [code for (code,) in rows]

    def _divisions_named(self, key: str) -> list[tuple[str, str]]:
        """The divisions that a name or a code may mean in any country, and their countries."""
        rows = self._rows("select division, country from division_name where key = ?", key)
        return [(code, country) for code, country in rows]

    def _divisions_called(self, key: str) -> list[tuple[str, str]]:
        """The divisions whose own name it is."""
        named = self._divisions_named(key)
        return [one for one in named if place_key(self._divisions[one[0]]) == key]

    def _division_named(self, country: str, name: str) -> str:
        """The division that a name means in a country, or nothing."""
        rows = self._rows(
            "select division, own from division_name where country = ? and key = ?",
            country,
            place_key(name),
        )
        own = [code for code, is_own in rows if is_own] or [code for code, _ in rows]
        return str(own[0]) if len(own) == 1 else ""

    def _area(self, postal_code: str) -> _Area | None:
        """A ZIP code, with or without its four further digits."""
        rows = self._rows(
            "select country, division, city, latitude, longitude from zip where code = ?",
            postal_code.strip()[:5],
        )
        return _Area(*rows[0]) if rows else None

    def _cities(self, keys: Iterable[str], country: str, division: str) -> list[City]:
        """The cities by the first of some names that any has, in a country and a division if
        these are given."""
        for key in keys:
            cities = [
                one
                for one in self._cities_by_key(key)
                if country in ("", one.country) and division in ("", one.division)
            ]
            if cities:
                return cities
        return []

    def _cities_called(self, key: str) -> tuple[City, ...]:
        rows = self._rows(
            "select city.* from city_name join city on city.id = city_name.city where key = ?", key
        )
        return tuple(map(City._make, rows))

    def _rows(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        """What the file answers: the only place that reads it."""
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise _damaged(self.path, error) from error


def _keys_of_city(text: str) -> list[str]:
    """Under which a city may be known, likeliest first."""
    before, _, _ = text.partition(",")
    plain = place_key(_CLUTTER.sub(" ", before))
    keys = [place_key(text), plain, _ENDINGS.sub("", plain)]
    keys += [place_key(part) for part in re.split(r"[,/(]| - ", text)[:2]]
    return [key for key in dict.fromkeys(keys) if key]


def _one_of(cities: Sequence[City], key: str, point: Point | None, *, known: bool) -> City | None:
    """The one of several cities that is meant, if that is sure. `known`: their division is."""
    if point is not None:
        # Where none is near, the point is not believed: registries have Milan in Apulia.
        near = [one for one in cities if kilometers(point, one.point) <= NEARBY_KM]
        cities, known = (near, True) if near else (cities, known)
    if not cities:
        return None
    known = known or len({(one.country, one.division) for one in cities}) == 1
    called_so = [one for one in cities if place_key(one.name) == key]
    largest = max(cities, key=lambda one: one.population)
    if known:
        return max(called_so or cities, key=lambda one: one.population)
    if called_so == [largest]:
        return largest
    # Denver was once St. Charles; Rome is Roma, whatever hamlets are.
    dominant = DOMINANT if largest in called_so or not called_so else DOMINANT**2
    others = (max(one.population, _UNCOUNTED) for one in cities if one is not largest)
    return largest if largest.population >= dominant * max(others, default=0) else None


def _likely(cities: Sequence[City], key: str) -> list[City]:
    """The cities that may be meant, largest first: what is called so itself before what is known
    by that name too, and none that is a tenth as large as another."""
    cities = [one for one in cities if place_key(one.name) == key] or cities
    least = max((one.population for one in cities), default=0) / DOMINANT
    likely = [one for one in cities if one.population >= least]
    return sorted(likely, key=lambda one: -one.population)


def open_gazetteer(home: Path = Path("var"), progress: Progress = silent) -> Gazetteer:
    """The gazetteer of a home, in milliseconds; it is compiled first where there is none or an
    older one, which takes ten seconds. `LISTINGS_GAZETTEER` names another file.

    Raises `GazetteerUnusable` where it is damaged, and so does whatever reads it later.
    """
    path = Path(os.environ.get("LISTINGS_GAZETTEER") or home / "gazetteer.sqlite")
    if not is_current(path):
        progress("Compiling the gazetteer", 0, None)
        compile_gazetteer(path)
    return reopened_gazetteer(path)


def reopened_gazetteer(path: Path) -> Gazetteer:
    """The gazetteer of a file that is there and current, for another process.

    Raises `GazetteerUnusable` where it is damaged.
    """
    try:
        database = opened(path)
    except sqlite3.Error as error:
        raise _damaged(path, error) from error
    try:
        return Gazetteer(path, database)
    except GazetteerUnusable:
        database.close()
        raise


def _damaged(path: Path, error: sqlite3.Error) -> GazetteerUnusable:
    return GazetteerUnusable(
        f"{path}: this gazetteer is damaged ({error}). Delete it and start again: it is compiled "
        "anew."
    )
