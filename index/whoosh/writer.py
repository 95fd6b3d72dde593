"""Writes listings into a Whoosh index with its columns beside it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from whoosh import index as whoosh_index

from index.documents import weighted_terms
from index.listing import Listing
from index.whoosh.columns import ColumnWriter
from index.whoosh.schema import KNOWN_AS, LISTING, TEXT, id_keys, whoosh_schema

MEMORY_MB = 512
"""What the posting pool may hold before it sorts a run to disk."""


class WhooshWriter:
    """An `IndexWriter` over a directory that nobody reads yet."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._index = whoosh_index.create_in(str(directory), whoosh_schema())
        self._writer = self._index.writer(limitmb=MEMORY_MB)
        self._columns = ColumnWriter()

    def add(self, listing: Listing) -> None:
        """Takes the next listing."""
        self._writer.add_document(
            **{
                TEXT: weighted_terms(listing),
                KNOWN_AS: id_keys((listing.id, *listing.other_id)),
                LISTING: msgspec.json.encode(listing),
            }
        )
        self._columns.add(listing)

    def finish(self) -> int:
        """Writes everything to disk, as one segment; returns how many listings it holds."""
        self._writer.commit(optimize=True)
        self._columns.write(self._directory)
        self._index.close()
        written = whoosh_index.open_dir(str(self._directory), readonly=True)
        try:
            return int(written.doc_count())
        finally:
            written.close()

    def abandon(self) -> None:
        """Gives up: closes what is open; the directory is the caller's to remove."""
        if not self._writer.is_closed:
            self._writer.cancel()
        self._index.close()
