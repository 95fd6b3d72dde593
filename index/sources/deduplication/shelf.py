"""Where listings lie until all records are read."""

from __future__ import annotations

import os
import tempfile
import weakref
from pathlib import Path

import msgspec

from index.listing import Listing
from index.sources.source import ALONE, Attachment, Membership


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where something lies on the shelf: its first byte, and how many."""

    offset: int
    size: int


class Shelved(msgspec.Struct, gc=False):
    """What is held in memory of a translation whose listing is written aside."""

    id: str
    """As it is written; ids are compared casefolded."""
    place: Place
    order: int
    rank: tuple[int | str, ...]
    aliases: tuple[str, ...] = ()
    """Other ids that a record may be found under, casefolded."""
    group: str = ""
    """Casefolded."""
    membership: Membership = ALONE
    amount: int | None = None
    """US dollars."""
    cites: tuple[str, ...] = ()
    """The numbers of the awards that a trial cites, casefolded."""


class Shelf:
    """Listings in a nameless file of a directory: 500,000 are several gigabytes as objects.

    Nothing is buffered, so that a full disk is met where a listing is put and nowhere later.
    """

    def __init__(self, directory: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=directory, buffering=0)  # noqa: SIM115  kept
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._encoder = msgspec.msgpack.Encoder()
        self._listings = msgspec.msgpack.Decoder(Listing)
        self._attachments = msgspec.msgpack.Decoder(Attachment)

    def put(self, what: Listing | Attachment) -> Place:
        """Where it lies from now on."""
        written = self._encoder.encode(what)
        start, left = self._end, memoryview(written)
        while left:
            done = os.pwrite(self._file.fileno(), left, self._end)
            self._end, left = self._end + done, left[done:]
        return Place(start, len(written))

    def listing(self, place: Place) -> Listing:
        """The listing as it was put there."""
        return self._listings.decode(self._read(place))

    def attachment(self, place: Place) -> Attachment:
        """The attachment as it was put there."""
        return self._attachments.decode(self._read(place))

    def _read(self, place: Place) -> bytes:
        # At a place of its own choosing: a process that was forked shares the file's position.
        return os.pread(self._file.fileno(), place.size, place.offset)
