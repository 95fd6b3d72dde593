"""Listings → a generation in a directory that nobody reads yet."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Protocol

import msgspec

from index import analysis, schema
from index.errors import BuildFailed
from index.generations import Manifest, file_sum, generation_name
from index.listing import Listing
from index.progress import Progress
from index.whoosh.writer import WhooshWriter


class IndexWriter(Protocol):
    """Takes listings and writes them where an engine can read them."""

    def add(self, listing: Listing) -> None:
        """Takes the next listing."""

    def finish(self) -> int:
        """Writes everything to disk; returns how many listings can be read back from there."""

    def abandon(self) -> None:
        """Gives up without writing."""


def build(directory: Path, listings: Sequence[Listing], *, progress: Progress) -> Manifest:
    """Writes listings into an empty directory and checks what was written.

    Raises `BuildFailed` where the index does not hold what was put in. The manifest is
    returned, not written: `Generations.publish` does that.
    """
    writer: IndexWriter = WhooshWriter(directory)
    samples = 0
    digest = hashlib.sha256(f"{schema.fingerprint()} {analysis.version()}".encode())
    try:
        for done, listing in enumerate(listings, start=1):
            writer.add(listing)
            digest.update(msgspec.json.encode(listing))
            samples += listing.sample
            if done % 100 == 0:
                progress("Indexing", done, len(listings))
        progress("Writing", len(listings), len(listings))
        held = writer.finish()
    except BaseException:
        writer.abandon()
        raise
    if held != len(listings):
        raise BuildFailed(
            f"The new index holds {held} of {len(listings)} listings, so it was not published."
        )
    stamp = digest.hexdigest()[:12]
    now = datetime.now(UTC)
    return Manifest(
        generation=generation_name(now, stamp),
        stamp=stamp,
        built=now.isoformat(timespec="seconds"),
        schema=schema.fingerprint(),
        analysis=analysis.version(),
        software=installed_version("listing-search"),
        listings=len(listings),
        samples=samples,
        files={
            path.name: file_sum(path)
            for path in sorted(directory.iterdir())
            if not path.name.endswith("LOCK")
        },
    )
