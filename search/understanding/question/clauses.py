"""How a question was read: its clauses, what needs disambiguation, what is highlighted in texts."""

from __future__ import annotations

import enum

import msgspec

from index.analysis import phrase_terms
from index.listing import Place
from search.request import DEFAULT, Distance, SearchRequest


class ClauseKind(enum.Enum):
    """What a part of a question was read as."""

    WORDS = "words"
    PHRASE = "phrase"
    EXCLUDED = "excluded"
    OPEN = "open"
    CONCEPT = "concept"
    MARKER = "marker"
    SPELLING = "spelling"
    ID = "id"
    CODE = "code"
    QUANTITY = "quantity"
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
    taken as plain words; both are missing where it was taken as written. Where it narrows what is
    found by a facet, `facet` is its name and `values` are those of which any will do.
    """

    kind: ClauseKind
    said: str
    start: int
    end: int
    meant: str = ""
    undo: SearchRequest | None = None
    facet: str = ""
    values: tuple[str, ...] = ()

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


class Disambiguation(msgspec.Struct, frozen=True):
    """What could not be told from the words alone: *Georgia* is a country and a state. Until
    somebody chooses, `said` is read as `taken` says in words, which is the likeliest by far; where
    that is empty it is searched for as words."""

    said: str
    choices: tuple[Choice, ...]
    taken: str = ""


class Reading(msgspec.Struct, frozen=True):
    """How a request was understood; `notices` are sentences for whoever asked. `near` is the
    place that distances are measured from."""

    clauses: tuple[Clause, ...] = ()
    notices: tuple[str, ...] = ()
    disambiguations: tuple[Disambiguation, ...] = ()
    near: Place | None = None
    within: Distance = DEFAULT
    """How near that must be."""


Run = tuple[str, ...]


class Highlights(msgspec.Struct, frozen=True):
    """What to highlight in a text: terms wherever they stand, and runs of terms as a whole."""

    terms: frozenset[str] = frozenset()
    runs: frozenset[Run] = frozenset()
