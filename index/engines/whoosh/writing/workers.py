"""The processes that write runs and merge them."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segment import Segment
from index.engines.whoosh.writing.segment_merger import Part, merge_the_rest
from index.engines.whoosh.writing.segment_writer import Written, write_segment
from index.errors import BuildFailed
from index.terms import Inverter, NameTree


@contextmanager
def killed_is_told() -> Iterator[None]:
    """Raises `BuildFailed` with what to do where a process of a pool was killed."""
    try:
        yield
    except BrokenProcessPool as killed:
        raise BuildFailed(
            "An indexing process was killed, most likely for want of memory. Nothing was "
            "published. Try again with a smaller --memory or fewer --processes."
        ) from killed


# --- in an indexing process ---------------------------------------------------------------------

_inverter = Inverter()
_name_tree: NameTree | None = None


def started_processes() -> BaseContext:
    """Processes forked from one that has no threads: a fork of this one would copy the locks of
    whatever draws the progress. What they import (the stemmer's package takes two seconds) is
    imported once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


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
    end_with_parent()


def end_with_parent() -> None:
    """A killed build takes its processes with it: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
