"""The engine-neutral query: what to match, what to narrow by, what to count, in which order."""

from __future__ import annotations

import math
from datetime import date

import msgspec

from index.listing import DISTANCE, FACET, RELEVANCE, SORTS
from index.terms import MentionKind, kinds_as_bits
from search.errors import BadQuery

MOST_HITS = 10_000
"""Hits in one answer. A page has 100 at most and a judged question 1,000; whoever wants every
listing scans. OpenSearch gives no more at once either (`index.max_result_window`)."""

MOST_VALUES = 1_000_000
"""Values of one facet in one answer: all of any facet. Of conditions, which have the most, 11,135
trials name 4,643."""

_SORTS = frozenset(sort.name for sort in (*SORTS, DISTANCE))


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
    """Listings that match every child (*must*); their scores add up."""

    children: tuple[Node, ...]


class AnyOf(Node, frozen=True):
    """Listings that match at least one child (*should*); the scores of those add up."""

    children: tuple[Node, ...]


class Best(Node, frozen=True):
    """Listings that match at least one alternative; the best score counts, once (a disjunction max
    query, *dis_max*)."""

    children: tuple[Node, ...]


class Not(Node, frozen=True):
    """Listings that do not match the child (*must not*); adds nothing to a score."""

    child: Node


class Preferred(Node, frozen=True):
    """An optional clause: adds the score of the child where that matches. Stands in `AllOf` alone
    (see `checked`): anywhere else there is nothing that it could be added to."""

    child: Node


class Everything(Node, frozen=True):
    """Every listing, with score 0."""


class Ids(Node, frozen=True):
    """The listings known by these ids, whether their own or an earlier one, in any case."""

    ids: tuple[str, ...]


class About(Node, frozen=True):
    """Listings whose title, conditions, keywords or treatments name a concept of the vocabulary,
    or one that is narrower; none where the index does not know the concept."""

    concept: str
    """Its key in the vocabulary, which is the same in every generation."""


class Mention(Node, frozen=True):
    """Listings that mention a concept of the vocabulary, or one that is narrower, in one of some
    kinds; none where the index does not know the concept, and none of no kinds. Adds nothing to a
    score. A concept may be mentioned in several kinds: to leave out what is denied, and is not
    asked for as well, is `Not` of one kind beside another."""

    concept: str
    """Its key in the vocabulary."""
    kinds: frozenset[MentionKind]

    @property
    def bits(self) -> int:
        """The sum of the bits of the kinds."""
        return kinds_as_bits(self.kinds)


class Subjects(Node, frozen=True):
    """Listings that hold all of some terms, wherever, in their titles, conditions, keywords or
    treatments (`index.terms.subjects`); adds nothing to a score. None of no terms."""

    terms: tuple[str, ...]


class Weighted(Node, frozen=True):
    """Listings that match the child, with so many times its score: a boost."""

    child: Node
    factor: float


class Like(Node, frozen=True):
    """*More like this*: listings with the significant terms of the titles, conditions, keywords and
    treatments of those that match the first child; where these are few, of the best that match the
    next."""

    children: tuple[Node, ...]


class Filter(msgspec.Struct, frozen=True):
    """Narrows to listings that have at least one of the values for a facet."""

    facet: str
    values: tuple[str, ...]


class Circle(msgspec.Struct, frozen=True):
    """What lies within so many kilometers of a point, its edge included; degrees north and east."""

    latitude: float
    longitude: float
    kilometers: float


class AgeSpan(msgspec.Struct, frozen=True):
    """Ages in years, from `youngest` until before `below`: somebody of 65 is anywhere in 65 to 66,
    and somebody over 70 has no upper end."""

    youngest: float = 0.0
    below: float = math.inf


