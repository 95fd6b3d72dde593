"""Places, sites and how near they are → the words a reader sees. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.analysis import place_key
from index.listing import NOT_STATED, SEPARATOR, US, Site, place_path
from index.reference import US_STATES
from search.request import distance_words
from search.results import Nearness
from web.wording.text import both, count_words

_STATE_NAMES = frozenset(US_STATES.values())


def place_words(site: Site) -> str:
    """Where a site is counted: *Atlanta, Georgia*, *Toronto, Ontario, Canada*; empty if not
    stated."""
    return _words(*site.levels)


def address_words(site: Site) -> str:
    """A site in its source's own words, and where these leave out its state or country, that
    too: *München, Bavaria, Germany*."""
    stated = (site.country, site.state, site.city)
    country, state, city = (
        own or counted for own, counted in zip(stated, site.levels, strict=True)
    )
    return _words(country, state, city)


def address_note(site: Site) -> str:
    """What of a site's address is not its source's: *listed under Munich; region inferred from the
    city*; empty where all of it is, or is only spelled otherwise."""
    notes = []
    stated = (site.city, site.state, site.country)
    other = [
        counted
        for own, counted in zip(stated, reversed(site.levels), strict=True)
        if own and f" {place_key(counted)} " not in f" {place_key(own)} "
    ]
    if other:
        notes.append(f"listed under {', '.join(other)}")
    if site.place and site.place.inferred:
        region = "state" if site.place.country == US else "region"
        names = {"state": region, "country": "country"}
        levels = both([name for level, name in names.items() if level in site.place.inferred])
        notes.append(f"{levels} inferred from the {'city' if site.city else 'ZIP code'}")
    return "; ".join(notes)


def _words(country: str, state: str, city: str) -> str:
    if country == US and state:
        return f"{city}, {state}" if city else state
    # Singapore is its own city and country; New York, New York is said twice.
    return ", ".join(dict.fromkeys(part for part in (city, state, country) if part))


def places_words(sites: Sequence[Site], first: Iterable[str] = ()) -> str:
    """The places of a listing in a line: *Atlanta, Georgia and 3 more sites*.

    Sites in the place paths of `first` (those somebody narrowed by) are named before others.
    """
    wanted = set(first)
    named = [site for site in sites if place_words(site)]
    if not named:
        return f"{count_words(len(sites), 'site')}, place not stated" if sites else ""
    near = [site for site in named if wanted & set(place_path(*site.levels))]
    place = place_words((near or named)[0])
    more = len(sites) - 1
    return f"{place} and {count_words(more, 'more site')}" if more else place


def nearness_words(near: Nearness, which: str = "") -> str:
    """How near a listing is: *12 sites, 3 within 50 miles; nearest: Emory University, Atlanta
    (3 miles)*. `which` says what else holds for the three: *recruiting*."""
    site = near.nearest
    where = ", ".join(part for part in (site.facility, site.levels[2]) if part) or place_words(site)
    away = distance_words(near.kilometers, near.asked.unit)
    within = f"{which} within {near.asked.words}".strip()
    if near.sites == 1:
        return f"1 site, {within}: {where or 'place not stated'} ({away})"
    return (
        f"{near.sites:,} sites, {near.within:,} {within}; nearest: "
        f"{where or 'place not stated'} ({away})"
    )


def place_phrase(path: str) -> str:
    """A place path inside a sentence: ``United States/Georgia/Atlanta`` → *Atlanta, Georgia*."""
    if path == NOT_STATED:
        return "a place that is not stated"
    country, *rest = path.split(SEPARATOR)
    lower = ", ".join(dict.fromkeys(part for part in reversed(rest) if part))
    if not lower:
        if country in _STATE_NAMES:
            return f"{country} (the country)"
        return the(country)
    return lower if country == US else f"{lower}, {country}"


def the(country: str) -> str:
    """A country inside a sentence: *the United States*, *France*."""
    return f"the {country}" if country.startswith(("United ", "Netherlands")) else country


def path_words(path: str) -> str:
    """A place path in full: ``United States/Georgia`` → *Georgia, United States*."""
    return ", ".join(dict.fromkeys(part for part in reversed(path.split(SEPARATOR)) if part))
