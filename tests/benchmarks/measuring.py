"""Work in a process of its own, and what memory it takes, as the kernel of Linux counts it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotDone
from multiprocessing import get_context
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

EVERY = 0.5
"""Seconds between looks at memory: one takes some ten milliseconds of a process of 1 GB."""

Result = TypeVar("Result")


class Memory(msgspec.Struct, frozen=True):
    """Megabytes of a process and its children, pages they share counted once.

    `whole` has the pages of files they map, which the kernel takes back when it needs them;
    `own` is what they hold besides.
    """

    whole: float = 0.0
    own: float = 0.0


class Apart(msgspec.Struct, Generic[Result], frozen=True):
    """What work in a process of its own gave, and its peak memory."""

    result: Result
    peak: Memory


def apart(work: Callable[..., Result], *given: object) -> Apart[Result]:
    """Runs a function of a module in a fresh process."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        pid = pool.submit(os.getpid).result()
        running = pool.submit(work, *given)
        peak = Memory()
        while True:
            now = memory(pid)
            peak = Memory(max(peak.whole, now.whole), max(peak.own, now.own))
            try:
                return Apart(running.result(timeout=EVERY), peak)
            except NotDone:
                if running.done():
                    raise


def memory(pid: int) -> Memory:
    """The memory of a process and all it started; zeros where there is no /proc."""
    rolled = [_rollup(one) for one in family(pid)]
    return Memory(
        whole=round(sum(one.get("Pss", 0) for one in rolled) / 1000, 1),
        own=round(sum(one.get("Pss_Anon", 0) for one in rolled) / 1000, 1),
    )


def private_megabytes() -> float:
    """Memory of this process alone that no other process shares; 0 where there is no /proc."""
    rolled = _rollup(os.getpid())
    return round((rolled.get("Private_Clean", 0) + rolled.get("Private_Dirty", 0)) / 1000, 1)


def _rollup(pid: int) -> dict[str, int]:
    """Kilobytes by name; nothing for a process that has ended meanwhile."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return {}
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}


def family(pid: int) -> Iterator[int]:
    """A process and all that it started, as far as they are running."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it has ended since
        # The name of the program stands in brackets and may hold anything.
        parent = int(text.rpartition(")")[2].split()[1])
        children.setdefault(parent, []).append(int(path.parent.name))
    waiting = [pid]
    while waiting:
        yield (one := waiting.pop())
        waiting += children.get(one, [])
