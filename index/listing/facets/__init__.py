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
from index.listing.facets.recruitment import (
    JOINABLE,
    End,
    Standing,
    open_on,
)

__all__ = [
    "AGE_GROUP",
    "CONDITION",
    "HEALTHY",
    "INTERVENTION",
    "INTERVENTION_KIND",
    "JOINABLE",
    "KIND",
    "PHASE",
    "PLACE",
    "SEPARATOR",
    "SEX",
    "SPONSOR",
    "SPONSOR_KIND",
    "STATUS",
    "US",
    "End",
    "Facet",
    "Sort",
    "Standing",
    "open_on",
    "place_depth",
    "place_label",
    "place_path",
    "site_places",
]
