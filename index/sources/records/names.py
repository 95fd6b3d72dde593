"""Lists of names as sources write them, without the same name twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from index.analysis import folded

one_spelling = lru_cache(maxsize=100_000)(folded)
"""`index.analysis.folding.folded`, remembered: conditions and terms repeat across records."""


def distinct(names: Iterable[str], beside: Iterable[str] = ()) -> tuple[str, ...]:
    """Names without those that differ only in case or accents from an earlier or other one."""
    seen = {one_spelling(name) for name in beside} | {""}
    kept: list[str] = []
    for name in names:
        key = one_spelling(name)
        if key not in seen:
            seen.add(key)
            kept.append(name)
    return tuple(kept)
