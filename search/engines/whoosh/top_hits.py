"""Which documents come first: by score, or by a declared sort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import Columns, read_table
from index.generation import StringTable
from index.listing import SORTS
from search.engines.whoosh.postings import Docs

Scores = NDArray[np.float32]

BLOCK = 256
"""Scores whose greatest is looked at as one: finding the first ten of 100,000 takes 80 µs so,
and 700 µs by partition."""

DESCENDING = {sort.name: sort.descending for sort in SORTS}


def first_by_score(scores: NDArray[np.floating[Any]], limit: int) -> Docs:
    """Places of the `limit` highest scores, highest first; of equal ones the earliest place."""
    if limit <= 0:
        return np.empty(0, dtype=np.int64)
    if limit >= len(scores):
        return np.argsort(-scores, kind="stable")
    # So many places, or blocks of them, hold a score that is no lower than this one.
    least = np.partition(_highest(scores, limit), -limit)[-limit]
    places = (scores >= least).nonzero()[0]
    first: Docs = places.take((-scores.take(places)).argsort(kind="stable")[:limit])
    return first


def _highest(scores: NDArray[np.floating[Any]], limit: int) -> NDArray[np.floating[Any]]:
    """The highest score of every block, or all scores where there are too few blocks."""
    blocks = len(scores) // BLOCK
    if blocks < limit:
        return scores
    highest: NDArray[np.floating[Any]] = scores[: blocks * BLOCK].reshape(blocks, BLOCK).max(axis=1)
    return highest


def first_by_rank(ranks: NDArray[np.integer], scores: Callable[[Docs], Scores], limit: int) -> Docs:
    """Places of the `limit` lowest ranks, lowest first; of equal ones the highest score, then
    the earliest place. `scores` is asked for the places it is needed for alone."""
    places: Docs = np.arange(len(ranks))
    if limit < len(ranks):
        last = np.partition(ranks, limit)[limit] if limit > 0 else 0
        before = places[ranks < last]
        equal = places[ranks == last]
        chosen = equal[np.sort(first_by_score(scores(equal), limit - len(before)))]
        places = np.sort(np.concatenate((before, chosen)))
    return places[np.lexsort((places, -scores(places), ranks[places]))][:limit]


class Ranks:
    """The rank of every document under each sort, put together when a sort is first asked for."""

    def __init__(self, parts: Sequence[Columns]) -> None:
        self._parts = parts
        self._known: dict[str, NDArray[np.integer]] = {}

    def of(self, sort: str) -> NDArray[np.integer]:
        """Ranks of all documents, 0 first; documents without a value share the last one."""
        ranks = self._known.get(sort)
        if ranks is None:
            ranks = self._known[sort] = self._ranks(sort)
        return ranks

    def _ranks(self, sort: str) -> NDArray[np.integer]:
        tables = [read_table(columns, f"sort.{sort}.keys") for columns in self._parts]
        numbers = [columns(f"sort.{sort}.numbers") for columns in self._parts]
        places, count = _together(tables)
        ranks = np.concatenate(
            [place[number] for place, number in zip(places, numbers, strict=True)]
        )
        return np.where(ranks < count, count - 1 - ranks, count) if DESCENDING[sort] else ranks


def _together(tables: Sequence[StringTable]) -> tuple[list[Docs], int]:
    """For each table, the place of its strings among those of all, and of none after them; and
    how many different strings there are."""
    if len(tables) == 1:
        return [np.arange(len(tables[0]) + 1)], len(tables[0])
    every = sorted({key for table in tables for key in table})
    place = {key: i for i, key in enumerate(every)}
    return [np.array([*map(place.__getitem__, table), len(every)]) for table in tables], len(every)
