"""From files to a published generation: read, translate, collapse, index, verify, publish."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Protocol

import msgspec
from whoosh import index as whoosh_index

from index import analysis, schema
from index.errors import BuildFailed
from index.generations import MANIFEST, Generations, Manifest, file_sum, generation_name
from index.listing import Listing
from index.problems import Problem, Severity
from index.sources.collapse import collapse
from index.sources.reading import read
from index.sources.source import Translation
from index.whoosh.writer import WhooshWriter


class IndexWriter(Protocol):
    """Takes listings and writes them where an engine can read them."""

    def add(self, listing: Listing) -> None:
        """Takes the next listing."""

    def finish(self) -> None:
        """Writes everything to disk."""

    def abandon(self) -> None:
        """Gives up without writing."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did. Always: read = indexed + collapsed + refused."""

    read: int
    indexed: int
    collapsed: int
    refused: int
    problems: tuple[Problem, ...]
    """Every refusal, in the order they were met."""
    warnings: tuple[Problem, ...]
    generation: str
    """The generation that was published; empty where none was."""
    stamp: str

    @property
    def published(self) -> bool:
        """Whether the new generation is being served."""
        return bool(self.generation)


class Progress(Protocol):
    """Told how a long piece of work comes along."""

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """`done` of `total` listings (None while unknown) are through `step`."""


class _Tally:
    """Counts records as they stream by, and keeps what was wrong with them."""

    def __init__(self, progress: Progress) -> None:
        self.read = 0
        self.refused = 0
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._progress = progress

    def translations(self, paths: Iterable[Path]) -> Iterator[Translation]:
        """Every record that could be translated, in the order of the files."""
        for path in paths:
            for arrival in read(path):
                self.read += 1
                if self.read % 500 == 0:
                    self._progress("Reading records", self.read, None)
                if arrival.translation is None:
                    self.refuse(arrival.refused)
                else:
                    self.warnings += arrival.translation.problems
                    yield arrival.translation

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Counts one refused record."""
        self.refused += 1
        self.problems += problems


def rebuild(home: Path, paths: Sequence[Path], *, strict: bool, progress: Progress) -> Report:
    """Builds a generation from `paths` and publishes it.

    With `strict` a single refused record keeps the old generation serving. Raises
    `SourceUnreadable` for a path that cannot be read at all, `HomeLocked` while another
    command is at work, and `BuildFailed` where there is nothing to publish; in each case what
    was served before still is, and nothing half-made stays behind.
    """
    generations = Generations(home)
    with generations.locked("listings rebuild"), generations.building() as directory:
        tally = _Tally(progress)
        collapsed = collapse(tally.translations(paths))
        for problems in collapsed.refused:
            tally.refuse(problems)
        stamp = _write(WhooshWriter(directory), collapsed.listings, progress)
        publishable = not (strict and tally.refused)
        generation = ""
        if publishable:
            if not collapsed.listings:
                raise BuildFailed(
                    f"None of the {tally.read} records read could become a listing, so nothing "
                    "was published. Mend the records named above, or name other files."
                )
            manifest = _manifest(directory, stamp, collapsed.listings)
            _verify(directory, manifest)
            progress("Publishing", len(collapsed.listings), len(collapsed.listings))
            generations.publish(directory, manifest)
            generation = manifest.generation
        return Report(
            read=tally.read,
            indexed=len(collapsed.listings),
            collapsed=collapsed.collapsed,
            refused=tally.refused,
            problems=tuple(p for p in tally.problems if p.severity is Severity.ERROR),
            warnings=tuple(tally.warnings),
            generation=generation,
            stamp=stamp,
        )


def _write(writer: IndexWriter, listings: Sequence[Listing], progress: Progress) -> str:
    """Indexes the listings; returns the stamp of what was written."""
    digest = hashlib.sha256(f"{schema.fingerprint()} {analysis.version()}".encode())
    try:
        for done, listing in enumerate(listings, start=1):
            writer.add(listing)
            digest.update(msgspec.json.encode(listing))
            if done % 100 == 0:
                progress("Indexing", done, len(listings))
        progress("Writing", len(listings), len(listings))
        writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return digest.hexdigest()[:12]


def _manifest(directory: Path, stamp: str, listings: Sequence[Listing]) -> Manifest:
    now = datetime.now(UTC)
    return Manifest(
        generation=generation_name(now, stamp),
        stamp=stamp,
        built=now.isoformat(timespec="seconds"),
        schema=schema.fingerprint(),
        analysis=analysis.version(),
        software=installed_version("listing-search"),
        listings=len(listings),
        samples=sum(listing.sample for listing in listings),
        files={
            path.name: file_sum(path)
            for path in sorted(directory.iterdir())
            if path.name != MANIFEST and not path.name.endswith("LOCK")
        },
    )


def _verify(directory: Path, manifest: Manifest) -> None:
    """Raises `BuildFailed` where the build does not hold what was put in."""
    index = whoosh_index.open_dir(str(directory), readonly=True)
    try:
        held = index.doc_count()
    finally:
        index.close()
    if held != manifest.listings:
        raise BuildFailed(
            f"The new index holds {held} of {manifest.listings} listings, so it was not published."
        )


def silent(step: str, done: int, total: int | None) -> None:
    """A `Progress` that tells nobody."""
