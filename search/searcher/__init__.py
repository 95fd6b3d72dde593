"""From a request to its results: the whole story, over whatever generation is published."""

from search.searcher.searcher import Searcher

__all__ = [
    "Searcher",
]
