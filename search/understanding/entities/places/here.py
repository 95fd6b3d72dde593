"""Where a question asks for what is near whoever asks: *near me*, *in my area*, *cerca de mí*.
Nobody knows here where that is, so that a ZIP code or a city is asked for."""

from __future__ import annotations

import re
from itertools import pairwise

from index.analysis import folded
from search.understanding.entities.places.word_lists import WORDS

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\s+")
_LONGEST = max(map(len, WORDS.here))
_FIRST = frozenset(run[0] for run in WORDS.here)

HERE_NOTICE = (
    "Nobody knows here where you are. To see what is near you, give your city or US ZIP code: "
    "“near 30322”, or “near Atlanta, Georgia”."
)
"""What to type, for a question that names no place beside."""


def here_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where an open text asks for what is near the reader, in its order: (start, end)."""
    words = [(match.start(), match.end(), folded(match[0])) for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(words):
        begins = words[first][2] in _FIRST
        end = _end(text, words[first : first + _LONGEST]) if begins else 0
        if end:
            found.append((words[first][0], words[first + end - 1][1]))
        first += max(end, 1)
    return tuple(found)


def _end(text: str, words: list[tuple[int, int, str]]) -> int:
    """How many of some words ask for it, from the first on."""
    for last in range(len(words), 0, -1):
        run = words[:last]
        if tuple(key for _, _, key in run) in WORDS.here and all(
            _GAP.fullmatch(text, one[1], other[0]) for one, other in pairwise(run)
        ):
            return last
    return 0
