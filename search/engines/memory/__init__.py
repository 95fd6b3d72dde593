"""Answers a query from listings in memory: plain Python, to be read.

The oracle for counts, filters and order; for up to some thousands of listings.
"""

from search.engines.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
