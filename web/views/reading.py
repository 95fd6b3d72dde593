"""How a request was understood → what a page says of it, and the links that take it back. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import msgspec

from index.listing import PLACE, STATUS, Status
from search.request import MAX_WORDS, SearchRequest
from search.understanding import (
    Clause,
    ClauseKind,
    Disambiguation,
    Near,
    Reading,
    normal,
    text_without,
)
from web.links import Link, search_url
from web.wording import shortened


class ReadPart(msgspec.Struct, frozen=True):
    """A part of the question that was not taken as written: *Read as:* *in Georgia, United States*
    *take it as words*, and the address of the same question with it taken as words."""

    said: str
    before: str
    words: str
    undo: str
    undo_url: str


class DisambiguationView(msgspec.Struct, frozen=True):
    """A question back: what may have been meant, each as a link. Where something was taken,
    `heading` says what, and nothing has to be chosen."""

    heading: str
    meanwhile: str
    links: tuple[Link, ...]


class ReadingView(msgspec.Struct, frozen=True):
    """What a page says about how a question was read; `summary` is all of it in a line, and
    `exact_url` takes all of it as words."""

    summary: str
    parts: tuple[ReadPart, ...]
    exact_url: str
    disambiguations: tuple[DisambiguationView, ...]


def reading_view(reading: Reading, request: SearchRequest) -> ReadingView:
    """What a page says about how a request was read."""
    exact = request.at_page(1)
    parts = []
    for clause, undo in read_clauses(reading):
        exact = exact.with_words(clause.said)
        if clause.says_more:
            parts.append(_part(clause, search_url(undo)))
    if len(exact.words) > MAX_WORDS:
        exact = msgspec.structs.replace(exact, words=(normal(request.text),))
    return ReadingView(
        summary=shortened(f"Read as: {'; '.join(part.words for part in parts)}", 75),
        parts=tuple(parts),
        exact_url=search_url(exact) if parts else "",
        disambiguations=tuple(_disambiguation(one, request) for one in reading.disambiguations),
    )


def _part(clause: Clause, undo_url: str) -> ReadPart:
    said = shortened(clause.said, 40)
    if clause.kind is ClauseKind.CONCEPT:
        before = f"“{said}” is also searched for as"
        return ReadPart(said, before, clause.meant, "undo", undo_url)
    where = f"in {clause.meant}" if clause.kind is ClauseKind.PLACE else clause.meant
    return ReadPart(said, "Read as:", where, "take it as words", undo_url)


def read_clauses(reading: Reading) -> Iterator[tuple[Clause, SearchRequest]]:
    """The clauses that were not taken as written, each with the request that takes it back."""
    for clause in reading.clauses:
        if clause.undo is not None:
            yield clause, clause.undo


def _disambiguation(one: Disambiguation, request: SearchRequest) -> DisambiguationView:
    links = tuple(Link(choice.label, search_url(choice.request)) for choice in one.choices)
    if one.taken:
        said = shortened(one.said, 40)
        return DisambiguationView(f"“{said}” was read as {one.taken}. It may mean:", "", links)
    typed = one.said == request.near
    return DisambiguationView(
        heading=f"“{one.said}”: which do you mean?",
        meanwhile="Until you choose, results from everywhere are shown."
        if typed
        else "Until you choose, it is searched for as words.",
        links=links,
    )


def text_as_words(reading: Reading, request: SearchRequest) -> str:
    """What of a question a heading quotes: all but the places, which it says in its own words."""
    places = [
        (clause.start, clause.end)
        for clause, _ in read_clauses(reading)
        if clause.kind in (ClauseKind.PLACE, ClauseKind.NEAR)
    ]
    return text_without(request, places).strip(" ,;")


def near_phrase(reading: Reading) -> str:
    """*within 50 miles of Atlanta, Georgia*; empty where nothing is measured."""
    if reading.near is None:
        return ""
    return Near(reading.near, reading.within).words


def which_sites(reading: Reading, request: SearchRequest) -> str:
    """What else than the distance must hold for the sites that a hit counts as near."""
    statuses, places = (
        {*request.values(facet)}
        | {value for one in _saying(reading, facet) for value in one.values}
        for facet in (STATUS.name, PLACE.name)
    )
    if not statuses and not places:
        return ""
    recruiting = statuses == {Status.RECRUITING.value}
    return "recruiting" if recruiting and not places else "that fit the filters"


def taken_back(request: SearchRequest, facet: str, value: str, reading: Reading) -> SearchRequest:
    """The same question without a chosen value: one that was read from the text is in no
    parameter, and is taken back by taking its words as words."""
    if value in request.values(facet):
        return request.without_value(facet, value)
    saying = _saying(reading, facet)
    if facet == PLACE.name:
        # Elsewhere all goes together: *men or women* says twice that a study is open to all.
        saying = [clause for clause in saying if value in clause.values]
    said = [clause.said for clause in saying]
    return reduce(SearchRequest.with_words, said, request.at_page(1))


def _saying(reading: Reading, facet: str) -> list[Clause]:
    """What was read as values of a facet."""
    return [clause for clause in reading.clauses if clause.facet == facet]
