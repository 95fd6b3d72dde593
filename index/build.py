"""Listings → a generation in a directory that nobody reads yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from index import analysis, schema
from index.encoder import Encoder
from index.errors import BuildFailed, GenerationUnusable
from index.generations import REBUILD, FileSum, Generations, Manifest, file_sum, generation_name
from index.listing import Listing
from index.name_vectors import keep_name_vectors
from index.progress import Progress
from index.spelling import NAMES_FILE, SpellingWords
from index.vocabulary import keep_vocabulary, kept_vocabulary
from index.whoosh.naming import Vocabulary
from index.whoosh.segment import not_self_checked
from index.whoosh.writer import Effort, Held, WhooshWriter


class IndexWriter(Protocol):
    """Takes listings and writes them where an engine can read them."""

    def start_from(self, published: Path) -> None:
        """Takes over what a published index holds."""

    def add(self, listings: Iterable[bytes], expected: int) -> None:
        """Adds listings, given as JSON, in place of those of the same ids."""

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Removes listings; returns the ids that none has."""

    def finish(self) -> Held:
        """Writes everything to disk; returns what can be read back from there."""

    def holding(self) -> NDArray[np.int64]:
        """[C] of what is finished, how many listings name each concept of the vocabulary."""


class EncodedListings(Protocol):
    """Listings as JSON, one after the other, as many as ``len`` says."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[bytes]: ...


class Listings(Protocol):
    """Listings one after the other, as many as ``len`` says."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Listing]: ...


class Encoded:
    """Listings put into JSON one by one, as they are asked for."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings

    def __len__(self) -> int:
        return len(self._listings)

    def __iter__(self) -> Iterator[bytes]:
        return map(msgspec.json.Encoder().encode, self._listings)


def build(
    directory: Path,
    listings: EncodedListings,
    *,
    effort: Effort,
    progress: Progress,
    vocabulary: Vocabulary | None = None,
    encoder: Encoder | None = None,
) -> Manifest:
    """Writes listings into an empty directory and checks what was written. Where a vocabulary is
    given, they are tagged with its concepts, and it is kept with them; where an encoder is given
    as well, so are the vectors of its names.

    Raises `BuildFailed` where there is nothing to index, or the index does not hold what was put
    in. The manifest is returned, not written: `Generations.publish` does that.
    """
    if not len(listings):
        raise BuildFailed("There is no listing to index, so nothing was published.")
    writer: IndexWriter = WhooshWriter(directory, effort, progress, vocabulary)
    writer.add(listings, len(listings))
    held = writer.finish()
    if held.listings != len(listings):
        raise BuildFailed(
            f"The new index holds {held.listings} of {len(listings)} listings, so it was not "
            "published."
        )
    version = _kept(directory, vocabulary, writer)
    name = _encoded(directory, encoder, progress)
    return _manifest(directory, held, {}, version, name)


class Update(msgspec.Struct, frozen=True):
    """A generation made from another one, and the ids to be removed that it did not have."""

    manifest: Manifest
    unknown: tuple[str, ...]


def update(
    directory: Path,
    generations: Generations,
    old: Manifest,
    added: EncodedListings,
    removed: Iterable[str],
    *,
    effort: Effort,
    progress: Progress,
    vocabulary: Vocabulary | None = None,
    encoder: Encoder | None = None,
) -> Update:
    """Writes into an empty directory what a published generation holds, with listings added,
    replaced and removed. Files that stay as they are are linked. Where the vocabulary is another
    one than before, everything is tagged anew; where none is given, nothing is tagged.

    Raises `BuildFailed` where nothing would be left, and `GenerationUnusable` where the old
    generation is damaged or was built with another schema or analysis.
    """
    if (old.schema, old.analysis) != (schema.fingerprint(), analysis.version()):
        raise GenerationUnusable(
            f"Generation {old.generation} was built with another schema or analysis than this "
            f"software has, and cannot be added to. {REBUILD}"
        )
    published = generations.directory(old.generation)
    generations.check_files(old)
    generations.check_sums(old, not_self_checked(old.files))
    writer: IndexWriter = WhooshWriter(directory, effort, progress, vocabulary)
    writer.start_from(published)
    unknown = writer.remove(removed)
    writer.add(added, len(added))
    held = writer.finish()
    if not held.listings:
        raise BuildFailed("No listing would be left, so nothing was published.")
    # What was linked keeps its sum: a new one would bless whatever has happened to it since.
    known = {
        name: sum_
        for name, sum_ in old.files.items()
        if (directory / name).exists() and (directory / name).samefile(published / name)
    }
    version = _kept(directory, vocabulary, writer)
    name = _encoded(directory, encoder, progress)
    return Update(_manifest(directory, held, known, version, name), tuple(unknown))


def _kept(directory: Path, vocabulary: Vocabulary | None, writer: IndexWriter) -> str:
    """Keeps the vocabulary with what it has tagged; its version, or nothing where there is none."""
    if vocabulary is None:
        return ""
    holding = writer.holding()
    keep_vocabulary(vocabulary.path, directory, holding)
    words = vocabulary.words(np.flatnonzero(holding).tolist())
    right = ((word, int(holding[concept])) for concept, word in words)
    SpellingWords.of_names(right).write(directory, NAMES_FILE)
    return vocabulary.version


def _encoded(directory: Path, encoder: Encoder | None, progress: Progress) -> str:
    """Keeps the vectors of the names of the vocabulary that was kept; by what, or nothing where
    there is no encoder or no vocabulary."""
    vocabulary = kept_vocabulary(directory) if encoder else None
    if encoder is None or vocabulary is None:
        return ""
    with closing(vocabulary):
        keep_name_vectors(directory, vocabulary, encoder, progress)
    return encoder.name


def _manifest(
    directory: Path, held: Held, known: Mapping[str, FileSum], vocabulary: str, encoder: str
) -> Manifest:
    parts = [schema.fingerprint(), analysis.version(), held.digest]
    parts += [part for part in (vocabulary, encoder) if part]
    stamp = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]
    now = datetime.now(UTC)
    return Manifest(
        generation=generation_name(now, stamp),
        stamp=stamp,
        built=now.isoformat(timespec="seconds"),
        schema=schema.fingerprint(),
        analysis=analysis.version(),
        vocabulary=vocabulary,
        encoder=encoder,
        software=installed_version("listing-search"),
        listings=held.listings,
        samples=held.samples,
        files={
            path.name: known.get(path.name) or file_sum(path)
            for path in sorted(directory.iterdir())
            if not path.name.endswith("LOCK")
        },
    )
