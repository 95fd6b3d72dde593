"""Listings → a generation in a directory that nobody reads yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Protocol

import msgspec

from index import analysis
from index.engines.whoosh import WhooshWriter, not_self_checked
from index.errors import BuildFailed, GenerationUnusable
from index.generation import (
    REBUILD,
    SPELLED_NAMES_FILE,
    CompletionNames,
    Effort,
    EncodedListings,
    FileSum,
    Generations,
    IndexSummary,
    IndexWriter,
    Manifest,
    Progress,
    SpellingWords,
    Vocabulary,
    file_sum,
    generation_name,
)
from index.listing import Listing, schema_fingerprint
from index.reference import Encoder, load_vocabulary, save_name_vectors, save_vocabulary


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
    writer: IndexWriter | None = None,
) -> Manifest:
    """Writes listings into an empty directory and checks what was written. Where a vocabulary is
    given, they are tagged with its concepts, and it is kept with them; where an encoder is given
    as well, so are the vectors of its names. A `writer` of them is given where it was prepared.

    Raises `BuildFailed` where there is nothing to index, or the index does not hold what was put
    in. The manifest is returned, not written: `Generations.publish` does that.
    """
    if not len(listings):
        raise BuildFailed("There is no listing to index, so nothing was published.")
    with _writing(writer or index_writer(directory, effort, progress, vocabulary)) as writer:
        writer.add(listings, len(listings))
        summary = writer.finish()
        if summary.listings != len(listings):
            raise BuildFailed(
                f"The new index holds {summary.listings} of {len(listings)} listings, so it was "
                "not published."
            )
        version = _save_lookups(directory, vocabulary, summary)
        name = _encoded(directory, encoder, progress)
        manifest = _manifest(directory, summary, {}, version, name)
        writer.publish(manifest.generation)
    return manifest


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
    if (old.schema, old.analysis) != (schema_fingerprint(), analysis.version()):
        raise GenerationUnusable(
            f"Generation {old.generation} was built with another schema or analysis than this "
            f"software has, and cannot be added to. {REBUILD}"
        )
    published = generations.directory(old.generation)
    generations.check_files(old)
    generations.check_sums(old, not_self_checked(old.files))
    with _writing(index_writer(directory, effort, progress, vocabulary)) as writer:
        writer.start_from(published)
        unknown = writer.remove(removed)
        writer.add(added, len(added))
        summary = writer.finish()
        if not summary.listings:
            raise BuildFailed("No listing would be left, so nothing was published.")
        # What was linked keeps its sum: a new one would bless whatever has happened to it since.
        known = {
            name: sum_
            for name, sum_ in old.files.items()
            if (directory / name).exists() and (directory / name).samefile(published / name)
        }
        version = _save_lookups(directory, vocabulary, summary)
        name = _encoded(directory, encoder, progress)
        manifest = _manifest(directory, summary, known, version, name)
        writer.publish(manifest.generation)
    return Update(manifest, tuple(unknown))


def index_writer(
    directory: Path, effort: Effort, progress: Progress, vocabulary: Vocabulary | None
) -> IndexWriter:
    """A writer into a directory: the only place that chooses one."""
    return WhooshWriter(directory, effort, progress, vocabulary)


@contextmanager
def _writing(writer: IndexWriter) -> Iterator[IndexWriter]:
    """Where anything fails before it is published, what the writer wrote is removed."""
    try:
        yield writer
    except BaseException:
        writer.abandon()
        raise


def _save_lookups(directory: Path, vocabulary: Vocabulary | None, summary: IndexSummary) -> str:
    """Saves what is looked up beside an engine: the words of the listings, as they are written, the
    names to complete, and the vocabulary with how many listings name each concept. Returns the
    version of the vocabulary, or nothing where there is none."""
    SpellingWords.of(summary.words).write(directory)
    CompletionNames.of(summary.names).write(directory)
    if vocabulary is None:
        return ""
    save_vocabulary(vocabulary.path, directory, summary.document_counts)
    counts = summary.document_counts.tolist()
    right: dict[str, int] = {}
    for concept, word in vocabulary.words(n for n, count in enumerate(counts) if count):
        right[word] = max(counts[concept], right.get(word, 0))
    SpellingWords.of_names(right.items()).write(directory, SPELLED_NAMES_FILE)
    return vocabulary.version


def _encoded(directory: Path, encoder: Encoder | None, progress: Progress) -> str:
    """Saves the vectors of the names of the vocabulary that was saved; by what, or nothing where
    there is no encoder or no vocabulary."""
    vocabulary = load_vocabulary(directory) if encoder else None
    if encoder is None or vocabulary is None:
        return ""
    with closing(vocabulary):
        save_name_vectors(directory, vocabulary, encoder, progress)
    return encoder.name


def _manifest(
    directory: Path,
    summary: IndexSummary,
    known: Mapping[str, FileSum],
    vocabulary: str,
    encoder: str,
) -> Manifest:
    parts = [schema_fingerprint(), analysis.version(), summary.digest]
    parts += [part for part in (vocabulary, encoder) if part]
    stamp = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]
    now = datetime.now(UTC)
    return Manifest(
        generation=generation_name(now, stamp),
        stamp=stamp,
        built=now.isoformat(timespec="seconds"),
        schema=schema_fingerprint(),
        analysis=analysis.version(),
        vocabulary=vocabulary,
        encoder=encoder,
        software=installed_version("listing-search"),
        listings=summary.listings,
        samples=summary.samples,
        files={
            path.name: known.get(path.name) or file_sum(path)
            for path in sorted(directory.iterdir())
            if not path.name.endswith("LOCK")
        },
    )
