"""Text → terms: one chain for listings and questions, and the only user of the stemmer.

A term is what the index holds: folded, in one spelling, stemmed. Numbers and single letters
that belong to the word before them are bound to it (*type 1* → ``type1``, *hepatitis B* →
``hepatitisb``, *stage III* → ``stage3``), and a compound is found both ways (*IL-6*, *IL 6*
and *IL6* → ``il6``). A bound piece takes no position of its own, so that a phrase reads the
same whichever way its numbers are written.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

from index.terms import MAX_WORD, WORDS, WORDS_FILE, fold, nltk_version, term

CHAIN = 1
"""Counts changes of this module and `index.terms` that change terms."""

MAX_COMPOUND = 4

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_HYPHENS = frozenset("-‐‑‒–−")
_LISTS = frozenset("/,&+-‐‑‒–−")
_NUMBER = re.compile(r"\d{1,3}[a-d]?")
_ROMAN = re.compile(r"(x?(?:ix|iv|v?i{0,3}))([a-c]?)")
_LETTERS_DIGITS = re.compile(r"([a-z]+)(\d{1,3}[a-d]?)")
_CONNECTORS = frozenset(("and", "or", "to", "through", "vs", "versus"))
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}

STOP_WORDS = WORDS.stop_words


class Token(NamedTuple):
    """A term and where it stands: its position among the words, its span in the text."""

    term: str
    position: int
    start: int
    end: int


class Unit(NamedTuple):
    """A part of a question that must be found as a whole.

    A listing has the unit if it has one of `alternatives`, each a run of terms one after the
    other. `stop` says that the unit carries no meaning of its own.
    """

    alternatives: tuple[tuple[str, ...], ...]
    start: int
    end: int
    stop: bool


class _Piece(NamedTuple):
    folded: str
    start: int
    end: int
    gap: str
    """What stands between the piece before and this one."""
    capital: bool


def version() -> str:
    """Twelve hex digits that change whenever the same text could give other terms."""
    parts = (str(CHAIN), nltk_version, unicodedata.unidata_version)
    digest = hashlib.sha256("|".join(parts).encode() + WORDS_FILE.read_bytes())
    return digest.hexdigest()[:12]


# --- pieces of a text ---------------------------------------------------------------------


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        start = match.start()
        gap = text[end:start]
        end = match.end()
        for folded in fold(word):
            pieces.append(_Piece(folded, start, end, gap, word.isupper()))
            gap = "-"
    return pieces


def _linked(gap: str) -> bool:
    return gap in _HYPHENS


def _roman(word: str) -> str:
    """``iii`` → ``3``, ``iiib`` → ``3b``; nothing for what is no numeral up to 19."""
    match = _ROMAN.fullmatch(word)
    if match is None or not match.group(1):
        return ""
    total = 0
    digits = [_ROMAN_VALUES[letter] for letter in match.group(1)]
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -digit if digit < following else digit
    return f"{total}{match.group(2)}"


def _short(piece: _Piece, head: str) -> str:
    """What a piece adds to the head before it (``1``, ``3b``, ``b``), or nothing."""
    word = piece.folded
    if head in WORDS.number_heads and _NUMBER.fullmatch(word):
        return word
    if head in WORDS.roman_heads and (piece.capital or len(word) > 1):
        number = _roman(word)
        if number:
            return number
    if head in WORDS.letter_heads and len(word) == 1 and word.isalpha():
        return word
    return ""


def _counts_something(pieces: list[_Piece], i: int) -> bool:
    """Whether a word follows a number at once: *stage 4, 3 cycles*, unlike *stage 2, 3 or 4*."""
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    return (
        following is not None and not following.gap.strip() and following.folded not in _CONNECTORS
    )


def _same_sort(one: str, other: str) -> bool:
    return one[0].isdigit() == other[0].isdigit()


class _Binding(NamedTuple):
    """A piece that belongs to an earlier head: *1* and *2* in *type 1 or 2*."""

    head: int
    short: str


def _bindings(pieces: list[_Piece]) -> dict[int, _Binding]:
    """Which pieces belong to which head, by piece number."""
    bound: dict[int, _Binding] = {}
    last: _Binding | None = None
    last_at = -1
    for i, piece in enumerate(pieces):
        previous = pieces[i - 1] if i else None
        if previous is None:
            continue
        gap = piece.gap.strip()
        if last is None or last_at != i - 1:
            follows_list = (
                last is not None
                and last_at == i - 2
                and previous.folded in _CONNECTORS
                and gap in _LISTS | {""}
            )
        else:
            follows_list = bool(gap) and all(sign in _LISTS for sign in gap.replace(" ", ""))
        if last is not None and follows_list:
            short = _short(piece, pieces[last.head].folded)
            # A lower-case "a" after "and" is an article: hepatitis B and a control.
            if (
                short
                and _same_sort(short, last.short)
                and (short != "a" or piece.capital)
                and not (gap == "," and _counts_something(pieces, i))
            ):
                bound[i] = last = _Binding(last.head, short)
                last_at = i
                continue
        if (not gap or _linked(gap)) and len(piece.gap) <= 2 and (i - 1) not in bound:
            short = _short(piece, previous.folded)
            if short:
                bound[i] = last = _Binding(i - 1, short)
                last_at = i
    return bound


def _bound_terms(head: str, short: str) -> tuple[str, ...]:
    """``stage`` + ``3b`` → ``stage3b``, ``stage3``: the wider one is found as well."""
    whole = term(head) + short
    if head in WORDS.divided_heads and short[0].isdigit() and short[-1].isalpha():
        return (whole, whole[:-1])
    return (whole,)


def _runs(pieces: list[_Piece]) -> list[range]:
    """Pieces written with hyphens between them, two to `MAX_COMPOUND`, that are not all numbers."""
    runs: list[range] = []
    start = 0
    for i in range(1, len(pieces) + 1):
        if i < len(pieces) and _linked(pieces[i].gap):
            continue
        if 2 <= i - start <= MAX_COMPOUND and any(
            not pieces[k].folded.isdigit() for k in range(start, i)
        ):
            runs.append(range(start, i))
        start = i
    return runs


def _closed(pieces: list[_Piece], run: range) -> str:
    """The term of a compound written as one word."""
    whole = "".join(pieces[i].folded for i in run)[:MAX_WORD]
    match = _LETTERS_DIGITS.fullmatch(whole)
    return term(match.group(1)) + match.group(2) if match else term(whole)


def _glued(word: str) -> tuple[str, ...]:
    """The terms of a word as written: ``type1`` stands for the bound term as well."""
    match = _LETTERS_DIGITS.fullmatch(word)
    if match is None:
        return (term(word),)
    return _bound_terms(match.group(1), match.group(2))


# --- the two uses -------------------------------------------------------------------------


def analyse(text: str) -> list[Token]:
    """Every term of a listing's text, in the order of the text.

    `text` is NFC; spans are offsets in it. A text may give several terms at one position.
    """
    pieces = _pieces(text)
    bound = _bindings(pieces)
    tokens: list[Token] = []
    positions: list[int] = []
    position = -1
    for i, piece in enumerate(pieces):
        binding = bound.get(i)
        if binding is None or binding.head != i - 1:
            position += 1
        positions.append(position)
        for written in _glued(piece.folded):
            tokens.append(Token(written, position, piece.start, piece.end))
        if binding is not None:
            start = pieces[binding.head].start if binding.head == i - 1 else piece.start
            for whole in _bound_terms(pieces[binding.head].folded, binding.short):
                tokens.append(Token(whole, position, start, piece.end))
    for run in _runs(pieces):
        first, last = run[0], run[-1]
        if last in bound and len(run) == 2:
            continue
        tokens.append(
            Token(_closed(pieces, run), positions[first], pieces[first].start, pieces[last].end)
        )
    return tokens


def units(text: str) -> list[Unit]:
    """The parts of a question, each with the ways it may stand in a listing.

    `text` is NFC; spans are offsets in it. Stop words are kept and marked.
    """
    pieces = _pieces(text)
    bound = _bindings(pieces)
    heads = {binding.head for i, binding in bound.items() if binding.head == i - 1}
    run_of = {i: run for run in _runs(pieces) for i in run}
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
                ((_glued(piece.folded)[0],),), piece.start, piece.end, piece.folded in STOP_WORDS
            )
            i += 1
        if _asks_for_either(pieces, first, first in bound):
            _add_alternative(found, unit)
        else:
            found.append(unit)
    return found


def _asks_for_either(pieces: list[_Piece], i: int, listed: bool) -> bool:
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
    pieces = _pieces(text)
    bound = _bindings(pieces)
    terms: list[str] = []
    for i, piece in enumerate(pieces):
        binding = bound.get(i)
        if binding is None:
            terms.append(_glued(piece.folded)[0])
        elif binding.head == i - 1:
            terms[-1] = _bound_terms(pieces[i - 1].folded, binding.short)[0]
        else:
            terms.append(_bound_terms(pieces[binding.head].folded, binding.short)[0])
    return tuple(terms)


def _is_one_bound(run: range, bound: dict[int, _Binding]) -> bool:
    return len(run) == 2 and run[1] in bound and bound[run[1]].head == run[0]


def _compound_unit(pieces: list[_Piece], run: range, bound: dict[int, _Binding]) -> Unit:
    """*HER2-low*: as one word, or its parts one after the other."""
    parts: list[str] = []
    for i in run:
        binding = bound.get(i)
        if binding is not None and binding.head == i - 1 and i != run[0]:
            parts[-1] = _bound_terms(pieces[i - 1].folded, binding.short)[0]
        else:
            parts.append(_glued(pieces[i].folded)[0])
    alternatives = dict.fromkeys(((_closed(pieces, run),), tuple(parts)))
    return Unit(tuple(alternatives), pieces[run[0]].start, pieces[run[-1]].end, stop=False)


def _bound_unit(pieces: list[_Piece], i: int, binding: _Binding) -> Unit:
    head = pieces[binding.head]
    start = head.start if binding.head == i - 1 else pieces[i].start
    whole = _bound_terms(head.folded, binding.short)[0]
    return Unit(((whole,),), start, pieces[i].end, stop=False)


def _leads_compound(pieces: list[_Piece], i: int, heads: set[int]) -> bool:
    """Whether a single letter belongs to the word after it: *T cell*, *C. difficile*."""
    letter = pieces[i].folded
    if len(letter) != 1 or not letter.isalpha() or i + 1 >= len(pieces) or i + 1 in heads:
        return False
    following = pieces[i + 1]
    if letter in STOP_WORDS and not (pieces[i].capital and i > 0):
        return False
    return len(following.folded) > 2 and following.folded not in STOP_WORDS


def _spaced_unit(pieces: list[_Piece], i: int) -> Unit:
    pair = range(i, i + 2)
    parts = tuple(_glued(pieces[k].folded)[0] for k in pair)
    closed = _closed(pieces, pair)
    return Unit(((closed,), parts), pieces[i].start, pieces[i + 1].end, stop=False)
