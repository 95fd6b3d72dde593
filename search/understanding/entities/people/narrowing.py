"""Eligibility phrases of a question → its eligibility intent: how they narrow the request."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.listing import FACET
from search.engine import AgeSpan
from search.request import SearchRequest
from search.understanding.entities.people.phrases import FACET_OF, EligibilityPhrase
from search.understanding.question import Clause

LEFT_ASIDE = "left aside"
"""What a part of a question is taken for that something chosen holds over."""


class Preference(msgspec.Struct, frozen=True):
    """A part of a question, and the words of listings that come first for it."""

    clause: Clause
    words: str


class EligibilityIntent(msgspec.Struct, frozen=True):
    """What the eligibility phrases of a question narrow its request to, beside what is chosen: the
    values of the clauses, and `age`."""

    clauses: tuple[Clause, ...] = ()
    notices: tuple[str, ...] = ()
    age: AgeSpan | None = None
    preferred: tuple[Preference, ...] = ()


def eligibility_intent(
    phrases: Iterable[EligibilityPhrase], text: str, request: SearchRequest
) -> EligibilityIntent:
    """The intent that the phrases of a text have, for its request.

    Of several of one kind any will do: *women and men*. What is chosen in a facet holds over what
    the question says of it.
    """
    phrases = tuple(phrases)
    age = _age(phrases)
    clauses: list[Clause] = []
    notices: list[str] = []
    preferred: dict[str, Preference] = {}
    for phrase in phrases:
        if phrase.age and age and not _overlap(phrase.age, age):
            continue
        said, meant = text[phrase.start : phrase.end], phrase.meant
        undo, facet = request.with_words(said), FACET_OF.get(phrase.kind, "")
        clause = Clause(
            phrase.kind, said, phrase.start, phrase.end, meant, undo, facet, phrase.values
        )
        if facet and request.values(facet):
            clause = msgspec.structs.replace(clause, meant=LEFT_ASIDE, facet="", values=())
            label = FACET[facet].label
            notices.append(f"“{said}” is left aside: what you chose under “{label}” is shown.")
        elif phrase.prefer:
            preferred.setdefault(phrase.prefer, Preference(clause, phrase.prefer))
        clauses.append(clause)
    return EligibilityIntent(
        clauses=tuple(clauses),
        notices=tuple(notices),
        age=age,
        preferred=tuple(preferred.values()),
    )


def _age(phrases: tuple[EligibilityPhrase, ...]) -> AgeSpan | None:
    """From the youngest to the oldest age. Those in numbers hold over those in words, and what they
    deny stays words: a woman of 65 who speaks of *children* is no child."""
    numbers = [one.age for one in phrases if one.age and one.in_numbers]
    spans = numbers or [one.age for one in phrases if one.age]
    if not spans:
        return None
    return AgeSpan(min(one.youngest for one in spans), max(one.below for one in spans))


def _overlap(one: AgeSpan, other: AgeSpan) -> bool:
    return one.youngest < other.below and other.youngest < one.below
