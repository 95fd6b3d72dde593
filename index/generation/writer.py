"""The port of writing: what any engine's writer does, and how much it may use for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation.completion import Name
from index.generation.spelling import WordCounts

PROCESS_MB = 500
"""What a process holds before its first listing: Python, the stemmer, the words it has met."""

RUN_FACTOR = 14
"""Bytes of memory that a byte of JSON takes while it becomes a run."""

LEAST_LISTINGS = 1_000
"""In one run: fewer are indexed before another process has started."""

BEST_LISTINGS = 4_000
"""In one run: its arrays are then small enough to stay in the cache and not to be asked from the
system anew, which makes inverting a quarter faster than in runs of 12,500."""

MOST_LISTINGS = 50_000
"""In one run: an inverter numbers them in 16 bits."""

MOST_RUNS = 64
"""That are merged at once; each is twelve open files, and a process may have 1,024."""


class Effort(msgspec.Struct, frozen=True):
    """What a build may use: processes, and megabytes of memory in all."""

    processes: int = os.cpu_count() or 1
    memory: int = 2_000

    @property
    def run_bytes(self) -> int:
        """How much JSON a process turns into one run."""
        free = self.memory * 1_000_000 // self.processes - PROCESS_MB * 1_000_000
        return max(1_000_000, free // RUN_FACTOR)

    def run_listings(self, expected: int) -> int:
        """How many listings go into one run, so that every process has something to do."""
        shared = max(LEAST_LISTINGS, expected // (2 * self.processes))
        return min(MOST_LISTINGS, max(min(BEST_LISTINGS, shared), -(-expected // MOST_RUNS)))


class Named(Protocol):
    """Concepts, numbered from 0, and the runs of terms that they are called by: a vocabulary, or
    any other table of phrases."""

    @property
    def version(self) -> str:
        """Changes whenever the same text could name something else."""

    def __len__(self) -> int:
        """How many concepts there are."""

    def keys(self) -> Sequence[str]:
        """The key of each concept, which is the same in every version."""

    def names(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Every name: its concept, and the terms of it in a row."""

    def narrower(self) -> Iterator[tuple[int, int]]:
        """Pairs of a concept and a narrower one."""


class Vocabulary(Named, Protocol):
    """What medical concepts are called; listings are tagged with them by their names."""

    def words(self, concepts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Some concepts with the words of their names, as they are rightly spelled."""

    @property
    def path(self) -> Path:
        """The SQLite file that holds it."""


class EncodedListings(Protocol):
    """Listings as JSON, one after the other, as many as ``len`` says."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[bytes]: ...


class IndexSummary(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """What a finished index holds, as it reads back from where it was written."""

    listings: int
    samples: int
    digest: str
    """Equal for equal listings, in whatever order."""
    document_counts: NDArray[np.int64]
    """[C] how many listings name each concept of the vocabulary, or a narrower one; of no concept
    where there is no vocabulary."""
    words: WordCounts
    """How many listings have each word as it is written (`index.generation.spelling`)."""
    names: Sequence[Name]
    """How many listings have each name that can be completed
    (`index.generation.completion.KINDS`)."""


class IndexWriter(Protocol):
    """Takes listings and writes them where an engine will read them.

    Nobody reads what it writes before `publish`, and what is served stays as it is, whenever it
    ends: after `publish` as well, until a generation is pointed to (`Generations.publish`). One
    that is killed leaves nothing that the next command does not remove.
    """

    def prepare(self) -> None:
        """Does what needs no listing yet, so that it is done while others read them; what was not
        prepared is done when it is needed."""

    def start_from(self, published: Path) -> None:
        """Takes over what the index of a published generation holds, given by its directory."""

    def add(self, listings: Iterable[bytes], expected: int) -> None:
        """Adds listings, given as JSON, no two with the same id, in place of those of the same
        ids; `expected` many, for the progress."""

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Removes the listings with these ids; returns the ids that no listing has."""

    def finish(self) -> IndexSummary:
        """Writes everything; returns what can be read back from there."""

    def publish(self, generation: str) -> None:
        """Lets what is finished be opened as the index of a generation, whole, in one step."""

    def abandon(self) -> None:
        """Removes all that was written, whether finished or not."""
