"""Slips of the pen among the words of a question of which nothing was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from index.analysis import TermGroup, fold
from search.understanding.entities import Lexicon, Word, may_be_slip, may_mean


class Slip(msgspec.Struct, frozen=True):
    """Words that are misspelt, as one group, and what is meant by them; `taken` says whether that
    is sure enough to be searched for, or is offered."""

    run: tuple[TermGroup, ...]
    group: TermGroup
    meant: str
    taken: bool


def slips_in(text: str, words: Sequence[Word], lexicon: Lexicon, spanish: bool) -> Iterator[Slip]:
    """The slips among some words of a text, in its order."""
    content = [word for word in words if not word.group.stop]
    if spanish:
        content = [word for word in content if may_be_slip(word.said)]
    # What is written in capitals among small letters is a short form, and no slip.
    mixed = any(letter.islower() for letter in text)
    folded = [
        "" if mixed and word.said.isupper() else " ".join(fold(word.said)) for word in content
    ]
    for one in lexicon.corrections(folded):
        run = tuple(word.group for word in content[one.first : one.last])
        group = run[0]._replace(end=run[-1].end)
        meant = " ".join(one.meant)
        strange = spanish and not may_mean(folded[one.first], meant, lexicon.names)
        if not strange and "\n" not in text[group.start : group.end]:
            yield Slip(run, group, meant, one.taken)
