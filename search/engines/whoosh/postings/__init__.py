"""Postings and positions of all segments, as sets of documents."""

from search.engines.whoosh.postings.docsets import Docs, DocSet, Mask, found_in, looked_up
from search.engines.whoosh.postings.postings import Index, Postings

__all__ = [
    "DocSet",
    "Docs",
    "Index",
    "Mask",
    "Postings",
    "found_in",
    "looked_up",
]