class FacetWish(msgspec.Struct, frozen=True):
    """Asks for the commonest `limit` values of a facet, and every chosen one beside them."""

    facet: str
    limit: int


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine answers. `offset` and `limit` count hits. What is equal by any sort keeps the
    order in which the listings were indexed.

    What is asked of the place, the status and the distance must hold at one site: *recruiting in
    Georgia* finds no study that recruits in Texas and has a closed site in Georgia. A listing
    without sites counts as one site of its own status, whose place and point are not known; so
    does a site that states no status have that of its listing.
    """

    match: Node
    mentioned: Node | None = None
    """Mentions: listings that match this alone, as those of which an illness is no topic. They are
    counted apart whatever the page, and by relevance they follow the last match on a page that has
    room, best first. Facets and totals leave them out."""
    partial: Node | None = None
    """Partial matches, which follow the last match and the last mention on a page that has room,
    best first: listings that match this alone. Facets and totals leave them out, and they follow no
    other order than by relevance, nor where nothing matches or is mentioned."""
    filters: tuple[Filter, ...] = ()
    """Of different facets: a listing passes all of them."""
    near: Circle | None = None
    """Narrows to listings with a site in this circle; the sort by distance is from its middle."""
    age: AgeSpan | None = None
    """Narrows to listings whose ages overlap these. An end that a listing does not state is open,
    and one that states neither passes: nobody said no. Counts of every facet keep to it, that of
    age groups too: choosing one of those beside it asks for both."""
    facets: tuple[FacetWish, ...] = ()
    sooner: tuple[Filter, ...] = ()
    """By relevance, what passes the first of these comes before what does not, whatever both
    score; of the rest what passes the second, and so on. Partial matches still follow the last
    match."""
    sort: str = RELEVANCE.name
    offset: int = 0
    limit: int = 20
    """At most `MOST_HITS`."""
    day: date | None = None
    """The day for which it is asked: a status is as `index.listing.open_on` shows it then, wherever
    it is filtered, counted or ordered by. None: as records state it; nothing ages."""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything of what matches is filtered out."""
        return bool(self.filters or self.near or self.age)

    def __post_init__(self) -> None:
        """Raises `BadQuery` for what no engine answers."""
        checked(self.match)
        for beside in (self.mentioned, self.partial):
            if beside is not None:
                checked(beside)
        if self.offset < 0:
            raise BadQuery(f"A query begins at its first hit, not at {self.offset:,}.")
        if not 0 <= self.limit <= MOST_HITS:
            raise BadQuery(f"A query asks for 0 to {MOST_HITS:,} hits, not {self.limit:,}.")
        for wish in self.facets:
            if not 0 <= wish.limit <= MOST_VALUES:
                raise BadQuery(
                    f"A query asks for 0 to {MOST_VALUES:,} values of a facet, not {wish.limit:,}."
                )
        if self.sort not in _SORTS:
            raise BadQuery(f"There is no sort {self.sort}.")
        if len({one.facet for one in self.filters}) < len(self.filters):
            raise BadQuery("A query narrows a facet by one filter, with all of its values.")
        narrowing = (*self.filters, *self.sooner)
        for name in (*(one.facet for one in narrowing), *(wish.facet for wish in self.facets)):
            if name not in FACET:
                raise BadQuery(f"There is no facet {name}.")


def checked(match: Node) -> Node:
    """A tree that engines answer, as it is given. Raises `BadQuery` where `Preferred` stands
    elsewhere than in `AllOf`, or what is no node of a query."""
    match match:
        case Term() | Phrase() | About() | Mention() | Subjects() | Everything() | Ids():
            # Most nodes are leaves: a question of one word is looked at in 10 µs.
            pass
        case AllOf(children):
            for child in children:
                checked(child.child if isinstance(child, Preferred) else child)
        case AnyOf(children) | Best(children) | Like(children):
            for child in children:
                checked(child)
        case Not(child) | Weighted(child):
            checked(child)
        case Preferred():
            raise BadQuery("Preferred stands in AllOf alone.")
        case _:
            raise BadQuery(f"{type(match).__name__} is no node of a query.")
    return match
