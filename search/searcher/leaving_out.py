"""What is found with one thing left out: the relaxations that are offered where little is found.

All of them are made of the one reading of a question. What is left out is taken from its match, its
filters or its place, and all attempts are counted together. The link of each is the request without
that part of its text, which finds as much as is counted: what would be read otherwise without it is
not offered.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

import msgspec

from index.listing import (
    AGE_GROUP,
    CONDITION,
    FACET,
    HEALTHY,
    JOINABLE,
    NOT_STATED,
    PHASE,
    PLACE,
    SEX,
    STATUS,
    value_label,
)
from search.engine import Query
from search.request import OFFERED, PARAMETER, Distance, SearchRequest
from search.results import FEW, Relaxation
from search.understanding import (
    Clause,
    ClauseKind,
    ItemKind,
    Lexicon,
    Near,
    Part,
    Understood,
    full_name,
    is_alike_without,
    open_text,
    plain_spans,
    query_of,
    without,
)

MOST_TRIED = 12
"""Parts of a question that are left out in turn: each is counted."""

MOST_SHOWN = 4

LONGEST = 60
"""Characters of what is left out that are said."""

_KEPT = frozenset((CONDITION.name, SEX.name, AGE_GROUP.name, HEALTHY.name))
"""Facets that nothing is found without: what is looked for, and who would take part."""
_JOINABLE = frozenset(one.value for one in JOINABLE)
_CONDITIONS = frozenset((ItemKind.CONDITION, ItemKind.CODE))
_FACET_OF = {
    ClauseKind.PLACE: PLACE.name,
    ClauseKind.PHASE: PHASE.name,
    ClauseKind.STATUS: STATUS.name,
}

_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\b")

Counts = Callable[[Sequence[Query]], Sequence[int]]
Alike = Callable[[Clause], bool]
"""Whether the rest of a question is read as it is where a clause is left out."""


class Attempt(NamedTuple):
    """Something left out: in words, the request without it, and what that means."""

    words: str
    request: SearchRequest
    understood: Understood


def relaxations(
    understood: Understood, total: int, counts: Counts, lexicon: Lexicon, day: date | None
) -> tuple[Relaxation, ...]:
    """The relaxations of a request that finds `total` listings and is to find more: the nearest to
    what was asked first, none where there is enough.

    That is a greater distance, then any status, phase or other filter; then words, those first that
    most listings have; then names, and last the place. The only condition is never left out, nor is
    who would take part, a marker's status, what is excluded, and that it can be joined.
    """
    if total >= FEW:
        return ()
    alike = _alike(understood, lexicon)
    farther = [*_farther(understood)]
    narrowing = [*_without_a_filter(understood), *_without_what_narrows(understood, alike)]
    every = [*_without_all_filters(understood)]
    parts = [*islice(_parts(understood, alike), MOST_TRIED)]
    fewer = [_without_part(understood, part) for part in parts]
    placeless = [*_anywhere(understood, alike)]
    attempts = [*farther, *narrowing, *every, *fewer, *placeless]
    if not attempts:
        return ()
    asked = [query_of(one.understood, (), 0, day) for one in attempts]
    alone = [Query(match=part.about, day=day) for part in parts]
    counted = iter(counts([*asked, *alone]))

    def finding(tried: Sequence[Attempt]) -> list[Relaxation]:
        rows = [Relaxation(words, request, next(counted)) for words, request, _ in tried]
        return [row for row in rows if row.total > total]

    wider, filters, no_filter = finding(farther), finding(narrowing), finding(every)
    shorter, anywhere = finding(fewer), finding(placeless)
    telling = {
        one.words: (part.clause.kind is ClauseKind.CONCEPT, part.kind in _CONDITIONS, -count)
        for one, part, count in zip(fewer, parts, counted, strict=True)
    }
    shorter.sort(key=lambda row: telling[row.words])
    found = (*_first_and_last(wider), *(filters or no_filter), *shorter, *anywhere)
    return found[:MOST_SHOWN]


def _alike(understood: Understood, lexicon: Lexicon) -> Alike:
    opened, plain = open_text(understood.text), plain_spans(understood.asked)

    def alike(clause: Clause) -> bool:
        start, end = clause.start, clause.end
        stay = [(a, b) for a, b in plain if not (start <= a and b <= end)]
        if any(a < end and start < b for a, b in stay):
            return False
        rest = plain_spans(without(understood.asked, start, end))
        return len(rest) == len(stay) and is_alike_without(opened, start, end, lexicon)

    return alike


def _first_and_last(found: Sequence[Relaxation]) -> list[Relaxation]:
    """The nearest distance that finds more, and the farthest if that finds more still."""
    first, last = found[:1], found[-1:]
    return [*first, *(one for one in last if one.total > first[0].total)]


# --- filters ------------------------------------------------------------------------------------


def _without_a_filter(understood: Understood) -> Iterator[Attempt]:
    """What is chosen beside the question, facet by facet."""
    asked = understood.asked
    for facet in _chosen_that_may_go(understood):
        values = asked.values(facet)
        if facet == STATUS.name and _JOINABLE.issuperset(values):
            for value in _JOINABLE.difference(values):
                request = asked.with_value(facet, value)
                words = f"Also “{FACET[facet].label}: {value_label(FACET[facet], value)}”"
                yield _chosen_otherwise(understood, words, request)
        else:
            labels = " or ".join(value_label(FACET[facet], value) for value in values)
            words = _without(f"{FACET[facet].label}: {labels}")
            yield _chosen_otherwise(understood, words, asked.without_facet(facet))


def _chosen_that_may_go(understood: Understood) -> Iterator[str]:
    # What is said of a facet that is chosen as well was left aside, and would hold again.
    said = {_FACET_OF.get(one.kind) for one in understood.question.reading.clauses}
    for facet, _ in understood.asked.chosen:
        if facet not in _KEPT and facet not in said and facet != PLACE.name:
            yield facet


def _without_all_filters(understood: Understood) -> Iterator[Attempt]:
    facets = [
        facet
        for facet in _chosen_that_may_go(understood)
        if facet != STATUS.name or not _JOINABLE.issuperset(understood.asked.values(facet))
    ]
    if len(facets) > 1:
        request = understood.asked
        for facet in facets:
            request = request.without_facet(facet)
        labels = ", ".join(FACET[facet].label for facet in facets)
        yield _chosen_otherwise(understood, f"Without any of these filters: {labels}", request)


def _chosen_otherwise(understood: Understood, words: str, request: SearchRequest) -> Attempt:
    chosen = (*request.chosen, *_read_of(understood.question.reading.clauses))
    meant = msgspec.structs.replace(understood.request, chosen=chosen)
    return Attempt(words, request, msgspec.structs.replace(understood, request=meant))


def _read_of(clauses: Iterable[Clause]) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((one.facet, one.values) for one in clauses if one.facet)


def _without_what_narrows(understood: Understood, alike: Alike) -> Iterator[Attempt]:
    """The status and the phase that a question asks for."""
    for kind in (ClauseKind.STATUS, ClauseKind.PHASE):
        clauses = _clauses(understood, kind)
        values = {value for one in clauses for value in one.values}
        if not _JOINABLE.issuperset(values) and NOT_STATED not in values:
            yield from _without_clauses(understood, clauses, alike)


def _clauses(understood: Understood, kind: ClauseKind) -> list[Clause]:
    return [one for one in understood.question.reading.clauses if one.kind is kind]


def _without_clauses(
    understood: Understood, clauses: Sequence[Clause], alike: Alike
) -> Iterator[Attempt]:
    """All clauses of one facet, which stand side by side: of several any will do, so that only
    without all of them more is found."""
    if not clauses or any(not one.facet for one in clauses):
        return
    start, end = clauses[0].start, max(one.end for one in clauses)
    others = [one for one in understood.question.reading.clauses if one not in clauses]
    if understood.asked.values(clauses[0].facet) or any(
        one.start < end and start < one.end for one in others
    ):
        return
    said = understood.text[start:end]
    if _says_more(understood, others, start, end) and alike(
        msgspec.structs.replace(clauses[0], said=said, end=end)
    ):
        meant = msgspec.structs.replace(
            understood.request, chosen=(*understood.asked.chosen, *_read_of(others))
        )
        yield Attempt(
            _without(said),
            without(understood.asked, start, end),
            msgspec.structs.replace(understood, request=meant),
        )


def _says_more(understood: Understood, others: Sequence[Clause], start: int, end: int) -> bool:
    """Whether something is asked without a part of a question, or nothing is left of it: words that
    say nothing are searched for only where they stand alone."""
    return bool(
        others or understood.question.demanded or not without(understood.asked, start, end).text
    )


# --- words --------------------------------------------------------------------------------------


def _parts(understood: Understood, alike: Alike) -> Iterator[Part]:
    """The parts of a question that may be left out, where another stays."""
    demanded = understood.question.demanded
    conditions = [part for part in demanded if part.kind in _CONDITIONS]
    conditions = conditions or [part for part in demanded if part.kind is ItemKind.SIGN]
    for part in demanded:
        clause = part.clause
        only = conditions == [part] or len(demanded) == 1
        if only or part.kind is None or clause.kind is ClauseKind.MARKER:
            continue
        several = sum(one.clause.start == clause.start for one in demanded) > 1
        if not several and alike(clause):
            yield part


def _without_part(understood: Understood, part: Part) -> Attempt:
    question = understood.question
    fewer = question.asking_for([one for one in question.demanded if one is not part])
    return Attempt(
        _without(part.clause.said),
        without(understood.asked, part.clause.start, part.clause.end),
        msgspec.structs.replace(understood, question=fewer),
    )


# --- places -------------------------------------------------------------------------------------


def _farther(understood: Understood) -> Iterator[Attempt]:
    """Greater distances that a form offers, in the unit that was asked for."""
    near = understood.near
    if near is None:
        return
    place = understood.asked.near or _typed_place(understood, near)
    for amount in OFFERED:
        distance = Distance(int(amount), near.distance.unit)
        if distance.amount > near.distance.amount:
            wider = Near(near.place, distance)
            words = wider.words[0].upper() + wider.words[1:]
            request = understood.asked.near_to(place, distance.typed)
            yield Attempt(words, request, msgspec.structs.replace(understood, near=wider))


def _typed_place(understood: Understood, near: Near) -> str:
    """What a place is called in the field for it: a ZIP code, which has a point of its own, as it
    was typed."""
    said = " ".join(one.said for one in _clauses(understood, ClauseKind.NEAR))
    code = _ZIP.search(said)
    return code[0] if code else full_name(near.place)


def _anywhere(understood: Understood, alike: Alike) -> Iterator[Attempt]:
    """Without the place that is asked for."""
    asked, nears = understood.asked, _clauses(understood, ClauseKind.NEAR)
    places = _clauses(understood, ClauseKind.PLACE)
    yield from _without_clauses(understood, places, alike)
    if asked.values(PLACE.name) and not places:
        labels = " or ".join(value_label(PLACE, value) for value in asked.values(PLACE.name))
        words = _without(f"{PLACE.label}: {labels}")
        yield _chosen_otherwise(understood, words, asked.without_facet(PLACE.name))
    if understood.near is None:
        return
    nowhere = msgspec.structs.replace(understood, near=None)
    if asked.near and not nears:
        yield Attempt(
            _without(f"{PARAMETER['near'].label}: {asked.near}"), asked.near_to(""), nowhere
        )
    elif len(nears) == 1 and not asked.near:
        (one,) = nears
        others = [clause for clause in understood.question.reading.clauses if clause is not one]
        if _says_more(understood, others, one.start, one.end) and alike(one):
            yield Attempt(_without(one.said), without(asked, one.start, one.end), nowhere)


def _without(said: str) -> str:
    return f"Without “{textwrap.shorten(said, LONGEST, placeholder='…')}”"
