"""Where listings lie until all records are read."""

from __future__ import annotations

import os
import tempfile
import weakref
from pathlib import Path

import msgspec

from index.listing import Listing
from index.sources.deduplication.condensed import Held
from index.sources.source import Attachment


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where something lies on the shelf: its first byte, and how many."""

    offset: int
    size: int


class Shelved(Held, frozen=True, kw_only=True, gc=False):
    """A record whose listing is written aside."""

    place: Place
    order: int
    """Where it stood among all that were read."""


class Shelf:
    """Listings as JSON, and attachments, in a nameless file of a directory: 500,000 are several
    gigabytes as objects.

    Nothing is buffered, so that a full disk is met where a listing is put and nowhere later.
    """

    def __init__(self, directory: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=directory, buffering=0)  # noqa: SIM115  kept
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._listings = msgspec.json.Decoder(Listing)
        self._attachments = msgspec.json.Decoder(Attachment)

    def put_listing(self, encoded: bytes) -> Place:
        """Where a listing lies from now on, given as JSON with the places of its sites."""
        return self._put(encoded)

    def put_attachment(self, attachment: Attachment) -> Place:
        """Where an attachment lies from now on."""
        return self._put(msgspec.json.encode(attachment))

    def encoded(self, place: Place) -> bytes:
        """A listing as it was put there."""
        return self._read(place)

    def listing(self, place: Place) -> Listing:
        """A listing without the places of its sites: they follow from what the sites state, which
        may be put together from several records."""
        listing = self._listings.decode(self._read(place))
        if not listing.site:
            return listing
        stated = tuple(msgspec.structs.replace(site, place=None) for site in listing.site)
        return msgspec.structs.replace(listing, site=stated)

    def attachment(self, place: Place) -> Attachment:
        """An attachment as it was put there."""
        return self._attachments.decode(self._read(place))

    def _put(self, written: bytes) -> Place:
        start, left = self._end, memoryview(written)
        while left:
            done = os.pwrite(self._file.fileno(), left, self._end)
            self._end, left = self._end + done, left[done:]
        return Place(start, len(written))

    def _read(self, place: Place) -> bytes:
        # At a place of its own choosing: a process that was forked shares the file's position.
        return os.pread(self._file.fileno(), place.size, place.offset)
