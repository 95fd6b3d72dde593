"""Text → terms, with their places: one chain for listings and questions.

A term is what the index holds: folded, in one spelling, stemmed. Numbers and single letters
that belong to the word before them are bound to it (*type 1* → ``type1``, *hepatitis B* →
``hepatitisb``, *stage III* → ``stage3``), and a compound is found both ways (*IL-6*, *IL 6*
and *IL6* → ``il6``). A bound piece takes no position of its own, so that a phrase reads the
same whichever way its numbers are written.
"""

from __future__ import annotations

import hashlib
import unicodedata
from itertools import product
from string import ascii_lowercase
from typing import NamedTuple

from index.analysis.markers import MARKERS, MARKERS_FILE, statuses_in
from index.analysis.stemming import MAX_WORD, WORDS_FILE, nltk_version, term
from index.analysis.tokens import (
    CONNECTORS,
    HEADS,
    LISTS,
    SIGNS,
    Binding,
    Piece,
    bindings_of,
    bound_terms,
    compound_term,
    decompounded,
    hyphen_runs,
    is_number,
    linked,
    may_be_short,
    pieces_of,
)

CHAIN = 3
"""Counts changes of this module, `index.analysis.tokens`, `index.analysis.stemming` and
`index.analysis.markers` that change terms."""


class Token(NamedTuple):
    """A term and where it stands: its position among the words, its span in the text."""

    term: str
    position: int
    start: int
    end: int


class Edge:
    """Flags: how a chunk, a whitespace token, may bind with its neighbors.

    A flag may be set where nothing binds in the end, and is never missing where something does.
    """

    LEADS = 1
    """Something in the next chunk may belong to a head in this one."""
    FOLLOWS = 2
    """Something in this chunk may belong to a head before it."""
    PASSES = 4
    """A head before this chunk may have something in the next one: *2* and *or* after *type*."""
    WAITS = 8
    """The word after this chunk decides whether its last piece is bound: *stage-2,3* cycles."""
    COMMA = 16
    """There is a comma in it, after which such a word decides as well."""
    MARKS = 32
    """Something in it may belong to the name of a marker."""
    STATES = 64
    """Something in it may decide on the status of one."""
    FILLS = 128
    """It may stand between these, and is neither; with `MARKS`, it begins no name."""


def version() -> str:
    """Twelve hex digits that change whenever the same text could give other terms."""
    parts = (str(CHAIN), nltk_version, unicodedata.unidata_version)
    files = WORDS_FILE.read_bytes() + MARKERS_FILE.read_bytes()
    digest = hashlib.sha256("|".join(parts).encode() + files)
    return digest.hexdigest()[:12]


def analyse(text: str) -> list[Token]:
    """Every term of a listing's text, in the order of the text.

    `text` is NFC; spans are offsets in it. A text may give several terms at one position.
    """
    pieces = pieces_of(text)
    return _tokens(pieces, bindings_of(pieces), text)


def analyse_chunk(chunk: str) -> tuple[list[Token], int]:
    """What `analyse` gives for a run of text without whitespace, and its flags of `Edge`.

    The terms of a text are those of its chunks, save where chunks bind: there they are those
    of the chunks joined by single spaces.
    """
    if chunk.isascii() and chunk.isalnum():
        # One piece, as most chunks are, with nothing before or after it.
        word = chunk.lower()[:MAX_WORD]
        edges = _EDGES_OF_WORD.get(word, 0)
        if edges & _BOTH == _BOTH:
            pass  # It may be the name of a marker that says its status: TNBC, V600E.
        elif chunk.isalpha():
            return [Token(term(word), 0, 0, len(chunk))], edges
        else:
            tokens = [Token(written, 0, 0, len(chunk)) for written in decompounded(word)]
            # Of words with digits, short numbers alone bind with all their neighbors.
            return tokens, edges | (_EDGES_OF_NUMBER if is_number(word) else 0)
    pieces = pieces_of(chunk)
    bound = bindings_of(pieces)
    return _tokens(pieces, bound, chunk), _edges(chunk, pieces, bound)


