"""By which key an index is asked for each concept of the vocabulary that has tagged it.

    concepts.keys   the C keys in ascending order: their bytes and [C + 1] starts; numbers [C]
                    uint32, the number of each concept in that vocabulary

Segments know a concept by its number, which is another one in the next vocabulary. Its key is the
same in all, so that one question means the same to every generation. There is one file of them in
a generation, for all of its segments; it is mapped, and a key of 200,000 is found in 20 µs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from index.whoosh.arrays import ArrayFile, ArrayWriter
from index.whoosh.tables import StringTable

KEYS_FILE = "concepts.keys"


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
