"""What narrows a match: facets, sites, distances, ages."""

from search.engines.whoosh.filters.ages import Ages
from search.engines.whoosh.filters.filters import Narrowed
from search.engines.whoosh.filters.sites import Sites

__all__ = [
    "Ages",
    "Narrowed",
    "Sites",
]
