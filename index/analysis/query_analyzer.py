"""A question → the parts of it that must be found, each with the ways it may be written."""

from __future__ import annotations

from typing import NamedTuple

from index.analysis.stemming import WORDS
from index.analysis.tokens import (
    Binding,
    Piece,
    bindings_of,
    bound_terms,
    closed,
    glued,
    hyphen_runs,
    pieces_of,
)

STOP_WORDS = WORDS.stop_words


class Unit(NamedTuple):
    """A part of a question that must be found as a whole.

    A listing has the unit if it has one of `alternatives`, each a run of terms one after the
    other. `stop` says that the unit carries no meaning of its own.
    """

    alternatives: tuple[tuple[str, ...], ...]
    start: int
    end: int
    stop: bool


def units(text: str) -> list[Unit]:
    """The parts of a question, each with the ways it may stand in a listing.

    `text` is NFC; spans are offsets in it. Stop words are kept and marked.
    """
    pieces = pieces_of(text)
    bound = bindings_of(pieces)
    heads = {binding.head for i, binding in bound.items() if binding.head == i - 1}
    run_of = {i: run for run in hyphen_runs(pieces) for i in run}
    found: list[Unit] = []
    i = 0
    while i < len(pieces):
        first, run = i, run_of.get(i)
        if run is not None and i == run[0] and not _is_one_bound(run, bound):
            unit = _compound_unit(pieces, run, bound)
            i = run[-1] + 1
        elif i in heads:
            unit = _bound_unit(pieces, i + 1, bound[i + 1])
            i += 2
        elif i in bound:
            unit = _bound_unit(pieces, i, bound[i])
            i += 1
        elif _leads_compound(pieces, i, heads):
            unit = _spaced_unit(pieces, i)
            i += 2
        else:
            piece = pieces[i]
            unit = Unit(
                ((glued(piece.folded)[0],),), piece.start, piece.end, piece.folded in STOP_WORDS
            )
            i += 1
        if _asks_for_either(pieces, first, first in bound):
            _add_alternative(found, unit)
        else:
            found.append(unit)
    return found


def _asks_for_either(pieces: list[Piece], i: int, listed: bool) -> bool:
    """*HIV/AIDS* and *phase 1/2* ask for either, and so does *stage 3 or 4*."""
    return i > 0 and ("/" in pieces[i].gap or (listed and pieces[i - 1].folded == "or"))


def _add_alternative(found: list[Unit], unit: Unit) -> None:
    """Makes a unit another way of the one before it, over the *or* between them."""
    while found and found[-1].stop:
        found.pop()
    if not found or unit.stop:
        found.append(unit)
        return
    before = found.pop()
    alternatives = tuple(dict.fromkeys((*before.alternatives, *unit.alternatives)))
    found.append(Unit(alternatives, before.start, unit.end, stop=False))


def phrase_terms(text: str) -> tuple[str, ...]:
    """The terms that stand one after the other where a listing holds the words of `text`."""
    pieces = pieces_of(text)
    bound = bindings_of(pieces)
    terms: list[str] = []
    for i, piece in enumerate(pieces):
        binding = bound.get(i)
        if binding is None:
            terms.append(glued(piece.folded)[0])
        elif binding.head == i - 1:
            terms[-1] = bound_terms(pieces[i - 1].folded, binding.short)[0]
        else:
            terms.append(bound_terms(pieces[binding.head].folded, binding.short)[0])
    return tuple(terms)


def _is_one_bound(run: range, bound: dict[int, Binding]) -> bool:
    return len(run) == 2 and run[1] in bound and bound[run[1]].head == run[0]


def _compound_unit(pieces: list[Piece], run: range, bound: dict[int, Binding]) -> Unit:
    """*HER2-low*: as one word, or its parts one after the other."""
    parts: list[str] = []
    for i in run:
        binding = bound.get(i)
        if binding is not None and binding.head == i - 1 and i != run[0]:
            parts[-1] = bound_terms(pieces[i - 1].folded, binding.short)[0]
        else:
            parts.append(glued(pieces[i].folded)[0])
    alternatives = dict.fromkeys(((closed(pieces, run),), tuple(parts)))
    return Unit(tuple(alternatives), pieces[run[0]].start, pieces[run[-1]].end, stop=False)


def _bound_unit(pieces: list[Piece], i: int, binding: Binding) -> Unit:
    head = pieces[binding.head]
    start = head.start if binding.head == i - 1 else pieces[i].start
    whole = bound_terms(head.folded, binding.short)[0]
    return Unit(((whole,),), start, pieces[i].end, stop=False)


def _leads_compound(pieces: list[Piece], i: int, heads: set[int]) -> bool:
    """Whether a single letter belongs to the word after it: *T cell*, *C. difficile*."""
    letter = pieces[i].folded
    if len(letter) != 1 or not letter.isalpha() or i + 1 >= len(pieces) or i + 1 in heads:
        return False
    following = pieces[i + 1]
    if letter in STOP_WORDS and not (pieces[i].capital and i > 0):
        return False
    return len(following.folded) > 2 and following.folded not in STOP_WORDS


def _spaced_unit(pieces: list[Piece], i: int) -> Unit:
    pair = range(i, i + 2)
    parts = tuple(glued(pieces[k].folded)[0] for k in pair)
    return Unit(((closed(pieces, pair),), parts), pieces[i].start, pieces[i + 1].end, stop=False)
