"""The one JSON shape of an answer: the API and the command line both write this."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec

from index.codes import NOT_STATED, NOT_STATED_WORDS, Origin
from index.listing import Listing, Place, Site
from search.request import SearchRequest
from search.results import Ask, Clause, FacetCount, Hit, Nearness, Results
from search.suggest import Suggestion


class AnswerNear(msgspec.Struct, frozen=True, kw_only=True):
    """How near a listing is: how many sites it has, how many of them are within the distance asked
    for (and have the place and the status asked for), the nearest of these, how many kilometers
    away that is, and all of it in words."""

    sites: int
    within: int
    nearest: Site
    kilometers: float
    words: str


class AnswerHit(msgspec.Struct, frozen=True, kw_only=True):
    """A listing in an answer.

    Marks are pairs of start and end, counted in Unicode code points from the start of the
    text. `score` compares within one answer only. `url` is the official record's address,
    empty for a made-up sample. `status` and `status_label` say whether people can take part; a
    funded project never invites anybody. `near` is there where a place to be near was given.
    """

    id: str
    title: str
    title_marks: tuple[tuple[int, int], ...]
    kind: str
    kind_label: str
    score: float
    snippet: str
    snippet_marks: tuple[tuple[int, int], ...]
    url: str
    status: str
    status_label: str
    phase: tuple[str, ...]
    condition: tuple[str, ...]
    sponsor: str
    verified: str | None
    sample: bool
    near: AnswerNear | None


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
    """A name that means several places. None of them is taken until one is chosen."""

    said: str
    choices: tuple[AnswerChoice, ...]


class AnswerReading(msgspec.Struct, frozen=True, kw_only=True):
    """How the question was understood; `notices` are sentences for whoever asked. `near` is the
    place that distances are measured from."""

    clauses: tuple[AnswerClause, ...]
    notices: tuple[str, ...]
    asks: tuple[AnswerAsk, ...]
    near: Place | None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One page of results. `total` counts every match; `facets_more` says how many values of
    a facet are not listed; `relaxed` says that no listing held all the words; `stamp` names
    the index that answered."""

    total: int
    hits: tuple[AnswerHit, ...]
    facets: dict[str, tuple[AnswerFacetValue, ...]]
    facets_more: dict[str, int]
    reading: AnswerReading
    relaxed: bool
    stamp: str
    page: int
    size: int


class Record(msgspec.Struct, frozen=True):
    """A whole listing, and the stamp of the index it was read from."""

    listing: Listing
    stamp: str


def is_made_up(listing: Listing) -> bool:
    """Whether a listing describes nothing real: a sample that no official record stands behind."""
    return listing.sample and (listing.source is Origin.EDITORIAL or not listing.url)


def official_url(listing: Listing) -> str:
    """The address of the official record; empty where there is none."""
    return "" if is_made_up(listing) else listing.url


def answer(results: Results, request: SearchRequest) -> Answer:
    """The answer to a request, ready for `msgspec.json.encode`."""
    return Answer(
        total=results.total,
        hits=tuple(_hit(hit) for hit in results.hits),
        facets={
            facet.name: tuple(_value(count) for count in facet.counts) for facet in results.facets
        },
        facets_more={facet.name: facet.more for facet in results.facets},
        reading=AnswerReading(
            clauses=tuple(map(_clause, results.reading.clauses)),
            notices=results.reading.notices,
            asks=tuple(map(_ask, results.reading.asks)),
            near=results.reading.near,
        ),
        relaxed=results.relaxed,
        stamp=results.stamp,
        page=request.page,
        size=request.size,
    )


def _clause(clause: Clause) -> AnswerClause:
    return AnswerClause(
        kind=clause.kind.value,
        said=clause.said,
        start=clause.start,
        end=clause.end,
        meant=clause.meant,
        undo=urlencode(clause.undo.to_args()) if clause.undo else "",
    )


def _ask(ask: Ask) -> AnswerAsk:
    return AnswerAsk(
        said=ask.said,
        choices=tuple(
            AnswerChoice(label=choice.label, query=urlencode(choice.request.to_args()))
            for choice in ask.choices
        ),
    )


def _near(near: Nearness) -> AnswerNear:
    return AnswerNear(
        sites=near.sites,
        within=near.within,
        nearest=near.nearest,
        kilometers=round(near.kilometers, 3),
        words=near.words,
    )


def _hit(hit: Hit) -> AnswerHit:
    listing = hit.listing
    status = listing.status
    return AnswerHit(
        id=listing.id,
        title=listing.title,
        title_marks=hit.title_marks,
        kind=listing.kind.value,
        kind_label=listing.kind.words,
        score=hit.score,
        snippet=hit.snippet.text,
        snippet_marks=hit.snippet.marks,
        url=official_url(listing),
        status=status.value if status else NOT_STATED,
        status_label=status.words if status else NOT_STATED_WORDS,
        phase=tuple(phase.words for phase in listing.phase),
        condition=listing.condition,
        sponsor=listing.sponsor.name if listing.sponsor else "",
        verified=listing.verified,
        sample=listing.sample,
        near=_near(hit.near) if hit.near else None,
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
