"""Negated states that are no names, as parts of a question: *not responding to*, *no insurance*.

Nothing is demanded by them, and listings that say what they are called come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from search.engine import Preferred
from search.request import SearchRequest
from search.understanding.composing.match import Part, phrase_node
from search.understanding.composing.piece import Piece
from search.understanding.operators import ItemKind, NegatedState, negated_states
from search.understanding.question import Clause, ClauseKind

_IN_A_STATE = frozenset(
    (
        ItemKind.WORD,
        ItemKind.FILLER,
        ItemKind.CONDITION,
        ItemKind.SIGN,
        ItemKind.DRUG,
        ItemKind.TREATMENT,
    )
)
_SAYS_NOTHING = frozenset((ItemKind.FILLER, ItemKind.STATE))


class Stated(msgspec.Struct, frozen=True):
    """The pieces of a question, its states among them in the place of their words, and what makes a
    listing come first."""

    pieces: tuple[Piece, ...]
    preferred: tuple[Part, ...]


def stated(pieces: Sequence[Piece], opened: str, request: SearchRequest) -> Stated:
    """The pieces, in the order of the text, with the states that the open text names. A state in a
    longer name or beside nothing that is asked for stays what it is: *undiagnosed diseases*."""
    found: list[Piece] = list(pieces)
    preferred: list[Part] = []
    for state in negated_states(opened):
        if state.means:
            continue
        inside = [one for one in found if state.start < one.end and one.start < state.end]
        if not all(_lies_in(one, state) and one.kind in _IN_A_STATE for one in inside):
            continue
        left = [one for one in found if one not in inside]
        if all(one.kind in _SAYS_NOTHING for one in left):
            continue
        piece = _piece(state, opened, request)
        found = sorted((*left, piece), key=lambda one: (one.start, one.end))
        preferred += _wishes(piece.clauses[0], state.prefer)
    return Stated(tuple(found), tuple(preferred))


def _lies_in(piece: Piece, state: NegatedState) -> bool:
    return state.start <= piece.start and piece.end <= state.end


def _piece(state: NegatedState, opened: str, request: SearchRequest) -> Piece:
    said = opened[state.start : state.end]
    meant = f"listings that say “{state.prefer}” come first" if state.prefer else ""
    undo = request.with_words(said) if meant else None
    clause = Clause(ClauseKind.WORDS, said, state.start, state.end, meant, undo)
    return Piece(ItemKind.STATE, state.start, state.end, (clause,))


def _wishes(clause: Clause, prefer: str) -> Iterator[Part]:
    for node in phrase_node(prefer):
        yield Part(clause, Preferred(node))
