"""Shorthand of clinicians and of those in haste: *h/o stroke*, *9 y/o*, *tx for lupus*."""

from __future__ import annotations

import msgspec

from search.understanding.operators.word_lists import WORDS


class Shorthand(msgspec.Struct, frozen=True):
    """A part of a text that is written short, and what is read in its place; what `means` nothing
    asks for nothing. What is `unsure` yields to any other reading, such as a place: *TX*."""

    start: int
    end: int
    means: str
    unsure: bool


def shorthand(text: str, spanish: bool = False) -> tuple[Shorthand, ...]:
    """What is written short in a text, in its order and apart from each other. In `spanish` *y/o*
    joins two names."""
    tokens = WORDS.tokens(text)
    found: list[Shorthand] = []
    first = 0
    while first < len(tokens):
        phrase = WORDS.shorthand.longest_in(tokens, first)
        last = first + phrase.count(" ")
        if phrase:
            short = WORDS.shorthand[phrase]
            start, end = tokens[first].start, tokens[last].end
            numbered = first > 0 and tokens[first - 1].key.isdigit()
            # *PT* in capitals among small letters is a name: physical therapy, prothrombin time.
            capitals = text[start:end].isupper() and not text.isupper()
            joins = spanish and phrase in WORDS.spanish
            if (
                (numbered or not short.after_number)
                and not joins
                and not (short.unsure and capitals)
            ):
                found.append(Shorthand(start, end, short.means, short.unsure))
        first = last + 1
    return tuple(found)
