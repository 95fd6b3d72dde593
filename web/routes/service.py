"""What the web asks of a searcher."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from index.listing import Listing
from index.reference import SourceName
from search.engine import EngineStatus, FacetAnswer
from search.request import SearchRequest
from search.results import Explanation, Results, Suggestion


class Answers(Protocol):
    """Answers requests; `search.searcher.searcher.Searcher` is the one that serves."""

    def pinned(self) -> Answers:
        """What answers from the index that is served now, whatever is published meanwhile: for a
        page or an answer that is made of several. Its day is that of now, at midnight too."""

    def today(self) -> date:
        """The day for which requests are answered."""

    def search(self, request: SearchRequest) -> Results:
        """One page of hits with the facets beside them."""

    def facet(self, request: SearchRequest, name: str) -> FacetAnswer:
        """Every value of one facet for a request."""

    def explain(self, request: SearchRequest, id: str) -> Explanation | None:  # noqa: A002
        """What each part of a question adds to the score of a listing, or None where the request
        does not find it."""

    def listing(self, id: str) -> Listing | None:  # noqa: A002
        """The listing known by an id, or nothing."""

    def complete(self, typed: str) -> tuple[Suggestion, ...]:
        """Names that may be about to be typed."""

    def status(self) -> EngineStatus:
        """Which index answers."""

    def source_versions(self) -> dict[SourceName, str]:
        """The versions of the sources of medical names that the index was built with."""
