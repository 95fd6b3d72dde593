"""Names of a question in Spanish that the vocabulary does not have so: *alergia al maní*, *vacuna
para la gripe*, *enfermedad del hígado graso*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from index.reference import Concept, ConceptKind
from search.understanding.entities import (
    Names,
    Word,
    as_english_writes,
    in_english,
    is_head,
    is_vaccine,
    word_in_english,
    written_in_english,
)
from search.understanding.lattice import name_weight

_LONGEST = 7
"""Words of a name that is looked up in our own list."""

_ILLNESS = (ConceptKind.CONDITION, ConceptKind.SIGN)
_BETWEEN = re.compile(r"[^\w\s'’-]|\s(?:y|o|con|sin|no|para)\s", re.IGNORECASE)
"""What parts two names."""
_OF = re.compile(r"\s(?:de|del|contra|para|al?)(?:\s(?:el|la|los|las))?\s", re.IGNORECASE)
_MARK = re.compile(r"[^\w\s'’-]")


class Translated(msgspec.Struct, frozen=True):
    """The words from `first` to `last` (exclusive), what is said in English for them, and what it
    means."""

    first: int
    last: int
    said: str
    concepts: tuple[Concept, ...]
    weight: float


def translated(text: str, words: Sequence[Word], names: Names) -> Iterator[Translated]:
    """The names in some words of a text. None of them is one that the vocabulary has as typed."""
    content = [i for i, word in enumerate(words) if not word.group.stop]
    for first in range(len(words)):
        for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
            yield from _ways(text, words, first, last, names)
    for first, last in pairwise(content):
        yield from _turned(text, words, first, last, names)


def _ways(
    text: str, words: Sequence[Word], first: int, last: int, names: Names
) -> Iterator[Translated]:
    said = _between(text, words, first, last)
    if words[last - 1].group.stop or _MARK.search(said):
        return
    english = _english(said)
    concepts = names.named(english) if english and not names.named(said) else ()
    if concepts:
        yield Translated(first, last, english, concepts, _weight(words[first:last]))
    head = words[first].said
    if not (is_head(head) or is_vaccine(head)):
        return
    starts = (text[words[first].group.end : words[i].group.start] for i in range(first + 1, last))
    after = next((first + 1 + n for n, gap in enumerate(starts) if _OF.fullmatch(gap)), last)
    while after < last and words[after].group.stop:
        after += 1
    if after == last:
        return
    named = _between(text, words, after, last)
    illness = in_english(named, names) if names.named(named) else _english(named)
    if is_vaccine(head):
        others = (name.text for one in names.named(illness)[:1] for name in one.names)
        vaccines = (f"{one} vaccine" for one in (illness, *others) if one)
        said_so = next(filter(names.named, vaccines), "")
        concepts = names.named(said_so) if said_so else ()
    else:
        said_so, concepts = illness, names.named(illness) if illness else ()
        concepts = concepts if any(one.kind in _ILLNESS for one in concepts[:1]) else ()
    if concepts and not names.named(said):
        yield Translated(first, last, said_so, concepts, _weight(words[first:last]))


def _english(said: str) -> str:
    return written_in_english(said) or as_english_writes(said)


def _turned(
    text: str, words: Sequence[Word], first: int, last: int, names: Names
) -> Iterator[Translated]:
    """Two words that are a name in English the other way round: *alergia al maní* is *peanut
    allergy*, and *tos crónica* *chronic cough*."""
    typed = _between(text, words, first, last + 1)
    head, other = (
        word_in_english(said) or as_english_writes(said)
        for said in (words[first].said, words[last].said)
    )
    said = f"{other} {head}"
    known = bool(head and other) and not _BETWEEN.search(typed)
    concepts = names.named(said) if known else ()
    if concepts and not names.named(typed):
        yield Translated(first, last + 1, said, concepts, name_weight(2, last - first - 1))


def _between(text: str, words: Sequence[Word], first: int, last: int) -> str:
    return text[words[first].group.start : words[last - 1].group.end]


def _weight(run: Sequence[Word]) -> float:
    stops = sum(word.group.stop for word in run)
    return name_weight(len(run) - stops, stops)
