"""One spelling for the country, state and city of a site, whichever source it comes from."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from index.listing import Site
from index.reference import city_name, country_name, state_name

# Places repeat across records: each is spelled once.
_country = lru_cache(maxsize=1000)(country_name)
_state = lru_cache(maxsize=5000)(state_name)
_city = lru_cache(maxsize=50_000)(city_name)


def spelled(site: Site) -> Site:
    """The site with its place spelled as `index.reference.places.names` has it, so that it is
    counted once."""
    country = _country(site.country)
    return msgspec.structs.replace(
        site, country=country, state=_state(site.state, country), city=_city(site.city)
    )
