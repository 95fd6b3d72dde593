"""What negation covers in a row of items: names that are left out, and names that may be there or
not.

A negation covers the name directly after it, where that stands alone, and what is listed with it:
*no diabetes, asthma or COPD*. It leaves that out only where a topic stands outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from search.understanding.operators.connectives import Connecting, Gap
from search.understanding.operators.items import (
    CONCEPTS,
    FACETS,
    TOPICS,
    TREATMENTS,
    Item,
    ItemKind,
    LeftOut,
    family,
)
from search.understanding.operators.word_lists import WORDS, Operator, is_treatment

_LEAVE_OUT = frozenset((Operator.NOT, Operator.EXCEPT, Operator.INSTEAD))
_LISTED = frozenset((Operator.OR, Operator.AND, Operator.SLASH))
"""What joins a name to one that is covered; *nor* and *and no* cover one by themselves."""
_LIGHT = frozenset((Operator.SKIP, Operator.PREPOSITION))
_NAMES = CONCEPTS | FACETS | {ItemKind.CODE}


class Covered(msgspec.Struct, frozen=True):
    """What a negation covers: the places of items, and where its clause stands."""

    operator: Operator
    places: tuple[int, ...]
    start: int
    end: int


def covered(items: Sequence[Item], gaps: Sequence[Gap]) -> tuple[Covered, ...]:
    """What the negations of a row cover, those that ask for nothing (`Operator.OPEN`) among them;
    `gaps` are as `search.understanding.operators.connectives.gaps` makes them."""
    found: list[Covered] = []
    free = 0
    for place in range(len(items)):
        leads = _leads(gaps[place])
        if leads is None or place < free or not _may_cover(leads.operator, place, items, gaps):
            continue
        places = (place, *_listed_with(place, leads.operator, items, gaps))
        free = places[-1] + 1
        found.append(Covered(leads.operator, places, leads.start, items[places[-1]].end))
    return tuple(found)


def left_out(items: Sequence[Item], negations: Sequence[Covered]) -> tuple[LeftOut, ...]:
    """What is left out of what is asked. A concept is, where a topic stands outside of all that is
    covered; a place or an age group always: nobody asks for Texas by *not in Texas*."""
    inside = {place for one in negations for place in one.places}
    topic = any(item.kind in TOPICS for place, item in enumerate(items) if place not in inside)
    return tuple(
        part
        for one in negations
        if one.operator in _LEAVE_OUT
        for part in _parts(one, items)
        if topic or items[part.places[0]].kind in FACETS
    )


def _leads(gap: Gap) -> Connecting | None:
    """The negation at the end of a gap, over articles and prepositions."""
    for one in reversed(gap):
        if one.operator in _LEAVE_OUT or one.operator is Operator.OPEN:
            return one
        if one.operator not in _LIGHT:
            return None
    return None


def _may_cover(operator: Operator, place: int, items: Sequence[Item], gaps: Sequence[Gap]) -> bool:
    item = items[place]
    if not _stands_alone(place, items, gaps):
        return False
    if operator is Operator.INSTEAD:
        return _is_treatment(item)
    if item.kind is ItemKind.WORD:
        return operator in (Operator.EXCEPT, Operator.OPEN) or _is_treatment(item)
    return item.kind in _NAMES


def _stands_alone(place: int, items: Sequence[Item], gaps: Sequence[Gap]) -> bool:
    """Whether no plain word goes on with it: *no COPD exacerbations* are not no COPD."""
    after = place + 1
    return (
        after == len(items)
        or items[after].kind not in (ItemKind.WORD, ItemKind.QUANTITY, ItemKind.STATE)
        or any(one.operator is not Operator.SKIP for one in gaps[after])
    )


def _is_treatment(item: Item) -> bool:
    """Whether it is one by its kind or its word: the vocabulary has surgery as a condition."""
    return item.kind in TREATMENTS or is_treatment(item.said)


def _listed_with(
    place: int, operator: Operator, items: Sequence[Item], gaps: Sequence[Gap]
) -> Iterator[int]:
    """The places of what is listed after a name that is covered, with commas only where the list
    closes with *or* or *and*, or the negation introduces lists."""
    closed = reached = place
    while reached + 1 < len(items):
        following = reached + 1
        joins = {one.operator for one in gaps[following]} - {Operator.SKIP}
        alike = family(items[following].kind) is family(items[place].kind)
        if not alike or not joins or not _stands_alone(following, items, gaps):
            break
        if not joins <= _LISTED | {Operator.COMMA}:
            break
        reached = following
        if joins != {Operator.COMMA}:
            closed = following
    if operator is Operator.EXCEPT:
        closed = reached
    yield from range(place + 1, closed + 1)


def _parts(one: Covered, items: Sequence[Item]) -> Iterator[LeftOut]:
    """What one negation leaves out: treatments each apart, as each spares something else."""
    rest = tuple(place for place in one.places if not _is_treatment(items[place]))
    for place in one.places:
        if _is_treatment(items[place]):
            said = items[place].said
            yield LeftOut(
                (place,),
                one.start,
                one.end,
                tuple(phrase.format(said) for phrase in WORDS.spared),
                only_prefers=items[place].kind is ItemKind.WORD,
            )
    if rest:
        yield LeftOut(rest, one.start, one.end)
