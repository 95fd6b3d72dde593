"""The port every engine answers through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, Self

from index.listing import Listing
from search.engine.answers import EngineStatus, Found, Scoring
from search.engine.query import Node, Query


class Engine(Protocol):
    """A published index that can be asked. Safe to share between threads.

    Every engine finds the same listings and counts them alike (`search.engine.query`), scores them
    by the same formulas (`search.engine.ranking`), and means the same listing by an id
    (`search.engine.ids`). Whatever it is asked, it raises `EngineUnavailable` alone, with what
    staff must run.
    """

    def search(self, query: Query) -> Found:
        """The hits from `offset`, the exact total and the wished facets."""

    def counts(self, queries: Sequence[Query]) -> tuple[int, ...]:
        """How many listings match each query and pass its filters: the totals of as many searches,
        without hits and facets. Asked together, what the queries have in common is looked up once.
        """

    def for_one_request(self) -> Self:
        """The same engine for all that one request asks of it, one after another: what its queries
        have in common is looked up once. It answers alike, and is kept no longer than the request.
        """

    def scan(self, query: Query) -> Iterator[Listing]:
        """Every listing that matches and passes the filters, each once, in the order in which they
        were indexed, read as they are asked for. What is published meanwhile changes nothing.

        `partial`, `sooner`, `facets`, `sort`, `offset` and `limit` say nothing here.
        """

    def get(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, its own or an earlier one, in any case; or nothing."""

    def explain(self, match: Node, id: str) -> Scoring | None:  # noqa: A002
        """What adds up to the score of a listing; None where it does not match or is not known.
        Raises `BadQuery` for a match that no `Query` could have."""

    def status(self) -> EngineStatus:
        """Which index answers."""
