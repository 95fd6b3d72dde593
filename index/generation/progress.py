"""How long work tells whoever watches that it comes along."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with (step, done, total): `done` of `total` items, None while unknown, are through."""


def silent(step: str, done: int, total: int | None) -> None:
    """A `Progress` that tells nobody."""
