"""The names of markers that are found in a text, and what is stated of them."""

from __future__ import annotations

from typing import Protocol

import msgspec

from index.analysis.markers.table import MARKERS, Named, Status, Statuses, Words


class Written(Protocol):
    """A piece of a text (`index.analysis.tokens.Piece`)."""

    @property
    def folded(self) -> str:
        """In small letters."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def gap(self) -> str:
        """What stands before it, behind the piece before."""

    @property
    def capital(self) -> bool:
        """Whether it is written in capitals."""


class Stated(msgspec.Struct, frozen=True):
    """A marker in a text, and what is stated of it."""

    states: tuple[Status, ...]
    first: int
    """Piece where the name or, if that comes before it, the status begins."""
    name: int
    """Last piece of the name."""
    last: int
    """Last piece of all."""
    end: int
    """Where the text of it ends; a sign belongs to it."""
    signed: bool
    """Whether a sign says it."""
    shared: int
    """1 where it has its status from the marker behind it in a list, -1 where from the one before
    it: *ER/PR+*, *negative for HIV and HBV*."""
    asked: bool
    """Whether a question means it as a status, and not as an illness."""
    either: bool = False
    """Whether several are stated of which any will do."""


class Found:
    """A name in a text, while its status is looked for."""

    def __init__(self, first: int, last: int, named: Named) -> None:
        self.first = self.start = first
        self.name = self.last = last
        self.named = named
        self.said: list[Words] = []
        """Words or signs beside it, of which each says a status."""
        self.noun = False
        self.sign_end = 0
        self.hyphen = False
        """Whether its sign is a hyphen, which may be that of a word left out."""
        self.suspended = False
        """Whether it was that."""
        self.denied = False
        self.leads = False
        """Whether its status stands before it."""
        self.shared = 0
        self.bare = False
        """Whether nothing but its name says it."""

    @property
    def statuses(self) -> Statuses | None:
        return MARKERS.statuses.get(self.named.marker)

    @property
    def is_decided(self) -> bool:
        return bool(self.said or self.named.states)
