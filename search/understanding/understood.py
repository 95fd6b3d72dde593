"""A request → the query that an engine is asked, and the reading that people are shown.

Ids first, which are asked for alone; then numbers and codes; then the language of the question, and
the best cut of places and eligibility against names; then the rest of it (`reader`).
"""

from __future__ import annotations

from datetime import date

import msgspec

from index.listing import DISTANCE, JOINABLE, KIND, RELEVANCE, STATUS, Kind
from search.engine import AgeSpan, AllOf, Everything, FacetWish, Filter, Node, Not, Query
from search.request import DEFAULT, SearchRequest
from search.understanding.apart import RecognisedEntities
from search.understanding.composing import (
    Numbered,
    Read,
    Recognition,
    left_aside,
    named_ids,
    numbered,
)
from search.understanding.cutting import cut_of
from search.understanding.entities import (
    NO_LEXICON,
    Atlas,
    Lexicon,
    Near,
    eligibility_intent,
    eligibility_phrases,
    here_spans,
    is_spanish,
    place_candidates,
)
from search.understanding.question import covered, crisis_notices, normal, open_text
from search.understanding.reader import read

BROWSING_SORT = "updated"
"""The order of listings that no question ranks: what was updated last comes first."""

ENROLLING = Filter(KIND.name, tuple(k.value for k in Kind if k is not Kind.FUNDED_PROJECT))
"""What people take part in, whether it is open or not."""

CAN_BE_JOINED = tuple(Filter(STATUS.name, (one.value,)) for one in JOINABLE)
"""What people can ask to join on the day, the surer first."""


class Understood(msgspec.Struct, frozen=True):
    """A request that was understood: `request` is what was `asked`, narrowed by the places and the
    eligibility that its question names, which are no longer searched for as words."""

    asked: SearchRequest
    """The request as it was made."""
    request: SearchRequest
    question: Read
    near: Near | None
    age: AgeSpan | None = None
    joins: bool = False
    """Whether somebody looks for what can be joined."""

    @property
    def text(self) -> str:
        """The question in its normal form, in which clauses have their places."""
        return normal(self.asked.text)

    @property
    def sooner(self) -> tuple[Filter, ...]:
        """What comes before all else: where all that can be joined is asked for, what surely
        recruits, and then what should be checked first."""
        asked = {one.value for one in JOINABLE} <= {*self.request.values(STATUS.name)}
        first = CAN_BE_JOINED if asked else ()
        return (*first, ENROLLING) if self.joins else first


def understand(request: SearchRequest, atlas: Atlas, lexicon: Lexicon = NO_LEXICON) -> Understood:
    """What a request means. Never fails: what cannot be used is told in a notice and left out."""
    recognised = Recognition(request, atlas)
    recognised.recognise_near()
    ids = named_ids(request)
    aside = left_aside(request, ids, lexicon) if ids else Numbered()
    if ids and not aside.clauses:
        return _of_records(request, recognised, lexicon)
    recognised.clauses += aside.clauses
    recognised.notices += aside.notices
    numbers = numbered(request, lexicon)
    opened = covered(
        open_text(recognised.text),
        [(one.start, one.end) for one in (*aside.clauses, *numbers.clauses)],
    )
    spanish = is_spanish(opened)
    here = [one for one in here_spans(opened) if not recognised.is_plain(*one)]
    eligibility = eligibility_phrases(opened, lexicon.names, spanish)
    cut = cut_of(
        opened,
        place_candidates(opened, atlas, lexicon.names),
        eligibility,
        lexicon.names,
        recognised.is_plain,
        spanish,
    )
    left_out = dict(cut.left_out)
    for place in cut.places:
        if (clause := left_out.get((place.start, place.end))) is not None:
            recognised.leave_out_place(place, clause)
        elif not place.excluded:
            recognised.recognise_place(place)
    recognised.ask_where(bool(here))
    recognised.places_left_out()
    asked = [
        one
        for phrase in cut.eligibility
        for one in recognised.asked(phrase, left_out.get((phrase.start, phrase.end)))
    ]
    intent = eligibility_intent(asked, recognised.text, request)
    entities = RecognisedEntities(
        clauses=(*recognised.clauses, *intent.clauses, *numbers.clauses),
        filler=(*cut.filler, *here),
        preferred=intent.preferred,
        wanted=numbers.wanted,
        wishes=numbers.wishes,
        unwanted=tuple(recognised.unwanted),
    )
    question = read(request, lexicon, entities, spanish)
    reading = msgspec.structs.replace(
        question.reading,
        notices=(
            *crisis_notices(recognised.text),
            *recognised.notices,
            *intent.notices,
            *numbers.notices,
            *question.reading.notices,
        ),
        disambiguations=(*recognised.disambiguations, *question.reading.disambiguations),
        near=recognised.near.place if recognised.near else None,
        within=recognised.near.distance if recognised.near else DEFAULT,
    )
    read_values = ((one.facet, one.values) for one in entities.clauses if one.facet)
    narrowed = (*request.chosen, *read_values)
    return Understood(
        asked=request,
        request=msgspec.structs.replace(request, chosen=narrowed),
        question=msgspec.structs.replace(question, reading=reading),
        near=recognised.near,
        age=intent.age,
        joins=any(one in cut.spans for one in eligibility.joining),
    )


def _of_records(request: SearchRequest, recognised: Recognition, lexicon: Lexicon) -> Understood:
    """A question for records by their ids: no place and no status in it narrows them."""
    question = read(request, lexicon)
    reading = msgspec.structs.replace(
        question.reading,
        notices=(*recognised.notices, *question.reading.notices),
        near=recognised.near.place if recognised.near else None,
        within=recognised.near.distance if recognised.near else DEFAULT,
    )
    question = msgspec.structs.replace(question, reading=reading)
    return Understood(request, request, question, recognised.near)


def _ranks(match: Node) -> bool:
    """Whether a match tells better listings from worse: words left out alone do not."""
    if isinstance(match, AllOf):
        return not all(isinstance(child, Not) for child in match.children)
    return not isinstance(match, Everything)


def query_of(
    understood: Understood,
    wishes: tuple[FacetWish, ...],
    limit: int | None = None,
    day: date | None = None,
) -> Query:
    """What an engine is asked of a request that was understood, for a day; `limit` hits instead of
    a page."""
    request, question = understood.request, understood.question
    match, mentioned = question.match, question.mentioned
    if request.mentions and mentioned is not None:
        match, mentioned = mentioned, None
    sort = request.sort if understood.near or request.sort != DISTANCE.name else RELEVANCE.name
    browsing = not _ranks(match) and sort == RELEVANCE.name
    return Query(
        match=match,
        mentioned=mentioned,
        partial=question.partial,
        filters=tuple(Filter(facet, values) for facet, values in request.chosen),
        near=understood.near.circle if understood.near else None,
        age=understood.age,
        facets=wishes,
        sooner=understood.sooner,
        sort=BROWSING_SORT if browsing else sort,
        offset=(request.page - 1) * request.size,
        limit=request.size if limit is None else limit,
        day=day,
    )
