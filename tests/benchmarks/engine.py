"""What an engine under measurement does, and what it is given."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from index.listing.model import Listing
from index.listing.schema import FACETS, RELEVANCE, facet_values
from index.listing.searched import searched_texts
from search.engine.query import Circle

TOP = 10
"""Hits that are asked for, each decoded to a `Listing`."""

VALUES = 20
"""Values that are asked for of each facet, the commonest first."""

BATCH = 1000
"""Listings that a peer is handed at a time."""


class How(enum.Enum):
    """Which listings a question is about."""

    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"


class Narrowing(msgspec.Struct, frozen=True):
    """Only listings that have this value for this facet."""

    facet: str
    value: str


class OneSite(msgspec.Struct, frozen=True):
    """What must hold at one site of a listing, and the order asked for."""

    values: tuple[Narrowing, ...] = ()
    near: Circle | None = None
    sort: str = RELEVANCE.name


class Question(msgspec.Struct, frozen=True):
    """Words in lower case, as a reader would type them; every engine stems them its own way."""

    kind: str
    words: tuple[str, ...]
    how: How = How.ALL
    narrowing: Narrowing | None = None
    at: OneSite | None = None
    """What none but ours can be asked for."""


class Answer(msgspec.Struct, frozen=True):
    """The exact number of listings, the first ten, and with facets each one's commonest values.

    Counts of the facet that a question narrows by leave that narrowing out.
    """

    total: int
    top: tuple[Listing, ...]
    facets: dict[str, dict[str, int]] = {}


class Reader(Protocol):
    """An index opened for asking."""

    def answer(self, question: Question) -> Answer:
        """The total and the top ten."""

    def answer_with_facets(self, question: Question) -> Answer:
        """The same, and every facet."""


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """A listing as the peers take it: all its searched text, its JSON, its facet values."""

    text: str
    stored: str
    values: dict[str, list[str]]


class Building(Protocol):
    """A peer's index in the making."""

    def add(self, batch: Sequence[Prepared]) -> None:
        """Takes the next listings."""

    def finish(self) -> None:
        """Writes and merges everything, and closes."""


LISTING = msgspec.json.Decoder(Listing)


def prepared(listing: Listing) -> Prepared:
    """What the peers are given of a listing."""
    return Prepared(
        text="\n".join(searched.text for searched in searched_texts(listing)),
        stored=msgspec.json.encode(listing).decode(),
        values={facet.name: list(facet_values(facet, listing)) for facet in FACETS},
    )


def batches(listings: Iterable[Listing]) -> Iterator[list[Prepared]]:
    """What the peers are given of some listings, `BATCH` at a time."""
    waiting = iter(listings)
    while batch := [prepared(one) for one in itertools.islice(waiting, BATCH)]:
        yield batch
