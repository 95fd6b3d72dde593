"""Lists of names as sources write them, without the same name twice."""

from __future__ import annotations

from collections.abc import Iterable

from index.analysis import folded


def distinct(names: Iterable[str], beside: Iterable[str] = ()) -> tuple[str, ...]:
    """Names without those that differ only in case or accents from an earlier or other one."""
    seen = {folded(name) for name in beside} | {""}
    kept: list[str] = []
    for name in names:
        key = folded(name)
        if key not in seen:
            seen.add(key)
            kept.append(name)
    return tuple(kept)
