"""A handful of places with listings, for tests of what a question says of places."""

from __future__ import annotations

from index.reference.places.gazetteer import Gazetteer
from search.understanding.places.atlas import Atlas

LISTINGS = {
    "Canada": 40,
    "Canada/Ontario": 30,
    "China": 50,
    "France": 80,
    "France/Provence-Alpes-Côte d'Azur/Nice": 4,
    "Georgia": 2,
    "India": 60,
    "Japan/Kanagawa/Kawasaki": 3,
    "Peru": 9,
    "South Korea": 50,
    "South Korea/Seoul": 45,
    "South Korea/Seoul/Seoul": 45,
    "United Kingdom": 90,
    "United Kingdom/England/Bath": 3,
    "United Kingdom/England/London": 50,
    "United Kingdom/England/Reading": 5,
    "United States": 900,
    "United States/Alabama/Mobile": 9,
    "United States/Connecticut/Lyme": 1,
    "United States/District of Columbia/Washington": 60,
    "United States/Florida": 90,
    "United States/Georgia": 100,
    "United States/Georgia/Atlanta": 80,
    "United States/Illinois/Chicago": 70,
    "United States/Illinois/Normal": 2,
    "United States/Illinois/Peru": 2,
    "United States/Maine/Portland": 20,
    "United States/Massachusetts/Boston": 90,
    "United States/New York": 95,
    "United States/New York/New York": 90,
    "United States/Oregon/Portland": 60,
    "United States/South Carolina": 30,
    "United States/Texas": 99,
    "United States/Washington": 90,
    "Armenia": 1,
    "Guinea": 3,
    "Sierra Leone": 2,
    "Turkey": 5,
}


def small_atlas(gazetteer: Gazetteer) -> Atlas:
    """The gazetteer over an index in which these places have so many listings."""
    return Atlas(gazetteer, LISTINGS)
