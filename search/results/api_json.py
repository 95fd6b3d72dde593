"""The one JSON shape of an answer: the API and the command line both write this."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

import msgspec

from index.listing import (
    Listing,
    Place,
    Site,
    official_url,
    open_on,
)
from search.engine import FacetCount
from search.request import SearchRequest
from search.results.completion import Suggestion
from search.results.explanation import ClauseShare, Explanation
from search.results.records import AnswerStanding, answered_standing
from search.results.results import Hit, Nearness, Relaxation, Results
from search.understanding import Clause, Disambiguation


class AnswerNear(msgspec.Struct, frozen=True, kw_only=True):
    """How near a listing is: how many sites it has, how many of them are within the distance asked
    for (and have the place and the status asked for), the nearest of these as its record states it,
    whether people can take part there on the day of the answer, how many kilometers away that is,
    and all of it in words."""

    sites: int
    within: int
    nearest: Site
    nearest_standing: AnswerStanding
    kilometers: float
    words: str


class AnswerHit(msgspec.Struct, frozen=True, kw_only=True):
    """A listing in an answer.

    Marks are pairs of start and end, counted in Unicode code points from the start of the
    text. `score` compares within one answer only. `url` is the official record's address,
    empty for a made-up sample. `status` and `status_label` say whether people can take part on the
    day of the answer, `status_words` from which dates that follows, and `can_be_joined` whether
    one can ask to join; `stated_status` is the registry's own word, and `last_confirmed` when the
    team of the study last confirmed it. A funded project never invites anybody. `matches` says
    whether `total` counts it, and `group` what it is: a `match`; `relaxed`, which is about all that
    was asked for but elsewhere or of another phase, as `lacks` says; a `mention` of what was asked
    for; or `close` to it. These follow what matches. `why_stopped` is the sponsor's reason, and
    `results_posted` when results were made public. `near` is there where a place to be near was
    given.
    """

    id: str
    title: str
    title_marks: tuple[tuple[int, int], ...]
    kind: str
    kind_label: str
    score: float
    matches: bool
    group: str
    snippet: str
    snippet_marks: tuple[tuple[int, int], ...]
    url: str
    status: str
    status_label: str
    status_words: str
    stated_status: str
    can_be_joined: bool
    last_confirmed: str | None
    phase: tuple[str, ...]
    condition: tuple[str, ...]
    sponsor: str
    updated: str | None
    why_stopped: str
    results_posted: str | None
    sample: bool
    near: AnswerNear | None
    lacks: str


class AnswerFacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a facet. `count` leaves out what is chosen in the same facet; `depth` is
    how far down a hierarchy the value lies, 0 at its top."""

    value: str
    label: str
    count: int
    chosen: bool
    depth: int


