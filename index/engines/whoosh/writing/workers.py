"""The processes that write runs and merge them."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segment import Segment
from index.engines.whoosh.writing.segment_merger import Part, merge_the_rest
from index.engines.whoosh.writing.segment_writer import Written, write_segment
from index.processes import begin_working
from index.terms import Inverter, NameTree

# --- in an indexing process ---------------------------------------------------------------------

_inverter = Inverter()
_name_tree: NameTree | None = None


def write_run(directory: Path, name: str, listings: list[bytes]) -> Written:
    """Writes listings, given as JSON, as the segment of a name, in a process of a pool."""
    return write_segment(directory, name, listings, _inverter, _name_tree)


def merge_rest_of(
    directory: Path, name: str, parts: Sequence[tuple[str, NDArray[np.bool_] | None]]
) -> None:
    """Merges all but the text of some segments, told by their names, of which some documents stay
    (None: all)."""
    merge_the_rest(directory, name, [Part(Segment(directory, one), live) for one, live in parts])


def begin_indexing(tree: NameTree | None) -> None:
    """Prepares a process of a pool: the names to look for, and an end with its parent's."""
    # Once to a process: with every run, nine megabytes would be sent again.
    global _name_tree
    _name_tree = tree
    # What is imported stays. To look through it again and again for what could be freed takes 30 µs
    # of 390 a study.
    gc.freeze()
    begin_working()
