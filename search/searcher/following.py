"""What follows the last match: first what is about all that is asked for and has it elsewhere or in
another phase, then mentions, then what is close in its words.

What is asked for as a topic stays, and so do a marker's status, what is left out, sex, age, and
whether one can join: of somebody who asks for asthma in Italy one who reads on wants asthma in
France before anything else in Italy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from index.listing import DISTANCE, PHASE, PLACE, RELEVANCE, Listing, site_places
from search.engine import AllOf, Circle, Engine, Everything, Found, Ids, Not, Query, ScoredListing
from search.results import FEW, MOST_FOLLOWING, HitGroup, distance_of
from search.searcher.relaxation import Answered
from search.understanding import Clause, ClauseKind, Near, Understood

EVERYWHERE = 20_050.0
"""Kilometers from any point to the farthest other one: half of the way around the Earth."""


class Placed(NamedTuple):
    """A hit of a page, what it has of a question, and in words what it lacks."""

    hit: ScoredListing
    group: HitGroup
    lacks: str = ""


class Page(NamedTuple):
    """The hits of a page, and how many relaxed ones there are on all pages."""

    placed: tuple[Placed, ...]
    relaxed: int


def page_of(engine: Engine, answer: Answered, understood: Understood, chosen: bool) -> Page:
    """The hits of the page that was asked for. Where somebody has `chosen` what to narrow to, that
    stays, and nothing is relaxed."""
    found, query = answer.found, answer.query
    matching = max(0, found.total - query.offset)
    matches = [Placed(hit, HitGroup.MATCH) for hit in found.hits[:matching]]
    before = max(0, query.offset - found.total)
    relaxed = () if chosen else relaxed_of(engine, answer, understood)
    if not relaxed:
        others = _others(found, found.hits[matching:], before)
        return Page((*matches, *islice(others, max(0, MOST_FOLLOWING - before))), 0)
    hits = found.hits[matching:]
    if before:
        # Behind the last match the engine begins with what a page before has not shown.
        again = msgspec.structs.replace(query, offset=found.total, limit=MOST_FOLLOWING, facets=())
        hits = engine.search(again).hits
    row = (*relaxed, *_others(found, hits, 0))[:MOST_FOLLOWING]
    room = query.limit - len(matches)
    return Page((*matches, *row[before : before + room]), len(relaxed))


def _others(found: Found, hits: Sequence[ScoredListing], before: int) -> Iterator[Placed]:
    """What the engine lets follow, of which so many are on pages before."""
    for place, hit in enumerate(hits, start=before):
        yield Placed(hit, HitGroup.MENTION if place < found.mentioned_total else HitGroup.CLOSE)


def relaxed_of(engine: Engine, answer: Answered, understood: Understood) -> tuple[Placed, ...]:
    """What is about all that is asked for and has it elsewhere or of another phase; nothing where
    enough matches, or nothing does."""
    found, query = answer.found, answer.query
    if answer.relaxed or not 0 < found.total < FEW or query.sort != RELEVANCE.name:
        return ()
    ways = [*relaxed_queries(query, understood)]
    if not ways:
        return ()
    first = msgspec.structs.replace(
        query, mentioned=None, partial=None, facets=(), offset=0, limit=FEW
    )
    seen = [hit.listing.id for hit in engine.search(first).hits]
    placed: list[Placed] = []
    for way, lacks in ways:
        match = AllOf((way.match, Not(Ids(tuple(seen)))))
        room = MOST_FOLLOWING - len(placed)
        for hit in engine.search(msgspec.structs.replace(way, match=match, limit=room)).hits:
            seen.append(hit.listing.id)
            placed.append(Placed(hit, HitGroup.RELAXED, _said(lacks, hit.listing, understood)))
        if len(placed) == MOST_FOLLOWING:
            break
    return tuple(placed)


def relaxed_queries(query: Query, understood: Understood) -> Iterator[tuple[Query, list[Clause]]]:
    """The query without where it asks for something, nearest first where a point is meant, then
    without a phase as well, each with the clauses that go."""
    if isinstance(query.match, Everything):
        return
    clauses = understood.question.reading.clauses
    anywhere = msgspec.structs.replace(
        query, mentioned=None, partial=None, facets=(), offset=0, limit=MOST_FOLLOWING
    )
    left_out = {one.facet for one in clauses if one.kind is ClauseKind.EXCLUDED}
    gone: list[Clause] = []
    for kinds, facet in (
        ((ClauseKind.PLACE, ClauseKind.NEAR), PLACE),
        ((ClauseKind.PHASE,), PHASE),
    ):
        going = [one for one in clauses if one.kind in kinds]
        if not going or facet.name in left_out:
            continue
        gone += going
        filters = tuple(one for one in anywhere.filters if one.facet != facet.name)
        anywhere = msgspec.structs.replace(anywhere, filters=filters)
        if understood.near is not None:
            yield _nearest(anywhere, understood.near), list(gone)
            anywhere = msgspec.structs.replace(anywhere, near=None)
        yield anywhere, list(gone)


def _nearest(query: Query, near: Near) -> Query:
    circle = Circle(near.circle.latitude, near.circle.longitude, EVERYWHERE)
    return msgspec.structs.replace(query, near=circle, sort=DISTANCE.name)


def _said(lacks: list[Clause], listing: Listing, understood: Understood) -> str:
    """What a listing lacks: *210 miles away*, *not in Italy, not in phase 2 trials*."""
    said = []
    for clause in lacks:
        if clause.kind is ClauseKind.NEAR and understood.near is not None:
            said.append(distance_of(listing, understood.near) or f"not {clause.meant}")
        elif clause.kind is ClauseKind.PLACE and clause.values:
            if not listing.site:
                said.append("no place stated")
                continue
            there = any(not {*clause.values}.isdisjoint(site_places(one)) for one in listing.site)
            said += [] if there else [f"not in {clause.meant}"]
        elif clause.kind is ClauseKind.PHASE:
            same = not {*clause.values}.isdisjoint(one.value for one in listing.phase)
            said += [] if same else ["of another phase" if listing.phase else "no phase stated"]
    return ", ".join(dict.fromkeys(said))
