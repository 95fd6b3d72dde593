"""From a request to its results: the whole story, over whatever generation is published."""

from search.searcher.searcher import Searcher, clock

__all__ = [
    "Searcher",
    "clock",
]
