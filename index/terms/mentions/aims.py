"""Which sentences of a summary say what is studied; the others are what it is studied before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.terms.mentions.trigger_words import aims

MOST_SENTENCES = 2
"""Of a summary tell its topic: an aim is seldom told in more."""


def telling(sentences: Sequence[str]) -> list[bool]:
    """Of each sentence of a summary, whether what it names is the topic: the first ones that tell
    an aim (*This study will …*), and where none does, the first of all. Of 90 listings that had a
    condition in their first two sentences and in no subject field, every third had it as what is
    known anyway: *symptoms such as fever and headache* of COVID-19, *the vaccine of tuberculosis*
    of a trial of colds."""
    found = [False] * len(sentences)
    left = MOST_SENTENCES
    for place, sentence in enumerate(sentences):
        if left and _aims().search(sentence):
            found[place] = True
            left -= 1
    if sentences and left == MOST_SENTENCES:
        found[0] = True
    return found


@lru_cache(1)
def _aims() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(aims(), reverse=True)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
