"""The port every engine answers through, and the only place that chooses one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from index.listing import Listing
from search.query import Node, Query
from search.results import EngineStatus, Found, Scoring


class Engine(Protocol):
    """A published index that can be asked. Safe to share between threads."""

    def search(self, query: Query) -> Found:
        """The hits from `offset`, the exact total and the wished facets."""

    def get(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, its own or an earlier one, in any case; or nothing."""

    def explain(self, match: Node, id: str) -> Scoring | None:  # noqa: A002
        """What adds up to the score of a listing; None where it does not match or is not known."""

    def status(self) -> EngineStatus:
        """Which index answers."""


def open_engine(home: Path, generation: str | None = None) -> Engine:
    """The engine over a generation of `home`, by default the one that is published.

    Raises `EngineUnavailable` where there is none or it cannot be used.
    """
    from search.whoosh.executor import WhooshEngine

    return WhooshEngine.open(home, generation)
