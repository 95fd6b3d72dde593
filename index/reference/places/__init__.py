"""Places of the world: their names, points and distances."""

from index.reference.places.coverage import place_lines, place_shares
from index.reference.places.distance import EARTH_KM, kilometers
from index.reference.places.gazetteer import Gazetteer, open_gazetteer, reopened_gazetteer
from index.reference.places.names import (
    CANADIAN_PROVINCES,
    COUNTRIES,
    COUNTRY_SPELLINGS,
    CUT_COUNTRIES,
    US_STATES,
    US_TERRITORIES,
    city_name,
    country_name,
    state_name,
)

__all__ = [
    "CANADIAN_PROVINCES",
    "COUNTRIES",
    "COUNTRY_SPELLINGS",
    "CUT_COUNTRIES",
    "EARTH_KM",
    "US_STATES",
    "US_TERRITORIES",
    "Gazetteer",
    "city_name",
    "country_name",
    "kilometers",
    "open_gazetteer",
    "place_lines",
    "place_shares",
    "reopened_gazetteer",
    "state_name",
]
