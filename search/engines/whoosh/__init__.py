"""Answers a query from the arrays of a Whoosh generation.

Equal to stock Whoosh on the same files in matches and order, and in scores to one part in
100,000.
"""

from search.engines.whoosh.executor import WhooshEngine

__all__ = [
    "WhooshEngine",
]
