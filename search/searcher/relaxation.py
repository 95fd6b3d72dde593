"""Query relaxation: what is answered where nothing has all that was asked for."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from index.listing import STATUS
from search.engine import AllOf, Engine, Found, Node, Query
from search.understanding import ClauseKind, Read, Reading


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


LONGEST = 60
"""Characters of what is listed that are said of each."""


def _in_a_row(said: Sequence[str], last: str) -> str:
    shown = [f"“{textwrap.shorten(one, LONGEST, placeholder='…')}”" for one in said]
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _listings(count: int) -> str:
    if count == 0:
        return "no listing has"
    return "1 listing has" if count == 1 else f"{count:,} listings have"
