"""Counts and filters of facets: coded and free-text ones."""

from search.engines.whoosh.facets.facets import Facets
from search.engines.whoosh.facets.selection import Mask, Part, Selection

__all__ = [
    "Facets",
    "Mask",
    "Part",
    "Selection",
]
