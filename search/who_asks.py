"""What a question says of who asks and what may be joined → how its request is narrowed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.schema import FACET
from search.asked_phrases import FACET_OF, AskedPhrase
from search.query import AgeSpan
from search.request import Chosen, SearchRequest
from search.results import Clause

LEFT_ASIDE = "left aside"


class Preference(msgspec.Struct, frozen=True):
    """A part of a question, and the words of listings that come first for it."""

    clause: Clause
    words: str


class WhoAsks(msgspec.Struct, frozen=True):
    """What the phrases of a question narrow its request to, beside what is chosen."""

    clauses: tuple[Clause, ...] = ()
    notices: tuple[str, ...] = ()
    chosen: Chosen = ()
    age: AgeSpan | None = None
    preferred: tuple[Preference, ...] = ()


def who_asks(phrases: Iterable[AskedPhrase], text: str, request: SearchRequest) -> WhoAsks:
    """What phrases of a text mean for its request.

    Of several of one kind any will do: *women and men*. What is chosen in a facet holds over what
    the question says of it.
    """
    phrases = tuple(phrases)
    age = _age(phrases)
    clauses: list[Clause] = []
    notices: list[str] = []
    read: list[AskedPhrase] = []
    preferred: dict[str, Preference] = {}
    for phrase in phrases:
        if phrase.age and age and not _overlap(phrase.age, age):
            continue
        said, meant = text[phrase.start : phrase.end], phrase.meant
        clause = Clause(
            phrase.kind, said, phrase.start, phrase.end, meant, request.with_words(said)
        )
        facet = FACET_OF.get(phrase.kind)
        if facet and request.values(facet):
            clause = msgspec.structs.replace(clause, meant=LEFT_ASIDE)
            label = FACET[facet].label
            notices.append(f"“{said}” is left aside: what you chose under “{label}” is shown.")
        else:
            read.append(phrase)
            if phrase.prefer:
                preferred.setdefault(phrase.prefer, Preference(clause, phrase.prefer))
        clauses.append(clause)
    return WhoAsks(
        clauses=tuple(clauses),
        notices=tuple(notices),
        chosen=tuple((FACET_OF[one.kind], one.values) for one in read if one.values),
        age=age,
        preferred=tuple(preferred.values()),
    )


def _age(phrases: tuple[AskedPhrase, ...]) -> AgeSpan | None:
    """From the youngest to the oldest age. Those in numbers hold over those in words, and what they
    deny stays words: a woman of 65 who speaks of *children* is no child."""
    numbers = [one.age for one in phrases if one.age and one.in_numbers]
    spans = numbers or [one.age for one in phrases if one.age]
    if not spans:
        return None
    return AgeSpan(min(one.youngest for one in spans), max(one.below for one in spans))


def _overlap(one: AgeSpan, other: AgeSpan) -> bool:
    return one.youngest < other.below and other.youngest < one.below
