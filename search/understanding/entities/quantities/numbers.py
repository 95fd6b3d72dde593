"""How people write numbers, and how they compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from search.understanding.entities.quantities.word_lists import WORDS

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s?[kK](?![\w-]))?|\.\d+"
"""*50*, *50,000*, *7.5*, *50k*."""

RANGE = rf"(?:{NUMBER})(?:\s*(?:-|–|—|/|\+|\bto\b|\band\b)\s*(?:{NUMBER}))?"
"""*2-3*, *150/90*, *3+4*, *2 to 3*, and a number alone."""


def any_of(said: Iterable[str]) -> str:
    """A pattern of words in any of which a run of spaces is one; the longest first."""
    ordered = sorted(said, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, one.split())) for one in ordered)


def _bounded(said: Iterable[str]) -> str:
    """The same, words whole and signs anywhere."""
    words = [one for one in said if one[0].isalpha()]
    signs = [one for one in said if not one[0].isalpha()]
    return rf"(?:\b(?:{any_of(words)})\b|(?:{any_of(signs)}))"


COMPARED = _bounded(WORDS.before)
_BEHIND_WORDS = any_of(one for one in WORDS.behind if one != "+")
BEHIND = rf"(?:\s*(?:\b(?:{_BEHIND_WORDS})\b|\+(?!\s?\d)))"


def comparison(before: str | None, behind: str | None = None) -> str:
    """*over*, *at least*, *under* or *at most*; "" where a number is not compared."""
    if before:
        return WORDS.before[" ".join(before.casefold().split())]
    return WORDS.behind[" ".join(behind.casefold().split())] if behind else ""


def plain(number: str) -> str:
    """A number or a range as one of several writings: *50,000*, *50k* and *50000* are one."""
    one = re.sub(r"(?<=\d),(?=\d{3})", "", number)
    one = re.sub(r"(\d)\s?[kK]\b", r"\g<1>000", one)
    one = re.sub(r"\s*(?:–|—|−|\bto\b|\band\b)\s*", "-", one)
    one = re.sub(r"(?<!\d)\.(?=\d)", "0.", one)
    return re.sub(r"\s*([-+/])\s*", r"\1", one).strip()


_LARGE = re.compile(r"(?<![\d.])\d{4,}")


def shown(value: str) -> str:
    """A plain value as a reader is shown it: *50,000*."""
    return _LARGE.sub(lambda match: f"{int(match[0]):,}", value)


def written(value: str) -> tuple[str, ...]:
    """A plain value in the ways that listings write it: *50,000* and *50000*."""
    return tuple(dict.fromkeys((shown(value), value)))
