"""One spelling for the country, state and city of a site, whichever source it comes from."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from index.listing import Site
from index.reference import city_name, country_name, state_name

# A study in a country has many sites there, and a city has many studies.
_country = lru_cache(maxsize=1000)(country_name)
_state = lru_cache(maxsize=5000)(state_name)


def spelled(site: Site) -> Site:
    """The site with its place spelled as `index.reference.places.names` has it, so that it is
    counted once."""
    stated = site.country, site.state, site.city
    country, state, city = _spelled(*stated)
    if (country, state, city) == stated:
        return site
    return msgspec.structs.replace(site, country=country, state=state, city=city)


@lru_cache(maxsize=50_000)
def _spelled(country: str, state: str, city: str) -> tuple[str, str, str]:
    country = _country(country)
    return country, _state(state, country), city_name(city)
