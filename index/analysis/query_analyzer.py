"""A question → groups of terms, one group for each part of it that must be found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from index.analysis.markers import Stated, statuses_in
from index.analysis.stemming import MAX_WORD, WORDS, term
from index.analysis.tokens import (
    Binding,
    Piece,
    bindings_of,
    bound_terms,
    compound_term,
    decompounded,
    hyphen_runs,
    pieces_of,
)

STOP_WORDS = WORDS.stop_words

REMEMBERED = 2048
"""Texts of which is remembered what was made of them: a question and its parts are read more than
once."""


class TermGroup(NamedTuple):
    """A query term group: a part of a question that must be found as a whole.

    A listing matches the group if it has one of `alternatives`, each a run of terms one after the
    other. `start` and `end` are offsets in the question. `stop` marks a group of stop words, which
    carries no meaning of its own.
    """

    alternatives: tuple[tuple[str, ...], ...]
    start: int
    end: int
    stop: bool


def term_groups(text: str) -> list[TermGroup]:
    """The term groups of a question, each with the ways it may stand in a listing.

    `text` is NFC; spans are offsets in it. Stop words are kept and marked. Which groups are
    alternatives, as in *HIV/AIDS* and *stage 3 or 4*, is for whoever reads the question.
    """
    return [*_groups(text)]


@lru_cache(REMEMBERED)
def _groups(text: str) -> tuple[TermGroup, ...]:
    pieces = _pieces(text)
    bound = bindings_of(pieces)
    heads = {binding.head for i, binding in bound.items() if binding.head == i - 1}
    run_of = {i: run for run in hyphen_runs(pieces) for i in run}
    found: list[TermGroup] = []
    i = 0
    while i < len(pieces):
        run = run_of.get(i)
        if run is not None and i == run[0] and not _is_one_bound(run, bound):
            group = _compound_group(pieces, run, bound)
            i = run[-1] + 1
        elif i in heads:
            group = _bound_group(pieces, i + 1, bound[i + 1])
            i += 2
        elif i in bound:
            group = _bound_group(pieces, i, bound[i])
            i += 1
        elif _leads_open_compound(pieces, i, heads):
            group = _open_compound_group(pieces, i)
            i += 2
        else:
            piece = pieces[i]
            group = TermGroup(
                ((decompounded(piece.folded)[0],),),
                piece.start,
                piece.end,
                piece.folded in STOP_WORDS,
            )
            i += 1
        found.append(group)
    return tuple(found)


_PLAIN = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{3,})*")
_LIKE_A_NUMERAL = re.compile(r"\b[xiv]+[abc]?\b", re.IGNORECASE)


@lru_cache(REMEMBERED)
def phrase_terms(text: str) -> tuple[str, ...]:
    """The terms that stand one after the other where a listing holds the words of `text`."""
    if _PLAIN.fullmatch(text) and not _LIKE_A_NUMERAL.search(text):
        # Nothing binds, and no sign says anything: a fifth of the time, for nine names of ten.
        return tuple(term(word[:MAX_WORD]) for word in text.lower().split(" "))
    return bound_phrase_terms(text)


def bound_phrase_terms(text: str) -> tuple[str, ...]:
    """`phrase_terms` of any text, in which numbers and letters are bound and signs are read."""
    pieces = _pieces(text)
    bound = bindings_of(pieces)
    terms: list[str] = []
    places: list[int] = []
    for i, piece in enumerate(pieces):
        binding = bound.get(i)
        places.append(len(terms) - (binding is not None and binding.head == i - 1))
        if binding is None:
            terms.append(decompounded(piece.folded)[0])
        elif binding.head == i - 1:
            terms[-1] = bound_terms(pieces[i - 1].folded, binding.short)[0]
        else:
            terms.append(bound_terms(pieces[binding.head].folded, binding.short)[0])
    # A sign has no term of its own: without this *Ph+ ALL* were *Ph- ALL*.
    for stated in statuses_in(pieces, text[pieces[-1].end :]) if pieces else ():
        if stated.signed:
            terms[places[stated.name]] = stated.states[0].term
    return tuple(terms)


@lru_cache(REMEMBERED)
def _pieces(text: str) -> list[Piece]:
    """The pieces of a text, which nobody changes."""
    return pieces_of(text)


class AskedStatus(NamedTuple):
    """A marker in a question with what is asked of it, and where: its offsets in the question."""

    stated: Stated
    start: int
    end: int


def asked_statuses(text: str) -> list[AskedStatus]:
    """The statuses of markers that a question asks for, in its order; `text` is NFC."""
    pieces = _pieces(text)
    found = statuses_in(pieces, text[pieces[-1].end :], asked=True) if pieces else []
    return [AskedStatus(one, pieces[one.first].start, one.end) for one in found]


def _is_one_bound(run: range, bound: dict[int, Binding]) -> bool:
    return len(run) == 2 and run[1] in bound and bound[run[1]].head == run[0]


def _compound_group(pieces: list[Piece], run: range, bound: dict[int, Binding]) -> TermGroup:
    """*HER2-low*: as one word, or its parts one after the other."""
    parts: list[str] = []
    for i in run:
        binding = bound.get(i)
        if binding is not None and binding.head == i - 1 and i != run[0]:
            parts[-1] = bound_terms(pieces[i - 1].folded, binding.short)[0]
        else:
            parts.append(decompounded(pieces[i].folded)[0])
    alternatives = dict.fromkeys(((compound_term(pieces, run),), tuple(parts)))
    return TermGroup(tuple(alternatives), pieces[run[0]].start, pieces[run[-1]].end, stop=False)


def _bound_group(pieces: list[Piece], i: int, binding: Binding) -> TermGroup:
    head = pieces[binding.head]
    start = head.start if binding.head == i - 1 else pieces[i].start
    whole = bound_terms(head.folded, binding.short)[0]
    return TermGroup(((whole,),), start, pieces[i].end, stop=False)


def _leads_open_compound(pieces: list[Piece], i: int, heads: set[int]) -> bool:
    """Whether a letter and the word after it are one open compound: *T cell*, *C. difficile*."""
    letter = pieces[i].folded
    if len(letter) != 1 or not letter.isalpha() or i + 1 >= len(pieces) or i + 1 in heads:
        return False
    following = pieces[i + 1]
    if letter in STOP_WORDS and not (pieces[i].capital and i > 0 and letter != "i"):
        # *I* is nearly always somebody: *should I worry*.
        return False
    if letter == "s" and pieces[i].gap.endswith(("'", "’", "ʼ")):
        # *Baker 's cyst*.
        return False
    return len(following.folded) > 2 and following.folded not in STOP_WORDS


def _open_compound_group(pieces: list[Piece], i: int) -> TermGroup:
    pair = range(i, i + 2)
    parts = tuple(decompounded(pieces[k].folded)[0] for k in pair)
    return TermGroup(
        ((compound_term(pieces, pair),), parts), pieces[i].start, pieces[i + 1].end, stop=False
    )