class AnswerClause(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the question: what it was read as, and where it stands (start, end). `meant` says
    in words what it was taken for, and `undo` is the query string of the same search with this
    part taken as plain words; both are empty where it was taken as written."""

    kind: str
    said: str
    start: int
    end: int
    meant: str
    undo: str


class AnswerChoice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that may have been meant; `query` is the query string of the search for it."""

    label: str
    query: str


class AnswerAsk(msgspec.Struct, frozen=True, kw_only=True):
    """A name that means several things. Until one is chosen it is taken for what `taken` says in
    words; where that is empty, for plain words."""

    said: str
    taken: str
    choices: tuple[AnswerChoice, ...]


class AnswerReading(msgspec.Struct, frozen=True, kw_only=True):
    """How the question was understood; `notices` are sentences for whoever asked. `near` is the
    place that distances are measured from."""

    clauses: tuple[AnswerClause, ...]
    notices: tuple[str, ...]
    asks: tuple[AnswerAsk, ...]
    near: Place | None


class AnswerWayOut(msgspec.Struct, frozen=True, kw_only=True):
    """What would find something where nothing has all that was asked for: in words, as the query
    string of that search, and how many listings it finds."""

    words: str
    query: str
    total: int


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One page of results. `total` counts every match, and so do the facets; `elsewhere` says how
    many follow that are about all that was asked for but elsewhere or of another phase, `mentioned`
    how many listings mention what was asked for and are about something else, and `beyond` how many
    come close on a page that goes beyond the last match; `facets_more` says how many
    values of a facet are not listed; `relaxed` says that no listing has all that was asked for, so
    those with some of it are shown; `stamp` names the index that answered, and `day` is the day for
    which it did."""

    total: int
    hits: tuple[AnswerHit, ...]
    facets: dict[str, tuple[AnswerFacetValue, ...]]
    facets_more: dict[str, int]
    reading: AnswerReading
    relaxed: bool
    elsewhere: int
    mentioned: int
    beyond: int
    ways_out: tuple[AnswerWayOut, ...]
    stamp: str
    day: date | None
    page: int
    size: int


class AnswerMatched(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a listing as they stand in a field, and what they answer to: `words` of the
    question, a `name` of what it names, or one of a `narrower` thing."""

    field: str
    words: tuple[str, ...]
    how: str


class AnswerTerm(msgspec.Struct, frozen=True, kw_only=True):
    """What a term adds in a field, or that a listing is about a concept, by its number."""

    term: str
    field: str
    score: float
    concept: int | None


class AnswerShare(msgspec.Struct, frozen=True, kw_only=True):
    """What a part of the question adds to a score, 0 where the listing has nothing of it; `share`
    is that of the whole. No clause stands for more like this."""

    clause: AnswerClause | None
    score: float
    share: float
    matched: tuple[AnswerMatched, ...]
    terms: tuple[AnswerTerm, ...]


class AnswerExplanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a listing stands where it does for a question: the scores of `shares` add up to its
    own. `matches` says whether it has all that was asked for."""

    id: str
    score: float
    matches: bool
    shares: tuple[AnswerShare, ...]


def answer(results: Results, request: SearchRequest) -> Answer:
    """The answer to a request, ready for `msgspec.json.encode`."""
    return Answer(
        total=results.total,
        hits=tuple(_hit(hit, results.day) for hit in results.hits),
        facets={
            facet.name: tuple(_value(count) for count in facet.counts) for facet in results.facets
        },
        facets_more={facet.name: facet.more for facet in results.facets},
        reading=AnswerReading(
            clauses=tuple(map(_clause, results.reading.clauses)),
            notices=results.reading.notices,
            asks=tuple(map(_ask, results.reading.disambiguations)),
            near=results.reading.near,
        ),
        relaxed=results.relaxed,
        elsewhere=results.relaxed_total,
        mentioned=results.mentioned_total,
        beyond=results.partial_total,
        ways_out=tuple(map(_way_out, results.relaxations)),
        stamp=results.stamp,
        day=results.day,
        page=request.page,
        size=request.size,
    )


def answered_why(explanation: Explanation) -> AnswerExplanation:
    """An explanation, ready for `msgspec.json.encode`."""
    return AnswerExplanation(
        id=explanation.listing.id,
        score=explanation.score,
        matches=explanation.matches,
        shares=tuple(map(_share, explanation.shares)),
    )


def _share(share: ClauseShare) -> AnswerShare:
    return AnswerShare(
        clause=_clause(share.clause) if share.clause else None,
        score=share.score,
        share=share.share,
        matched=tuple(
            AnswerMatched(field=one.field, words=one.words, how=one.how.value)
            for one in share.matched
        ),
        terms=tuple(
            AnswerTerm(term=one.term, field=one.field, score=one.score, concept=one.concept)
            for one in share.terms
        ),
    )


def _way_out(one: Relaxation) -> AnswerWayOut:
    return AnswerWayOut(words=one.words, query=urlencode(one.request.to_args()), total=one.total)


def _clause(clause: Clause) -> AnswerClause:
    return AnswerClause(
        kind=clause.kind.value,
        said=clause.said,
        start=clause.start,
        end=clause.end,
        meant=clause.meant,
        undo=urlencode(clause.undo.to_args()) if clause.undo else "",
    )


def _ask(one: Disambiguation) -> AnswerAsk:
    return AnswerAsk(
        said=one.said,
        taken=one.taken,
        choices=tuple(
            AnswerChoice(label=choice.label, query=urlencode(choice.request.to_args()))
            for choice in one.choices
        ),
    )


def _near(near: Nearness, listing: Listing, day: date | None) -> AnswerNear:
    return AnswerNear(
        sites=near.sites,
        within=near.within,
        nearest=near.nearest,
        nearest_standing=answered_standing(open_on(listing, near.nearest, day)),
        kilometers=round(near.kilometers, 3),
        words=near.words,
    )


def _hit(hit: Hit, day: date | None) -> AnswerHit:
    listing = hit.listing
    standing = open_on(listing, None, day)
    said = answered_standing(standing)
    return AnswerHit(
        id=listing.id,
        title=listing.title,
        title_marks=hit.title_marks,
        kind=listing.kind.value,
        kind_label=listing.kind.words,
        score=hit.score,
        matches=hit.matches,
        group=hit.group.value,
        snippet=hit.snippet.text,
        snippet_marks=hit.snippet.marks,
        url=official_url(listing),
        status=said.status,
        status_label=said.status_label,
        status_words=said.status_words,
        stated_status=said.stated_status,
        can_be_joined=said.can_be_joined,
        last_confirmed=standing.confirmed,
        phase=tuple(phase.words for phase in listing.phase),
        condition=listing.condition,
        sponsor=listing.sponsor.name if listing.sponsor else "",
        updated=listing.updated,
        why_stopped=listing.why_stopped,
        results_posted=listing.results_posted,
        sample=listing.sample,
        near=_near(hit.near, listing, day) if hit.near else None,
        lacks=hit.lacks,
    )


def _value(count: FacetCount) -> AnswerFacetValue:
    return AnswerFacetValue(
        value=count.value,
        label=count.label,
        count=count.count,
        chosen=count.chosen,
        depth=count.depth,
    )


class AnswerSuggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A name that may be about to be typed: `text` is what to ask for it, and `listings` how many
    listings state it as it is."""

    text: str
    name: str
    kind: str
    kind_label: str
    listings: int


class Completions(msgspec.Struct, frozen=True, kw_only=True):
    """Names for what was typed so far, the likeliest first."""

    suggestions: tuple[AnswerSuggestion, ...]


def completions(suggestions: Iterable[Suggestion]) -> Completions:
    """The suggestions as they are answered."""
    return Completions(
        suggestions=tuple(
            AnswerSuggestion(
                text=one.text,
                name=one.name,
                kind=one.kind,
                kind_label=one.kind_label,
                listings=one.listings,
            )
            for one in suggestions
        )
    )