def _edges(chunk: str, pieces: list[Piece], bound: dict[int, Binding]) -> int:
    found = (Edge.COMMA if "," in chunk else 0) | _marked(chunk, pieces)
    if not pieces:
        return found | Edge.FOLLOWS | Edge.PASSES
    first, last, n = pieces[0], pieces[-1], len(pieces)
    tail = chunk[last.end :]
    # A head binds the next word at once or over one hyphen; a list goes on over any signs.
    if (last.folded in HEADS and (not tail or linked(tail))) or n - 1 in bound:
        found |= Edge.LEADS
    if n - 2 in bound and last.folded in CONNECTORS:
        found |= Edge.LEADS
    if first.folded in CONNECTORS or (may_be_short(first) and set(first.gap) <= LISTS):
        found |= Edge.FOLLOWS
    if all(piece.folded in CONNECTORS or may_be_short(piece) for piece in pieces):
        found |= Edge.PASSES
    if n - 1 in bound and last.gap == ",":
        found |= Edge.WAITS
    return found


def _marked(chunk: str, pieces: list[Piece]) -> int:
    """The flags of a chunk that tell of markers."""
    words = {piece.folded for piece in pieces}
    found = 0
    if words & MARKERS.first_in_names:
        found = Edge.MARKS
    elif words & MARKERS.in_names:
        found = Edge.MARKS | Edge.FILLS
    if words & MARKERS.in_statuses or (SIGNS.search(chunk) and (found or not words)):
        found |= Edge.STATES
    return found or (Edge.FILLS if words <= _FILLING else 0)


_BOTH = Edge.MARKS | Edge.STATES
_FILLING = MARKERS.between | MARKERS.leads | MARKERS.denied_with | CONNECTORS | {"y", "o"}


def _edges_of_word(word: str) -> int:
    return _edges(word, [Piece(word, 0, len(word), "", False)], {})


_NUMERALS = product(("", "x"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"), "abc_")
# Words bind with their neighbors where they are among these, and no others do.
_EDGES_OF_WORD = {
    word: _edges_of_word(word)
    for word in (
        *HEADS,
        *CONNECTORS,
        *ascii_lowercase,
        *("".join(numeral).rstrip("_") for numeral in _NUMERALS),
        *MARKERS.in_names,
        *MARKERS.in_statuses,
        *_FILLING,
    )
    if word
}


_EDGES_OF_NUMBER = _edges_of_word("999")


def _tokens(pieces: list[Piece], bound: dict[int, Binding], text: str) -> list[Token]:
    tokens: list[Token] = []
    positions: list[int] = []
    position = -1
    for i, piece in enumerate(pieces):
        binding = bound.get(i)
        if binding is None or binding.head != i - 1:
            position += 1
        positions.append(position)
        for written in decompounded(piece.folded):
            tokens.append(Token(written, position, piece.start, piece.end))
        if binding is not None:
            start = pieces[binding.head].start if binding.head == i - 1 else piece.start
            for whole in bound_terms(pieces[binding.head].folded, binding.short):
                tokens.append(Token(whole, position, start, piece.end))
    for run in hyphen_runs(pieces):
        first, last = run[0], run[-1]
        if last in bound and len(run) == 2:
            continue
        tokens.append(
            Token(
                compound_term(pieces, run), positions[first], pieces[first].start, pieces[last].end
            )
        )
    for stated in statuses_in(pieces, text[pieces[-1].end :]) if pieces else ():
        position, start = positions[stated.name], pieces[stated.first].start
        terms = (one.term for state in stated.states for one in MARKERS.with_wholes(state))
        tokens += (Token(one, position, start, stated.end) for one in dict.fromkeys(terms))
    return tokens
