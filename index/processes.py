"""The processes that work for a command: begun from a clean one, and never left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TypeVar

from index.errors import BuildFailed

Item = TypeVar("Item")


def started_processes(imports: Sequence[str]) -> BaseContext:
    """Processes forked from one that has no threads: a fork of this one would copy the locks of
    whatever draws the progress.

    What they import is imported once (with the stemmer's package it takes 1.3 s, which are not
    waited for here): those are the names of modules, and the first ones given in this process hold.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(imports))
    forkserver.ensure_running()
    return context


def begin_working() -> None:
    """Prepares a process of a pool, which ends when its parent does.

    A killed command takes its processes with it: they would wait for work for ever. One that is
    interrupted ends them itself: every process of a terminal gets the signal, and a trace of each
    would hide what the command says.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def in_batches(
    items: Iterable[Item], size_of: Callable[[Item], int], size: int, most: int
) -> Iterator[list[Item]]:
    """What is sent at a time: items of about `size` together, and `most` of them at the most."""
    batch: list[Item] = []
    held = 0
    for one in items:
        batch.append(one)
        held += size_of(one)
        if held >= size or len(batch) == most:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


@contextmanager
def killed_is_told(work: str) -> Iterator[None]:
    """Raises `BuildFailed` with what to do where a process of a pool was killed; `work` is what it
    did, as an adjective: ``indexing``."""
    try:
        yield
    except BrokenProcessPool as killed:
        article = "An" if work[0] in "aeiou" else "A"
        raise BuildFailed(
            f"{article} {work} process was killed, most likely for want of memory. Nothing was "
            "published. Try again with a smaller --memory or fewer --processes."
        ) from killed
