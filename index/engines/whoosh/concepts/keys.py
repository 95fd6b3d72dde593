"""The keys of the concepts that a generation is tagged with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index.engines.whoosh.segment import KEYS_FILE
from index.generation import ArrayFile, ArrayWriter, StringTable


def write_concept_keys(directory: Path, keys: Sequence[str]) -> None:
    """Writes the key of each concept, given in order of their numbers."""
    encoded = [key.encode() for key in keys]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    table = StringTable.of(encoded[number] for number in order)
    with ArrayWriter(directory / KEYS_FILE) as writer:
        writer.append("blob", table.blob)
        writer.append("starts", table.starts)
        writer.append("numbers", np.array(order, np.uint32))


class ConceptKeys:
    """The keys of a generation, opened for reading. Safe to share between threads.

    Raises `IndexDamaged` where the file is not what was written: on opening for its directory, when
    the first key is looked up for the rest.
    """

    def __init__(self, directory: Path) -> None:
        self._file = ArrayFile(directory / KEYS_FILE)

    @cached_property
    def _table(self) -> StringTable:
        return StringTable(self._file.array("blob"), self._file.array("starts"))

    def number(self, key: str) -> int | None:
        """The number of a concept in the vocabulary of the generation; None where it has none of
        that key."""
        place = self._table.find(key.encode(errors="replace"))
        return None if place is None else int(self._file.array("numbers")[place])


def open_concept_keys(directory: Path) -> ConceptKeys | None:
    """The keys of a generation; None where it was written without a vocabulary."""
    return ConceptKeys(directory) if (directory / KEYS_FILE).exists() else None
