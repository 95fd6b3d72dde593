"""What a listing counts as: the ways to narrow and to order listings, and the values they find."""

from index.listing.facets.facets import (
    AGE_GROUP,
    CONDITION,
    HEALTHY,
    INTERVENTION,
    INTERVENTION_KIND,
    KIND,
    PHASE,
    PLACE,
    SEX,
    SPONSOR,
    SPONSOR_KIND,
    STATUS,
    Facet,
    Sort,
)
from index.listing.facets.place_paths import (
    SEPARATOR,
    US,
    place_depth,
    place_label,
    place_path,
    site_places,
)

__all__ = [
    "AGE_GROUP",
    "CONDITION",
    "HEALTHY",
    "INTERVENTION",
    "INTERVENTION_KIND",
    "KIND",
    "PHASE",
    "PLACE",
    "SEPARATOR",
    "SEX",
    "SPONSOR",
    "SPONSOR_KIND",
    "STATUS",
    "US",
    "Facet",
    "Sort",
    "place_depth",
    "place_label",
    "place_path",
    "site_places",
]
