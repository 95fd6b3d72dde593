"""Query relaxation: what is answered where nothing has all that was asked for, and what leaving one
thing out would find."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from index.listing import FACET, STATUS, value_label
from search.engine import AllOf, Engine, Found, Node, Query
from search.request import OFFERED, PARAMETER, Distance, SearchRequest
from search.results import Relaxation
from search.understanding import ClauseKind, Near, Read, Reading, full_name, without


class Answered(NamedTuple):
    """What was found by which match, and whether the question had to be relaxed for it."""

    found: Found
    match: Node
    relaxed: bool = False


def ask_engine(engine: Engine, query: Query, question: Read, chosen: bool) -> Answered:
    """The answer to a query.

    The question is relaxed only where no listing at all holds its words, and so none mentions what
    it asks for: an empty answer that a chosen filter made stays empty, so that what relaxes it is
    to lift the filter. What was read from the question itself is relaxed like the rest of it. Where
    no listing has any of it, what is broader or like it is a partial match, beside no match at all.

    That is not so where only the status that was asked for leaves nothing: of *asthma
    recruiting*, with no study of asthma that recruits, one of diabetes that does is no answer, and
    to leave out *recruiting* is offered.
    """
    found = engine.search(query)
    answer = Answered(found, query.match)
    if found.total or found.mentioned_total:
        return answer
    if chosen and _holds(engine, Query(match=query.match, day=query.day)):
        return answer
    match = question.any_ordered or question.any_words
    if match is not None:
        some = engine.search(msgspec.structs.replace(query, match=match))
        if some.total:
            return Answered(some, match, relaxed=True)
    if question.partial is None or chosen or _holds_of_any_status(engine, query):
        return answer
    close = engine.search(msgspec.structs.replace(query, match=question.partial, facets=()))
    return Answered(
        msgspec.structs.replace(found, hits=close.hits, partial_total=close.total), query.match
    )


def _holds(engine: Engine, query: Query) -> bool:
    """Whether anything matches a query and passes its filters."""
    return engine.counts([query])[0] > 0


def _holds_of_any_status(engine: Engine, query: Query) -> bool:
    """Whether a status is asked for, and any listing passes all but that."""
    others = tuple(one for one in query.filters if one.facet != STATUS.name)
    of_any_status = msgspec.structs.replace(query, filters=others, facets=())
    return len(others) < len(query.filters) and _holds(engine, of_any_status)


def with_notice_of_id(engine: Engine, query: Query, question: Read, answer: Answered) -> Reading:
    """The reading, with a sentence about an id whose record is not shown."""
    reading = question.reading
    asked = [clause.said for clause in reading.clauses if clause.kind is ClauseKind.ID]
    if not asked or (answer.found.total and not answer.relaxed):
        return reading
    if engine.counts([Query(match=question.match, day=query.day)])[0]:
        notice = f"There is a record with the id {asked[0]}, but the chosen filters leave it out."
    else:
        mentions = " Listings that mention it are shown." if answer.relaxed else ""
        notice = f"No record here has the id {asked[0]}.{mentions}"
    return msgspec.structs.replace(reading, notices=(*reading.notices, notice))


def with_notice_of_lists(engine: Engine, query: Query, question: Read, reading: Reading) -> Reading:
    """The reading, with a sentence on how many listings have all of what was listed: of *asthma,
    allergies, eczema* any will do."""
    if not question.lists:
        return reading
    whole = [
        msgspec.structs.replace(
            query, match=AllOf((question.match, one.every)), partial=None, facets=()
        )
        for one in question.lists
    ]
    notices = (
        f"Any of {_in_a_row(one.said, 'or')} will do; {_listings(count)} all of them."
        for one, count in zip(question.lists, engine.counts(whole), strict=True)
    )
    return msgspec.structs.replace(reading, notices=(*reading.notices, *notices))


def _in_a_row(said: Sequence[str], last: str) -> str:
    shown = [f"“{textwrap.shorten(one, LONGEST, placeholder='…')}”" for one in said]
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _listings(count: int) -> str:
    if count == 0:
        return "no listing has"
    return "1 listing has" if count == 1 else f"{count:,} listings have"


MOST_TRIED = 12
"""Things that are left out in turn: each takes as long as a question."""

MOST_SHOWN = 4

LONGEST = 60
"""Characters of what is left out that are said."""

Totals = Callable[[Sequence[SearchRequest]], Sequence[int]]
Attempt = tuple[str, SearchRequest]


def relaxations(request: SearchRequest, reading: Reading, totals: Totals) -> tuple[Relaxation, ...]:
    """The relaxations of a request: those that find something because one thing is left out, most
    found first. Where no filter alone is enough, all of them are one thing.

    `totals` counts what each of some requests finds.
    """
    filters = [*_farther(request, reading), *_without_a_filter(request)][:MOST_TRIED]
    fewer = islice(_without_a_clause(request, reading), MOST_TRIED - len(filters))
    counted = _counted([*filters, *fewer], totals)
    found, without_words = counted[: len(filters)], counted[len(filters) :]
    several = len(request.chosen) + bool(request.near) > 1
    if several and not any(one.total for one in found):
        found = _counted([("Without any filter", request.without_chosen())], totals)
    finding = [one for one in (*found, *without_words) if one.total]
    return tuple(sorted(finding, key=lambda one: -one.total)[:MOST_SHOWN])


def _counted(attempts: Sequence[Attempt], totals: Totals) -> list[Relaxation]:
    counts = totals([request for _, request in attempts]) if attempts else ()
    return [
        Relaxation(words, request, total)
        for (words, request), total in zip(attempts, counts, strict=True)
    ]


def _without_a_filter(request: SearchRequest) -> Iterator[Attempt]:
    for facet, values in request.chosen:
        labels = " or ".join(value_label(FACET[facet], value) for value in values)
        yield _without(f"{FACET[facet].label}: {labels}"), request.without_facet(facet)
    if request.near:
        yield _without(f"{PARAMETER['near'].label}: {request.near}"), request.near_to("")


def _without_a_clause(request: SearchRequest, reading: Reading) -> Iterator[Attempt]:
    asked = [clause for clause in reading.clauses if clause.kind is not ClauseKind.ID]
    for clause in asked if len(asked) > 1 or request.chosen or request.near else ():
        yield _without(clause.said), without(request, clause.start, clause.end)


def _without(said: str) -> str:
    return f"Without “{textwrap.shorten(said, LONGEST, placeholder='…')}”"


def _farther(request: SearchRequest, reading: Reading) -> Iterator[Attempt]:
    """The next distance that is offered, and the last one, in the unit that was asked for."""
    if reading.near is None:
        return
    asked = reading.within
    place = request.near or full_name(reading.near)
    farther = [
        distance
        for amount in OFFERED
        if (distance := Distance(int(amount), asked.unit)).amount > asked.amount
    ]
    for distance in dict.fromkeys((*farther[:1], *farther[-1:])):
        words = Near(reading.near, distance).words
        yield words[0].upper() + words[1:], request.near_to(place, distance.typed)
