"""Query relaxation: what is answered where nothing has all that was asked for, and what leaving one
thing out would find."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from index.listing import FACET, value_label
from search.engine import Engine, Found, Node, Query
from search.request import OFFERED, PARAMETER, Distance, SearchRequest
from search.results import WayOut
from search.understanding import ClauseKind, Near, Read, Reading, full_name, without


class Answered(NamedTuple):
    """What was found by which match, and whether the question had to be widened for it."""

    found: Found
    match: Node
    relaxed: bool = False


def ask_engine(engine: Engine, query: Query, question: Read, chosen: bool) -> Answered:
    """The answer to a query.

    The question is widened only where no listing at all holds its words: an empty answer that
    a chosen filter made stays empty, so that its way out is to lift the filter. What was read
    from the question itself is widened like the rest of it. Where no listing has any of it, what
    is broader or like it stands beyond the matches, of which there are none.
    """
    found = engine.search(query)
    answer = Answered(found, query.match)
    if found.total:
        return answer
    if chosen and engine.counts([Query(match=query.match, day=query.day)])[0]:
        return answer
    match = question.any_ordered or question.any_words
    if match is not None:
        some = engine.search(msgspec.structs.replace(query, match=match))
        if some.total:
            return Answered(some, match, relaxed=True)
    if question.wider is None or chosen:
        return answer
    close = engine.search(msgspec.structs.replace(query, match=question.wider, facets=()))
    return Answered(
        msgspec.structs.replace(found, hits=close.hits, beyond=close.total), query.match
    )


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


MOST_TRIED = 12
"""Things that are left out in turn: each takes as long as a question."""

MOST_SHOWN = 4

LONGEST = 60
"""Characters of what is left out that are said."""

Totals = Callable[[Sequence[SearchRequest]], Sequence[int]]
Way = tuple[str, SearchRequest]


def ways_out(request: SearchRequest, reading: Reading, totals: Totals) -> tuple[WayOut, ...]:
    """The requests that find something because one thing is left out, most found first. Where no
    filter alone is enough, all of them are one thing.

    `totals` counts what each of some requests finds.
    """
    wider = [*_farther(request, reading), *_without_a_filter(request)][:MOST_TRIED]
    fewer = islice(_without_a_clause(request, reading), MOST_TRIED - len(wider))
    counted = _counted([*wider, *fewer], totals)
    found, without_words = counted[: len(wider)], counted[len(wider) :]
    several = len(request.chosen) + bool(request.near) > 1
    if several and not any(way.total for way in found):
        found = _counted([("Without any filter", request.without_chosen())], totals)
    finding = [way for way in (*found, *without_words) if way.total]
    return tuple(sorted(finding, key=lambda way: -way.total)[:MOST_SHOWN])


def _counted(ways: Sequence[Way], totals: Totals) -> list[WayOut]:
    counts = totals([request for _, request in ways]) if ways else ()
    return [
        WayOut(words, request, total) for (words, request), total in zip(ways, counts, strict=True)
    ]


def _without_a_filter(request: SearchRequest) -> Iterator[Way]:
    for facet, values in request.chosen:
        labels = " or ".join(value_label(FACET[facet], value) for value in values)
        yield _without(f"{FACET[facet].label}: {labels}"), request.without_facet(facet)
    if request.near:
        yield _without(f"{PARAMETER['near'].label}: {request.near}"), request.near_to("")


def _without_a_clause(request: SearchRequest, reading: Reading) -> Iterator[Way]:
    asked = [clause for clause in reading.clauses if clause.kind is not ClauseKind.ID]
    for clause in asked if len(asked) > 1 or request.chosen or request.near else ():
        yield _without(clause.said), without(request, clause.start, clause.end)


def _without(said: str) -> str:
    return f"Without “{textwrap.shorten(said, LONGEST, placeholder='…')}”"


def _farther(request: SearchRequest, reading: Reading) -> Iterator[Way]:
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
