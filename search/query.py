"""The engine-neutral query: what to match, what to narrow by, what to count, in which order."""

from __future__ import annotations

import msgspec

from index.schema import RELEVANCE


class Node(msgspec.Struct, frozen=True):
    """A condition on listings; the leaves hold terms as the analysis writes them."""


class Term(Node, frozen=True):
    """Listings that hold a term, in the searched field named or anywhere."""

    text: str
    field: str = ""


class Phrase(Node, frozen=True):
    """Listings that hold terms one after the other, in the searched field named or anywhere."""

    terms: tuple[str, ...]
    field: str = ""


class AllOf(Node, frozen=True):
    """Listings that match every child; their scores add up."""

    children: tuple[Node, ...]


class AnyOf(Node, frozen=True):
    """Listings that match at least one child; the scores of those add up."""

    children: tuple[Node, ...]


class Best(Node, frozen=True):
    """Listings that match at least one alternative; the best score counts, once."""

    children: tuple[Node, ...]


class Not(Node, frozen=True):
    """Listings that do not match the child; adds nothing to a score."""

    child: Node


class Everything(Node, frozen=True):
    """Every listing, with score 0."""


class Ids(Node, frozen=True):
    """The listings known by these ids, whether their own or an earlier one, in any case."""

    ids: tuple[str, ...]


class Filter(msgspec.Struct, frozen=True):
    """Narrows to listings that have at least one of the values for a facet."""

    facet: str
    values: tuple[str, ...]


class Circle(msgspec.Struct, frozen=True):
    """What lies within so many kilometers of a point, its edge included; degrees north and east."""

    latitude: float
    longitude: float
    kilometers: float


class AtOneSite(msgspec.Struct, frozen=True):
    """Narrows to listings with one site that satisfies all that is given at once.

    The site lies in one of the places or is one itself, has one of the statuses, and lies in
    the circle; what is empty asks for nothing, and if all is, every listing with a site passes.
    The value *not stated* finds sites whose source does not state it; a site without
    coordinates lies in no circle.
    """

    places: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    near: Circle | None = None


class FacetWish(msgspec.Struct, frozen=True):
    """Asks for the commonest `limit` values of a facet, and every chosen one beside them."""

    facet: str
    limit: int


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine answers. `offset` and `limit` count hits."""

    match: Node
    filters: tuple[Filter | AtOneSite, ...] = ()
    facets: tuple[FacetWish, ...] = ()
    sort: str = RELEVANCE.name
    offset: int = 0
    limit: int = 20
