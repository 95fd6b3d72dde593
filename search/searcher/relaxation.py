"""Query relaxation: what is answered where nothing has all that was asked for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from index.listing import DISTANCE, PLACE, RELEVANCE, STATUS
from search.engine import AllOf, Engine, Everything, Found, Query
from search.understanding import ClauseKind, Read, Reading, Understood

SOME_WORDS = "No listing has everything that you asked for, so these have some of it."

ELSEWHERE = "Nothing was found for “{}”, so these are elsewhere."


class Answered(NamedTuple):
    """What was found by which query, and where the question had to be relaxed for it, what it
    lacks, in a sentence."""

    found: Found
    query: Query
    lacks: str = ""

    @property
    def relaxed(self) -> bool:
        """Whether the question had to be relaxed."""
        return bool(self.lacks)


def ask_engine(engine: Engine, query: Query, understood: Understood, chosen: bool) -> Answered:
    """The answer to a query.

    The question is relaxed only where no listing is about all that it asks for: first the place
    goes that it names, then, where none mentions all of it either, the less telling words. What it
    names as a condition stays, and an empty answer that a chosen filter made stays empty, so that
    what relaxes it is to lift the filter. Where no listing has any of it, what is broader or like
    it is a partial match, beside no match at all.

    That is not so where only the status that was asked for leaves nothing: of *asthma
    recruiting*, with no study of asthma that recruits, one of diabetes that does is no answer, and
    to leave out *recruiting* is offered.
    """
    question = understood.question
    found = engine.search(query)
    answer = Answered(found, query)
    if found.total:
        return answer
    if chosen and _holds(engine, Query(match=query.match, day=query.day)):
        return answer
    where = "" if chosen else _place_said(understood)
    if where:
        anywhere = _anywhere(query)
        some = engine.search(anywhere)
        if some.total:
            return Answered(some, anywhere, ELSEWHERE.format(where))
    if found.mentioned_total:
        return answer
    match = question.any_ordered or question.any_words
    if match is not None:
        relaxed = msgspec.structs.replace(query, match=match, mentioned=None)
        some = engine.search(relaxed)
        if some.total:
            return Answered(some, relaxed, SOME_WORDS)
    if question.partial is None or chosen or _holds_of_any_status(engine, query):
        return answer
    close = engine.search(msgspec.structs.replace(query, match=question.partial, facets=()))
    return Answered(
        msgspec.structs.replace(found, hits=close.hits, partial_total=close.total), query
    )


def _place_said(understood: Understood) -> str:
    """What of a question says where, if it asks for something there; "" where it leaves a place
    out, which it goes on doing."""
    clauses = understood.question.reading.clauses
    left_out = any(one.facet == PLACE.name and one.kind is ClauseKind.EXCLUDED for one in clauses)
    if left_out or isinstance(understood.question.match, Everything):
        return ""
    said = [one.said for one in clauses if one.kind in (ClauseKind.PLACE, ClauseKind.NEAR)]
    return textwrap.shorten(" ".join(said), LONGEST, placeholder="…")


def _anywhere(query: Query) -> Query:
    """The same wherever it is."""
    filters = tuple(one for one in query.filters if one.facet != PLACE.name)
    # Nothing is measured any more, so that nothing can be nearer.
    sort = RELEVANCE.name if query.sort == DISTANCE.name else query.sort
    return msgspec.structs.replace(
        query, filters=filters, near=None, mentioned=None, partial=None, sort=sort
    )


def _holds(engine: Engine, query: Query) -> bool:
    """Whether anything matches a query and passes its filters."""
    return engine.counts([query])[0] > 0


def _holds_of_any_status(engine: Engine, query: Query) -> bool:
    """Whether a status is asked for, and any listing passes all but that."""
    others = tuple(one for one in query.filters if one.facet != STATUS.name)
    of_any_status = msgspec.structs.replace(query, filters=others, facets=())
    return len(others) < len(query.filters) and _holds(engine, of_any_status)


def with_notices(engine: Engine, query: Query, question: Read, answer: Answered) -> Reading:
    """The reading, with a sentence about an id whose record is not shown or else about what all
    that is shown lacks, and one on how many listings have all of what was listed."""
    told = _notice_of_id(engine, query, question, answer) or answer.lacks
    notices = (*([told] if told else []), *_notices_of_lists(engine, query, question))
    reading = question.reading
    return msgspec.structs.replace(reading, notices=(*reading.notices, *notices))


def _notice_of_id(engine: Engine, query: Query, question: Read, answer: Answered) -> str:
    asked = [clause.said for clause in question.reading.clauses if clause.kind is ClauseKind.ID]
    if not asked or (answer.found.total and not answer.relaxed):
        return ""
    if engine.counts([Query(match=question.match, day=query.day)])[0]:
        return f"There is a record with the id {asked[0]}, but the chosen filters leave it out."
    mentions = " Listings that mention it are shown." if answer.relaxed else ""
    return f"No record here has the id {asked[0]}.{mentions}"


def _notices_of_lists(engine: Engine, query: Query, question: Read) -> Iterator[str]:
    """On how many listings have all of what was listed: of *asthma, allergies, eczema* any will
    do."""
    whole = [
        msgspec.structs.replace(
            query,
            match=AllOf((question.match, one.every)),
            mentioned=None,
            partial=None,
            facets=(),
        )
        for one in question.lists
    ]
    for one, count in zip(question.lists, engine.counts(whole) if whole else (), strict=True):
        yield f"Any of {_in_a_row(one.said, 'or')} will do; {_listings(count)} all of them."


LONGEST = 60
"""Characters of what is listed that are said of each."""


def _in_a_row(said: Sequence[str], last: str) -> str:
    shown = [f"“{textwrap.shorten(one, LONGEST, placeholder='…')}”" for one in said]
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _listings(count: int) -> str:
    if count == 0:
        return "no listing has"
    return "1 listing has" if count == 1 else f"{count:,} listings have"
