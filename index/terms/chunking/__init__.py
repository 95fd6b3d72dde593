"""How texts are split into chunks, whose terms are worked out once."""

from index.terms.chunking.chunk_cache import ChunkCache
from index.terms.chunking.chunks import BREAK, Chunks, Entries, with_windows

__all__ = ["BREAK", "ChunkCache", "Chunks", "Entries", "with_windows"]
