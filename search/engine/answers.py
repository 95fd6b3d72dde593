"""What an engine answers: hits, totals, facets, scores that add up."""

from __future__ import annotations

import msgspec

from index.listing import Listing


class ScoredListing(msgspec.Struct, frozen=True):
    """A listing as an engine found it. Scores compare within one answer only."""

    listing: Listing
    score: float


class Share(msgspec.Struct, frozen=True):
    """What a term in a field adds to a score, or that a listing is about a concept. `field` is
    empty where that is not known."""

    term: str
    """As the analysis writes it; empty for a concept."""
    field: str
    score: float
    concept: str | None = None
    """Its key in the vocabulary; None for a term."""


class Scoring(msgspec.Struct, frozen=True):
    """What a listing scores for a match: the shares add up to it."""

    score: float
    shares: tuple[Share, ...]


class FacetCount(msgspec.Struct, frozen=True):
    """How many matched listings have a value. Counts ignore what is chosen in the same facet."""

    value: str
    label: str
    count: int
    chosen: bool = False
    depth: int = 0
    """How many values it lies under: 0 for a country and for what has no levels."""


class FacetAnswer(msgspec.Struct, frozen=True):
    """The counted values of one facet, most first; hierarchical values follow their parents."""

    name: str
    label: str
    counts: tuple[FacetCount, ...]
    more: int = 0
    """How many further values were counted and are not listed here."""


class Found(msgspec.Struct, frozen=True):
    """What an engine answers to a `Query`."""

    hits: tuple[ScoredListing, ...]
    """Those that match, then the mentions, and then the partial matches."""
    total: int
    """How many listings match."""
    facets: tuple[FacetAnswer, ...] = ()
    """In the order in which they were wished."""
    mentioned_total: int = 0
    """How many mentions there are; 0 where they were not asked for."""
    partial_total: int = 0
    """How many partial matches there are; 0 where they were not asked for."""


class EngineStatus(msgspec.Struct, frozen=True):
    """Which index is being searched."""

    generation: str
    stamp: str
    built: str
    """When it was built: ISO 8601, UTC."""
    listings: int
    samples: int
