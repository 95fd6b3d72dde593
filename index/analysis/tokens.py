"""The pieces of a text, and which of them belong together.

Numbers and single letters are tokens bound to the word before them, their head (*type 1*,
*hepatitis B and C*, *stage III*), and words with hyphens between them are a compound (*IL-6*).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.analysis.markers import MAY_BE_VARIED, VARIANT, canonical, wider
from index.analysis.stemming import MAX_WORD, WORDS, fold, term

MAX_COMPOUND = 4

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_VARIED_WORD = re.compile(f"(?:{VARIANT.pattern})|{_WORD.pattern}", re.VERBOSE)
_HYPHENS = frozenset("-‐‑‒–−")
LISTS = frozenset("/,&+-‐‑‒–−")
SIGNS = re.compile(r"\+|[-‐‑‒–−](?!\w)")
"""What may say that a marker is there, or is not."""
_NUMBER = re.compile(r"\d{1,3}[a-d]?")
_ROMAN = re.compile(r"(x?(?:ix|iv|v?i{0,3}))([a-c]?)")
_LONGEST_SHORT = len("xviiic")
_LETTERS_DIGITS = re.compile(r"([a-z]+)(\d{1,3}[a-d]?)")
CONNECTORS = frozenset(("and", "or", "to", "through", "vs", "versus"))
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}

HEADS = WORDS.number_heads | WORDS.roman_heads | WORDS.letter_heads
"""The words that a number or a letter after them may be bound to."""


class Piece(NamedTuple):
    """A word of a text, folded, or a part of one."""

    folded: str
    start: int
    end: int
    gap: str
    """What stands between the piece before and this one; whitespace is one space."""
    capital: bool


def pieces_of(text: str) -> list[Piece]:
    """The words of a text, in order."""
    pieces: list[Piece] = []
    end = 0
    # Most texts hold no change of a gene, and looking for one at every word takes twice as long.
    may_vary = MAY_BE_VARIED.search(text) is not None
    for match in (_VARIED_WORD if may_vary else _WORD).finditer(text):
        word = match.group()
        start = match.start()
        gap = text[end:start]
        if gap and gap != " ":
            gap = _SPACES.sub(" ", gap)
        for folded in (canonical(match),) if may_vary and match.lastgroup else fold(word):
            end = match.end()
            pieces.append(Piece(folded, start, end, gap, word.isupper()))
            gap = "-"
    return pieces


def linked(gap: str) -> bool:
    """Whether a gap is one hyphen, of any kind."""
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


def _short(piece: Piece, head: str) -> str:
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


def is_number(word: str) -> bool:
    """Whether a word is a number that a head may have: ``2``, ``3b``."""
    return bool(_NUMBER.fullmatch(word))


def may_be_short(piece: Piece) -> bool:
    """Whether there could be a head that the piece belongs to."""
    word = piece.folded
    if len(word) > _LONGEST_SHORT:
        return False
    return bool(is_number(word) or _roman(word) or (len(word) == 1 and word.isalpha()))


def _counts_something(pieces: list[Piece], i: int) -> bool:
    """Whether a word follows a number at once: *stage 4, 3 cycles*, unlike *stage 2, 3 or 4*."""
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    return (
        following is not None and not following.gap.strip() and following.folded not in CONNECTORS
    )


def _same_sort(one: str, other: str) -> bool:
    return one[0].isdigit() == other[0].isdigit()


class Binding(NamedTuple):
    """A bound token: a number or letter that forms one term with the word before it, its head, by
    piece number: *1* and *2* in *type 1 or 2*."""

    head: int
    short: str


def bindings_of(pieces: list[Piece]) -> dict[int, Binding]:
    """Which pieces belong to which head, by piece number."""
    bound: dict[int, Binding] = {}
    last: Binding | None = None
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
                and previous.folded in CONNECTORS
                and gap in LISTS | {""}
            )
        else:
            follows_list = bool(gap) and all(sign in LISTS for sign in gap.replace(" ", ""))
        if last is not None and follows_list:
            short = _short(piece, pieces[last.head].folded)
            # A lower-case "a" after "and" is an article: hepatitis B and a control.
            if (
                short
                and _same_sort(short, last.short)
                and (short != "a" or piece.capital)
                and not (gap == "," and _counts_something(pieces, i))
            ):
                bound[i] = last = Binding(last.head, short)
                last_at = i
                continue
        if (not gap or linked(gap)) and len(piece.gap) <= 2 and (i - 1) not in bound:
            short = _short(piece, previous.folded)
            if short:
                bound[i] = last = Binding(i - 1, short)
                last_at = i
    return bound


def bound_terms(head: str, short: str) -> tuple[str, ...]:
    """``stage`` + ``3b`` → ``stage3b``, ``stage3``: the wider one is found as well."""
    whole = term(head) + short
    if head in WORDS.divided_heads and short[0].isdigit() and short[-1].isalpha():
        return (whole, whole[:-1])
    return (whole,)


def hyphen_runs(pieces: list[Piece]) -> list[range]:
    """Pieces written with hyphens between them, two to `MAX_COMPOUND`, that are not all numbers."""
    runs: list[range] = []
    start = 0
    for i in range(1, len(pieces) + 1):
        if i < len(pieces) and linked(pieces[i].gap):
            continue
        if 2 <= i - start <= MAX_COMPOUND and any(
            not pieces[k].folded.isdigit() for k in range(start, i)
        ):
            runs.append(range(start, i))
        start = i
    return runs


def compound_term(pieces: list[Piece], run: range) -> str:
    """The term of a compound as if it were written as one word: *IL-6* → ``il6``."""
    whole = "".join(pieces[i].folded for i in run)[:MAX_WORD]
    match = _LETTERS_DIGITS.fullmatch(whole)
    return term(match.group(1)) + match.group(2) if match else term(whole)


def decompounded(word: str) -> tuple[str, ...]:
    """The terms of a word. Letters with a number behind are taken apart, so that ``types1`` has the
    bound term of *type 1*."""
    match = None if word.isalpha() else _LETTERS_DIGITS.fullmatch(word)
    if match is None:
        broader = "" if word.isalnum() else wider(word)
        return (term(word), broader) if broader else (term(word),)
    return bound_terms(match.group(1), match.group(2))
