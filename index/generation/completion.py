"""Names that a question may begin with, found by the beginning of any of their words.

A generation keeps them in one file of arrays, `NAMES_FILE`, N names with the commonest first, and
S places in them where a word begins:

    keys         uint8[K]       the key of each name (`completion_key`), each followed by a newline
    key_starts   uint32[N + 1]  where each begins
    labels       uint8[L]       the names as listings write them
    label_starts uint32[N + 1]
    kinds        uint8[N]       place in `KINDS`
    listings     uint32[N]      descending
    starts       uint32[S]      where words begin in `keys`, in the order of what follows there
    owners       uint32[S]      the name that each of them is in
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import completion_key
from index.generation.array_file import ArrayFile, write_arrays
from index.generation.runs import short_starts_of
from index.listing import CONDITION, INTERVENTION, PLACE, SPONSOR, Facet

COMPLETION_FILE = "completion.names"

KINDS: tuple[Facet, ...] = (CONDITION, INTERVENTION, SPONSOR, PLACE)

LEAST_LISTINGS = {INTERVENTION.name: 2}
"""Of a kind, where one is not enough: nine in ten interventions are named by one listing alone,
as *Questionnaire at week 12*."""

SORTED_BYTES = 16
"""How much of what follows decides the order of word beginnings."""

_END = b"\n"


class Name(NamedTuple):
    """A name of one kind (the name of a facet of `KINDS`), and how many listings have it."""

    kind: str
    label: str
    listings: int


class CompletionNames(msgspec.Struct, frozen=True, eq=False):
    """N names with the commonest first; see the arrays of the module."""

    keys: NDArray[np.uint8]
    key_starts: NDArray[np.uint32]
    labels: NDArray[np.uint8]
    label_starts: NDArray[np.uint32]
    kinds: NDArray[np.uint8]
    listings: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    owners: NDArray[np.uint32]

    @classmethod
    def of(cls, names: Sequence[Name]) -> CompletionNames:
        """The table of some names. Of names of one kind and one key the commonest stays: they
        are often names of the same listings, which must not be counted twice."""
        kind_of = {facet.name: number for number, facet in enumerate(KINDS)}
        best: dict[tuple[int, str], Name] = {}
        for name in sorted(names, key=lambda one: (-one.listings, one.label)):
            key = completion_key(name.label)
            if key:
                best.setdefault((kind_of[name.kind], key), name)
        keys = [key.encode() + _END for _, key in best]
        labels = [name.label.encode() for name in best.values()]
        blob = np.frombuffer(b"".join(keys), np.uint8)
        key_starts = short_starts_of([len(key) for key in keys])
        starts = _word_starts(blob)
        return cls(
            keys=blob,
            key_starts=key_starts,
            labels=np.frombuffer(b"".join(labels), np.uint8),
            label_starts=short_starts_of([len(label) for label in labels]),
            kinds=np.array([kind for kind, _ in best], np.uint8),
            listings=np.array([name.listings for name in best.values()], np.uint32),
            starts=starts,
            owners=(np.searchsorted(key_starts, starts, side="right") - 1).astype(np.uint32),
        )

    @classmethod
    def read(cls, directory: Path) -> CompletionNames:
        """The names of a generation, mapped. Raises `IndexDamaged` where they cannot be read."""
        file = ArrayFile(directory / COMPLETION_FILE)
        return cls(*(file.array(name) for name in cls.__struct_fields__))

    def write(self, directory: Path) -> None:
        """Writes the names of a generation."""
        write_arrays(directory / COMPLETION_FILE, msgspec.structs.asdict(self))

    def __len__(self) -> int:
        return len(self.listings)

    def name(self, number: int) -> Name:
        """A name by its number."""
        start, end = self.label_starts[number : number + 2].tolist()
        label = self.labels[start:end].tobytes().decode()
        return Name(KINDS[self.kinds[number]].name, label, int(self.listings[number]))


def _word_starts(blob: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Where words begin in some keys, in the order of the first `SORTED_BYTES` there."""
    if not len(blob):
        return np.empty(0, np.uint32)
    after = (blob == ord(" ")) | (blob == _END[0])
    starts = np.append(0, np.flatnonzero(after[:-1]) + 1)
    padded = np.append(blob, np.zeros(SORTED_BYTES, np.uint8))
    windows = np.lib.stride_tricks.sliding_window_view(padded, SORTED_BYTES)[starts]
    heads: NDArray[Any] = np.ascontiguousarray(windows).view(">u8").astype(np.uint64)
    return starts[np.lexsort((heads[:, 1], heads[:, 0]))].astype(np.uint32)
