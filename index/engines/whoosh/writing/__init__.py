"""Segments written in bulk, in several processes, merged and linked."""

from index.engines.whoosh.writing.writer import WhooshWriter

__all__ = [
    "WhooshWriter",
]
