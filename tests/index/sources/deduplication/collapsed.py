"""Translations collapsed, and the listings decoded."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from index.errors import Problem
from index.listing.model import Listing
from index.sources.deduplication.collapsing import collapse as collapse_in
from index.sources.deduplication.condensed import condense
from index.sources.source import Attachment, Translation


class Collapsed(msgspec.Struct, frozen=True):
    """As the real one, with the listings decoded."""

    listings: tuple[Listing, ...]
    collapsed: int
    refused: tuple[tuple[Problem, ...], ...]


def collapse(
    translations: Iterable[Translation | Attachment], directory: Path | None = None
) -> Collapsed:
    """Collapses translations whose sites are nowhere."""
    given = (
        one if isinstance(one, Attachment) else condense(one, lambda listing: listing)
        for one in translations
    )
    found = collapse_in(given, directory or Path(tempfile.gettempdir()))
    encoded = found.listings.encoded(msgspec.json.encode)
    listings = tuple(msgspec.json.decode(one, type=Listing) for one in encoded)
    assert len(listings) == len(found.listings)
    return Collapsed(listings, found.collapsed, found.refused)
