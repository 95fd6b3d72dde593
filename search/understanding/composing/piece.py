"""A part of a question as it was read."""

from __future__ import annotations

import msgspec

from index.reference import Concept
from search.understanding.composing.match import Part
from search.understanding.entities import MarkerNodes
from search.understanding.operators import ItemKind
from search.understanding.question import Clause


class Piece(msgspec.Struct, frozen=True):
    """A part of a question as it was read: its clauses, what it asks of texts, and what it
    names."""

    kind: ItemKind
    start: int
    end: int
    clauses: tuple[Clause, ...] = ()
    part: Part | None = None
    concepts: tuple[Concept, ...] = ()
    marker: MarkerNodes | None = None
    said: str = ""
    """What it is searched for by, where that is not what is typed."""
