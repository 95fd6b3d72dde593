"""An engine over listings in memory, in plain Python: written to be read, not to be fast.

It finds, counts, scores and orders as every engine must, for up to some thousands of listings. In
tests it stands for an index, and is what the others are measured against.
"""

from search.engines.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
