"""Records are translated in as many processes as there is work for, and come back in their order.

A batch is sent to a process, and what becomes of its records comes back small (`Prepared`): only
so many batches are under way, so that a file of any size is never held. One process and several
give the same, record by record.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from index.analysis import STEMMER_MODULE
from index.build import build as indexing
from index.errors import Problem
from index.processes import begin_working, in_batches, killed_is_told, started_processes
from index.reference import Gazetteer, reopened_gazetteer
from index.sources import Prepared, Raw, prepared, size_of

BATCH_BYTES = 1_000_000
"""Of records, that are sent at a time: some 60 studies, which take a process 60 ms."""

BATCH_RECORDS = 500
"""That are sent at a time at the most."""

AHEAD = 3
"""Batches for each process that are under way or wait to be taken."""

Found = Raw | Problem


def translations(
    found: Iterable[Found],
    gazetteer: Gazetteer,
    processes: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> Generator[Prepared, None, None]:
    """What becomes of each thing that was read, in the order in which it was. While processes
    start, `meanwhile` is called.

    Raises `BuildFailed` where a process was killed, and what `found` or a translation raises; no
    process is left behind.
    """
    sent = in_batches(found, size_of, BATCH_BYTES, BATCH_RECORDS)
    begin = list(islice(sent, AHEAD))
    if processes == 1 or len(begin) < AHEAD:
        # A few batches are done before another process has started.
        for batch in chain(begin, sent):
            yield from (prepared(one, gazetteer.located) for one in batch)
    else:
        yield from _in_processes(chain(begin, sent), gazetteer, processes, meanwhile)


def _in_processes(
    sent: Iterable[list[Found]],
    gazetteer: Gazetteer,
    processes: int,
    meanwhile: Callable[[], None],
) -> Iterator[Prepared]:
    # They are forked from the same process as those that index, and find everything imported.
    context = started_processes([__name__, indexing.__name__, STEMMER_MODULE])
    meanwhile()
    waiting: deque[Future[list[Prepared]]] = deque()
    with (
        killed_is_told("translating"),
        ProcessPoolExecutor(processes, context, begin_working) as pool,
    ):
        try:
            for batch in sent:
                waiting.append(pool.submit(_prepared_batch, batch, gazetteer.path))
                if len(waiting) == AHEAD * processes:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


# --- in a translating process -------------------------------------------------------------------

_reopened = lru_cache(1)(reopened_gazetteer)


def _prepared_batch(batch: list[Found], gazetteer: Path) -> list[Prepared]:
    located = _reopened(gazetteer).located
    return [prepared(one, located) for one in batch]
