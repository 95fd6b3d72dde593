"""What an answer is made of. Small frozen values that the web, the API and the CLI share."""

from __future__ import annotations

import enum

import msgspec

from index.listing import Listing, Place, Site
from index.units import phrase_terms
from search.answers import EngineStatus, FacetAnswer
from search.distances import DEFAULT, Distance, distance_words
from search.request import SearchRequest

MOST_BEYOND = 100
"""Listings that follow the last match at most: what is farther from the question is no answer."""


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
    matches: bool = True
    """Whether it has all that was asked for."""
    title_marks: tuple[tuple[int, int], ...] = ()
    near: Nearness | None = None


class ClauseKind(enum.Enum):
    """What a part of a question was read as."""

    WORDS = "words"
    PHRASE = "phrase"
    EXCLUDED = "excluded"
    CONCEPT = "concept"
    SPELLING = "spelling"
    ID = "id"
    PLACE = "place"
    NEAR = "near"
    AGE = "age"
    SEX = "sex"
    PHASE = "phase"
    STATUS = "status"
    VOLUNTEERS = "volunteers"


class Clause(msgspec.Struct, frozen=True):
    """A part of the question and what it was read as; `start` and `end` are where it stands.

    `meant` says in words what it was taken for, and `undo` is the same request with this part
    taken as plain words; both are missing where it was taken as written.
    """

    kind: ClauseKind
    said: str
    start: int
    end: int
    meant: str = ""
    undo: SearchRequest | None = None

    @property
    def says_more(self) -> bool:
        """Whether it was taken for something that the reader did not type: *asthma* read as
        *Asthma* is no news to anybody."""
        return bool(self.meant) and not (
            self.kind is ClauseKind.CONCEPT and phrase_terms(self.said) == phrase_terms(self.meant)
        )


class Choice(msgspec.Struct, frozen=True):
    """One thing that may have been meant, and the request that says so."""

    label: str
    request: SearchRequest


class Ask(msgspec.Struct, frozen=True):
    """What could not be told from the words alone: *Georgia* is a country and a state. Until
    somebody chooses, `said` is searched for as words."""

    said: str
    choices: tuple[Choice, ...]


class Reading(msgspec.Struct, frozen=True):
    """How a request was understood; `notices` are sentences for whoever asked. `near` is the
    place that distances are measured from."""

    clauses: tuple[Clause, ...] = ()
    notices: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    near: Place | None = None
    within: Distance = DEFAULT
    """How near that must be."""


class WayOut(msgspec.Struct, frozen=True):
    """The request without one of the things that nothing has together, or farther away; what it
    does, in words; and how many listings it finds."""

    words: str
    request: SearchRequest
    total: int


class Results(msgspec.Struct, frozen=True):
    """The answer to a `SearchRequest`. `relaxed` says that no listing held all the words,
    so those with some of them are shown. `stamp` names the index that answered.

    `hits` are those that match, `total` in all, and where these end on the page those that have
    only some of what was asked or are like what has, `beyond` in all.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[FacetAnswer, ...]
    reading: Reading
    relaxed: bool
    stamp: str
    beyond: int = 0
    ways_out: tuple[WayOut, ...] = ()
    """Where nothing has all that was asked for: what is found without one thing, most first."""

    @property
    def shown(self) -> int:
        """How many listings there are to page through."""
        return self.total + min(self.beyond, MOST_BEYOND)


class ServiceStatus(EngineStatus, frozen=True):
    """Which index is being searched, and what is known beside it."""

    closest_names: str = ""
    """Whether closest names are known, in a sentence for staff; empty where none are kept."""
