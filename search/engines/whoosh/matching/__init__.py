"""Which documents match a query tree, and what each scores."""

from search.engines.whoosh.matching.matching import LookedUp, Matching, Model

__all__ = [
    "LookedUp",
    "Matching",
    "Model",
]
