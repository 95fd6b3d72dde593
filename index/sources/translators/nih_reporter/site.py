"""Where an award goes: the organization, and where it lies."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.analysis import without_shouting
from index.listing import US, Site, Sponsor, SponsorKind
from index.reference import (
    CANADIAN_PROVINCES,
    COUNTRIES,
    COUNTRY_SPELLINGS,
    CUT_COUNTRIES,
    US_STATES,
    US_TERRITORIES,
    country_name,
)
from index.sources.records import Section, in_words, spelled

_LONG_ZIP = re.compile(r"\d{9}")
_US_STATES = {name.upper(): name for name in US_STATES.values()} | US_STATES
_US_STATES["DIST OF COL"] = "District of Columbia"
_TERRITORIES = {name.upper(): name for name in US_TERRITORIES.values()} | US_TERRITORIES

# 27,081 projects are of 1,243 organizations.
_calm_name = lru_cache(maxsize=20_000)(without_shouting)

_OWN_NAME = "National Institutes of Health (NIH)"
_INTRAMURAL = re.compile(r"Z[IO0]\w")


class _Region(NamedTuple):
    country: str
    state: str
    fault: str = ""
    """What is wrong with the state as it was stated."""


def site_of(organization: Section) -> Site | None:
    """Where the organization is. A state of the US says the country; a city alone does not."""
    stated = organization.text("org_country"), organization.text("org_state")
    country, state, fault = _region(*stated)
    if fault:
        organization.warn("org_state", f"{fault}; left out")
    city = organization.text("org_city")
    postal_code = organization.text("org_zipcode")
    if country == US and _LONG_ZIP.fullmatch(postal_code):
        postal_code = f"{postal_code[:5]}-{postal_code[5:]}"
    if not (city or state or country):
        return None
    return spelled(Site(city=city, state=state, country=country, postal_code=postal_code))


@lru_cache(maxsize=5000)
def _region(stated: str, state: str) -> _Region:
    country, known = country_name(stated), state.upper()
    if country in ("", US) and known in _US_STATES:
        return _Region(US, _US_STATES[known])
    if country in ("", US) and known in _TERRITORIES:
        return _Region(_TERRITORIES[known], "")
    if known in CUT_COUNTRIES or known in COUNTRIES or known.casefold() in COUNTRY_SPELLINGS:
        meant = CUT_COUNTRIES.get(known) or COUNTRIES.get(known) or country_name(state)
        if country and country != meant:
            return _Region(country, "", f"{in_words(state)} does not lie in {country}")
        return _Region(country or meant, "")
    if country == "Canada" and known in CANADIAN_PROVINCES:
        return _Region(country, CANADIAN_PROVINCES[known])
    if state and (not country or len(state) < 4):
        return _Region(country, "", f"{in_words(state)} is no state or country")
    return _Region(country, state)


def sponsor_of(organization: Section, mechanism: str) -> Sponsor | None:
    """The organization that has the award."""
    name = _calm_name(organization.text("org_name"))
    if name.upper() in ("NIH", "NATIONAL INSTITUTES OF HEALTH"):
        return Sponsor(_OWN_NAME, SponsorKind.NIH)
    if not name:
        return None
    # Awards go to universities and companies alike, and the record does not say which this is.
    return Sponsor(name, SponsorKind.NIH if _INTRAMURAL.fullmatch(mechanism) else None)
