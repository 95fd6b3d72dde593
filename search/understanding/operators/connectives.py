"""Connecting words and signs: what stands in a text between the items of a question."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from search.understanding.operators.items import Item
from search.understanding.operators.word_lists import WORDS, Operator, Token

_SIGNS = {
    ",": Operator.COMMA,
    ";": Operator.COMMA,
    "/": Operator.SLASH,
    "&": Operator.AND,
    "+": Operator.PLUS,
    "-": Operator.SKIP,
    "'": Operator.SKIP,
}


class Connecting(msgspec.Struct, frozen=True):
    """A connecting word or sign, from `start` to `end` of a text, and what it does."""

    operator: Operator
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it may be taken for a word that is searched for."""
        return self.operator not in (
            Operator.COMMA,
            Operator.SLASH,
            Operator.BREAK,
            Operator.OTHER,
        )


Gap = tuple[Connecting, ...]
"""What stands between two items."""


@lru_cache(256)
def connecting(text: str, spanish: bool = False) -> tuple[Connecting, ...]:
    """The connecting words and signs of a text: of two that begin at one place the longer one.

    `text` is as `question.text.open_text` makes it: what is quoted or left out by a
    minus is not read. *Y*, *o* and *sin* are words of `spanish` questions alone. A word that joins
    nothing is `Operator.OTHER`.
    """
    return _read(WORDS.tokens(text), spanish)


def gaps(text: str, items: Sequence[Item], spanish: bool = False) -> list[tuple[Connecting, ...]]:
    """What stands before each item of a row, and last what stands behind them all."""
    tokens = WORDS.tokens(text)
    starts = [token.start for token in tokens]
    found = []
    first = 0
    for item in items:
        found.append(_read(tokens[first : bisect_left(starts, item.start)], spanish))
        first = bisect_left(starts, item.end)
    return [*found, _read(tokens[first:], spanish)]


def _read(tokens: Sequence[Token], spanish: bool) -> tuple[Connecting, ...]:
    table = WORDS.spanish if spanish else WORDS.english
    found: list[Connecting] = []
    first = 0
    while first < len(tokens):
        phrase = table.longest_in(tokens, first)
        last = first + phrase.count(" ")
        operator = table[phrase] if phrase else _sign(tokens[first])
        found.append(Connecting(operator, tokens[first].start, tokens[last].end))
        first = last + 1
    return tuple(found)


def _sign(token: Token) -> Operator:
    if token.key[0].isalnum():
        return Operator.OTHER
    return _SIGNS.get(token.key, Operator.BREAK)


def joining_spans(text: str, spanish: bool = False) -> list[tuple[int, int]]:
    """Where the words and signs of a text stand that join something: the whole of *regardless
    of*."""
    found = connecting(text, spanish)
    return [(one.start, one.end) for one in found if one.operator is not Operator.OTHER]


_NEGATES = (Operator.NOT, Operator.EXCEPT, Operator.INSTEAD, Operator.OPEN)


def negating_spans(text: str, spanish: bool = False) -> list[tuple[int, int]]:
    """Where the words of a text stand that leave something out or open: the whole of *not
    interested in*."""
    found = connecting(text, spanish)
    return [(one.start, one.end) for one in found if one.operator in _NEGATES]


def leading_negation(text: str, spanish: bool = False) -> int:
    """Where a negation ends that a text begins with; 0 where it begins with none. What it covers
    must leave a topic: *without pain fibromyalgia* is about fibromyalgia."""
    first = next(iter(connecting(text, spanish)), None)
    return first.end if first and first.operator in _NEGATES else 0
