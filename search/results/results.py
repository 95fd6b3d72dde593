"""What an answer is made of. Small frozen values that the web, the API and the CLI share."""

from __future__ import annotations

import enum
from datetime import date

import msgspec

from index.listing import Listing, Site
from search.engine import EngineStatus, FacetAnswer
from search.request import DEFAULT, Distance, SearchRequest, distance_words
from search.understanding import Reading

FEW = 10
"""Fewer matches than these are little: what else may help is shown beside them."""

MOST_FOLLOWING = 10
"""Listings that follow the last match at most: what is farther from the question is no answer."""


class HitGroup(enum.Enum):
    """What a listing has of a question."""

    MATCH = "match"
    """All that was asked for, and it is about that."""
    RELAXED = "relaxed"
    """About all that was asked for, but elsewhere or of another phase: `Hit.lacks` says so."""
    MENTION = "mention"
    """All that was asked for, but it is about something else."""
    CLOSE = "close"
    """Some of what was asked for, or it is like what has some of it."""


class Snippet(msgspec.Struct, frozen=True):
    """A passage of a listing's own text, unescaped; `marks` are (start, end) of matched words."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


class Nearness(msgspec.Struct, frozen=True):
    """How near a listing's sites lie to a point."""

    sites: int
    """How many sites the listing has."""
    within: int
    """How many of them lie within the distance asked for and, where a status or a place was asked
    for as well, have it."""
    nearest: Site
    """The nearest of these."""
    kilometers: float
    """How far away that is."""
    asked: Distance = DEFAULT
    """The distance asked for."""

    @property
    def words(self) -> str:
        """*3 sites, 2 within 50 miles; nearest: Emory University, Atlanta (3 miles)*."""
        site = self.nearest
        where = ", ".join(part for part in (site.facility, site.levels[2]) if part) or "not named"
        away = distance_words(self.kilometers, self.asked.unit)
        sites = f"{self.sites:,} site{'' if self.sites == 1 else 's'}"
        return f"{sites}, {self.within:,} within {self.asked.words}; nearest: {where} ({away})"


class Hit(msgspec.Struct, frozen=True):
    """A listing in an answer, with what to show of it. `near` is there where a point was given."""

    listing: Listing
    score: float
    snippet: Snippet
    group: HitGroup = HitGroup.MATCH
    title_marks: tuple[tuple[int, int], ...] = ()
    near: Nearness | None = None
    lacks: str = ""
    """What is not as it was asked for, of one that is relaxed: *210 miles away*."""

    @property
    def matches(self) -> bool:
        """Whether the total counts it."""
        return self.group is HitGroup.MATCH


class Relaxation(msgspec.Struct, frozen=True):
    """The request without one of the things that few have together, or farther away; what it does,
    in words; and how many listings it finds."""

    words: str
    request: SearchRequest
    total: int


class Results(msgspec.Struct, frozen=True):
    """The answer to a `SearchRequest`. `relaxed` says that no listing has all that was asked
    for, so those with some of it are shown. `stamp` names the index that answered.

    `hits` are those that match, `total` in all, and where these end on the page those that are
    about it elsewhere or in another phase, `relaxed_total` of them on all pages; then those that
    mention what was asked for, `mentioned_total` in all, and then partial matches, which have only
    some of it or are like what has, `partial_total` in all.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[FacetAnswer, ...]
    reading: Reading
    relaxed: bool
    stamp: str
    relaxed_total: int = 0
    mentioned_total: int = 0
    partial_total: int = 0
    relaxations: tuple[Relaxation, ...] = ()
    """Where few have all that was asked for: what is found without one thing, the nearest to the
    question first."""
    day: date | None = None
    """The day for which it was answered: statuses are shown as they are then. None: as records
    state them."""

    @property
    def shown(self) -> int:
        """How many listings there are to page through."""
        following = self.relaxed_total + self.mentioned_total + self.partial_total
        return self.total + min(following, MOST_FOLLOWING)


class ServiceStatus(EngineStatus, frozen=True):
    """Which index is being searched, and what is known beside it."""

    closest_names: str = ""
    """Whether closest names are known, in a sentence for staff; empty where none are kept."""
