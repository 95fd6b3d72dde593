"""What a question says of who asks and what may be joined → how its request is narrowed."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.schema import FACET
from search.asked_phrases import FACET_OF, AskedPhrase
from search.query import AgeSpan
from search.request import Chosen, SearchRequest
from search.results import Clause, ClauseKind

LEFT_ASIDE = "left aside"


class WhoAsks(msgspec.Struct, frozen=True):
    """What the phrases of a question narrow its request to, beside what is chosen."""

    clauses: tuple[Clause, ...] = ()
    notices: tuple[str, ...] = ()
    chosen: Chosen = ()
    age: AgeSpan | None = None
    prefer: str = ""
    """Words that listings say which come first."""


def who_asks(phrases: Iterable[AskedPhrase], text: str, request: SearchRequest) -> WhoAsks:
    """What phrases of a text mean for its request.

    Of several of one kind any will do: *women and men*. What is chosen in a facet holds over what
    the question says of it.
    """
    phrases = tuple(phrases)
    ages = _ages(phrases)
    clauses: list[Clause] = []
    notices: list[str] = []
    read: list[AskedPhrase] = []
    for phrase in phrases:
        if phrase.age is not None and phrase not in ages:
            continue
        said, meant = text[phrase.start : phrase.end], phrase.meant
        facet = FACET_OF.get(phrase.kind)
        if facet and request.values(facet):
            meant = LEFT_ASIDE
            label = FACET[facet].label
            notices.append(f"“{said}” is left aside: what you chose under “{label}” is shown.")
        else:
            read.append(phrase)
        undo = request.with_words(said)
        clauses.append(Clause(phrase.kind, said, phrase.start, phrase.end, meant, undo))
    return WhoAsks(
        clauses=tuple(clauses),
        notices=tuple(notices),
        chosen=tuple((FACET_OF[one.kind], one.values) for one in read if one.values),
        age=_from_youngest_to_oldest([one.age for one in ages if one.age]),
        prefer=" ".join(dict.fromkeys(one.prefer for one in read if one.prefer)),
    )


def _ages(phrases: tuple[AskedPhrase, ...]) -> tuple[AskedPhrase, ...]:
    """The ages that hold: in numbers, where there are any, and those in words that go with them.
    A woman of 65 who speaks of *children* is no child."""
    ages = [one for one in phrases if one.kind is ClauseKind.AGE and one.age]
    span = _from_youngest_to_oldest([one.age for one in ages if one.age and one.in_numbers])
    if span is None:
        return tuple(ages)
    return tuple(one for one in ages if one.age and _overlap(one.age, span))


def _overlap(one: AgeSpan, other: AgeSpan) -> bool:
    return one.youngest < other.below and other.youngest < one.below


def _from_youngest_to_oldest(spans: list[AgeSpan]) -> AgeSpan | None:
    if not spans:
        return None
    return AgeSpan(min(one.youngest for one in spans), max(one.below for one in spans))
