"""A request, with the places and the eligibility that are recognised in it → the query that an
engine is asked, and the reading that people are shown."""

from __future__ import annotations

from datetime import date

import msgspec

from index.listing import DISTANCE, JOINABLE, KIND, PLACE, RELEVANCE, STATUS, Kind, Place
from search.engine import AgeSpan, AllOf, Everything, FacetWish, Filter, Node, Not, Query
from search.request import DEFAULT, SearchRequest
from search.understanding.clauses import Choice, Clause, ClauseKind, Disambiguation
from search.understanding.crisis import crisis_notices
from search.understanding.cut import cut_of
from search.understanding.match import Read
from search.understanding.people import LEFT_ASIDE, eligibility_intent, eligibility_phrases
from search.understanding.places import (
    HERE_NOTICE,
    Atlas,
    Near,
    PlacePhrase,
    distance_or_default,
    full_name,
    here_spans,
    place_phrases,
    place_value,
)
from search.understanding.reader import RecognisedEntities, read
from search.understanding.text import normal, open_text, plain_spans, without
from search.understanding.words import NO_LEXICON, Lexicon, is_spanish

BROWSING_SORT = "updated"
"""The order of listings that no question ranks: what was updated last comes first."""

ENROLLING = Filter(KIND.name, tuple(k.value for k in Kind if k is not Kind.FUNDED_PROJECT))
"""What people take part in, whether it is open or not."""

CAN_BE_JOINED = tuple(Filter(STATUS.name, (one.value,)) for one in JOINABLE)
"""What people can ask to join on the day, the surer first."""

MOST_CHOICES = 8
"""Places that are offered where a name means several; there are thirteen towns called Lebanon."""


class Understood(msgspec.Struct, frozen=True):
    """A request that was understood: `request` is narrowed by the places and the eligibility that
    its question names, which are no longer searched for as words."""

    request: SearchRequest
    question: Read
    near: Near | None
    age: AgeSpan | None = None
    joins: bool = False
    """Whether somebody looks for what can be joined."""

    @property
    def sooner(self) -> tuple[Filter, ...]:
        """What comes before all else: where all that can be joined is asked for, what surely
        recruits, and then what should be checked first."""
        asked = {one.value for one in JOINABLE} <= {*self.request.values(STATUS.name)}
        first = CAN_BE_JOINED if asked else ()
        return (*first, ENROLLING) if self.joins else first


def understand(request: SearchRequest, atlas: Atlas, lexicon: Lexicon = NO_LEXICON) -> Understood:
    """What a request means. Never fails: what cannot be used is told in a notice and left out."""
    recognised = _Recognition(request, atlas)
    recognised.recognise_near()
    opened = open_text(recognised.text)
    spanish = is_spanish(opened)
    here = [one for one in here_spans(opened) if not recognised.is_plain(*one)]
    eligibility = eligibility_phrases(opened, lexicon.names, spanish)
    cut = cut_of(
        opened,
        place_phrases(opened, atlas, lexicon.names),
        eligibility,
        lexicon.names,
        recognised.is_plain,
        spanish,
    )
    for place in cut.places:
        recognised.recognise_place(place)
    recognised.ask_where(bool(here))
    intent = eligibility_intent(cut.eligibility, recognised.text, request)
    entities = RecognisedEntities(
        clauses=(*recognised.clauses, *intent.clauses),
        filler=(*cut.filler, *here),
        preferred=intent.preferred,
    )
    question = read(request, lexicon, entities, spanish)
    reading = msgspec.structs.replace(
        question.reading,
        notices=(
            *crisis_notices(recognised.text),
            *recognised.notices,
            *intent.notices,
            *question.reading.notices,
        ),
        disambiguations=tuple(recognised.disambiguations),
        near=recognised.near.place if recognised.near else None,
        within=recognised.near.distance if recognised.near else DEFAULT,
    )
    read_values = ((one.facet, one.values) for one in entities.clauses if one.facet)
    narrowed = (*request.chosen, *read_values)
    return Understood(
        request=msgspec.structs.replace(request, chosen=narrowed),
        question=msgspec.structs.replace(question, reading=reading),
        near=recognised.near,
        age=intent.age,
        joins=any(one in cut.spans for one in eligibility.joining),
    )


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
    request, match = understood.request, understood.question.match
    sort = request.sort if understood.near or request.sort != DISTANCE.name else RELEVANCE.name
    browsing = not _ranks(match) and sort == RELEVANCE.name
    return Query(
        match=match,
        partial=understood.question.partial,
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


class _Recognition:
    """The places that are recognised in a request, clause by clause."""

    def __init__(self, request: SearchRequest, atlas: Atlas) -> None:
        self.text = normal(request.text)
        self.near: Near | None = None
        self.clauses: list[Clause] = []
        self.notices: list[str] = []
        self.disambiguations: list[Disambiguation] = []
        self._request = request
        self._atlas = atlas
        self._plain = plain_spans(request)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a part of the text is asked to be taken as plain words."""
        return any(first <= start and end <= last for first, last in self._plain)

    # --- the parameters -------------------------------------------------------------------------

    def recognise_near(self) -> None:
        """Recognises the place to be near that is given beside the question."""
        typed = self._request.near
        if not typed:
            return
        spots = _distinct(self._atlas.spots(typed))
        if len(spots) == 1 and self._is_far_from_all(typed, spots[0]):
            self.notices.append(
                f"“{typed}” is known here as {full_name(spots[0])}, and no listing has a site in "
                "that region, so it is left aside. Give a state or country after it if it is meant."
            )
        elif len(spots) == 1:
            self._be_near(spots[0], self._request.within)
            if self._is_name_alone(typed) and not self._atlas.listings(spots[0]):
                name = full_name(spots[0])
                self.notices.append(f"“{typed}” was taken for {name}: no listing has a site there.")
        elif spots:
            self._disambiguate_near(typed, spots, self._request, self._request.within)
        else:
            self.notices.append(f"{self._unknown(typed)} What is near it cannot be shown.")

    def _is_far_from_all(self, typed: str, spot: Place) -> bool:
        """Whether a name alone means a place that no listing is anywhere near: Atlantis is a town
        in South Africa, which may not be what was meant."""
        region = msgspec.structs.replace(spot, city="")
        return self._is_name_alone(typed) and not any(map(self._atlas.listings, (region, spot)))

    def _is_name_alone(self, typed: str) -> bool:
        return not typed[0].isdigit() and "," not in typed

    def _be_near(self, place: Place, within: str) -> Near:
        distance, notices = distance_or_default(within)
        self.notices += notices
        self.near = Near(place, distance)
        return self.near

    def _unknown(self, typed: str) -> str:
        shown = typed[:60]
        if typed.replace("-", "").isdigit():
            return f"{shown} is no US ZIP code that is known here."
        if self._atlas.gazetteer.areas(typed):
            return f"“{shown}” is too large to be near: give a city or a US ZIP code."
        return f"No city is known here as “{shown}”: give a city and its country, or a US ZIP code."

    # --- the question ---------------------------------------------------------------------------

    def recognise_place(self, phrase: PlacePhrase) -> None:
        """Recognises the place that a part of the question names."""
        if phrase.within is None:
            self._place_in_question(phrase)
        else:
            self._near_in_question(phrase, phrase.within)

    def ask_where(self, here: bool) -> None:
        """Asks where somebody is whose question says *near me*, if it names no place beside."""
        named = (clause.kind for clause in self.clauses)
        if here and self.near is None and ClauseKind.PLACE not in named:
            self.notices.append(HERE_NOTICE)

    def _place_in_question(self, phrase: PlacePhrase) -> None:
        if len(phrase.places) > 1 or phrase.or_named:
            self._disambiguate_place(phrase, phrase.places)
            return
        (place,) = phrase.places
        self._read_as(ClauseKind.PLACE, phrase, full_name(place), place_value(place))
        if phrase.others:
            self._disambiguate_place(phrase, phrase.others, full_name(place))

    def _disambiguate_place(
        self, phrase: PlacePhrase, places: tuple[Place, ...], taken: str = ""
    ) -> None:
        said, rest = self._said(phrase), without(self._request, phrase.start, phrase.end)
        choices = [
            Choice(_told_apart(place), rest.with_value(PLACE.name, place_value(place)))
            for place in places[:MOST_CHOICES]
        ]
        if phrase.or_named:
            choices.append(Choice(phrase.or_named, self._named_instead(phrase)))
        self.disambiguations.append(Disambiguation(said, tuple(choices), taken))

    def _named_instead(self, phrase: PlacePhrase) -> SearchRequest:
        """The request that asks for what letters may name, and not for the place."""
        said = self._said(phrase)
        if phrase.or_named == said:
            return self._request.with_words(said)
        text = f"{self.text[: phrase.start]}{phrase.or_named}{self.text[phrase.end :]}"
        return msgspec.structs.replace(self._request, text=text, page=1)

    def _near_in_question(self, phrase: PlacePhrase, within: str) -> None:
        spots = _distinct(phrase.places)
        if self.near is not None:
            said = self._said(phrase)
            self.notices.append(f"“{said}” is left aside: what is {self.near.words} is shown.")
            self._read_as(ClauseKind.NEAR, phrase, LEFT_ASIDE)
        elif len(spots) == 1:
            near = self._be_near(spots[0], within)
            self._read_as(ClauseKind.NEAR, phrase, near.words)
            if phrase.others:
                self._disambiguate_near(
                    self._said(phrase),
                    phrase.others,
                    without(self._request, phrase.start, phrase.end),
                    near.distance.typed,
                    full_name(spots[0]),
                )
        elif spots:
            distance, _ = distance_or_default(within)
            self._disambiguate_near(
                self._said(phrase),
                spots,
                without(self._request, phrase.start, phrase.end),
                distance.typed,
            )
        else:
            code = self._said(phrase).split()[-1]
            self.notices.append(f"{self._unknown(code)} What is near it cannot be shown.")
            self._read_as(ClauseKind.NEAR, phrase, LEFT_ASIDE)

    def _read_as(self, kind: ClauseKind, phrase: PlacePhrase, meant: str, place: str = "") -> None:
        said = self._said(phrase)
        undo = self._request.with_words(said)
        narrows = (PLACE.name, (place,)) if place else ("", ())
        self.clauses.append(Clause(kind, said, phrase.start, phrase.end, meant, undo, *narrows))

    def _disambiguate_near(
        self,
        said: str,
        spots: tuple[Place, ...],
        request: SearchRequest,
        within: str,
        taken: str = "",
    ) -> None:
        names = map(full_name, spots[:MOST_CHOICES])
        choices = (Choice(name, request.near_to(name, within)) for name in names)
        self.disambiguations.append(Disambiguation(said, tuple(choices), taken))

    def _said(self, phrase: PlacePhrase) -> str:
        return self.text[phrase.start : phrase.end]


def _distinct(spots: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without what has the same names as one before it."""
    return tuple({spot.path: spot for spot in reversed(spots)}.values())[::-1]


def _told_apart(place: Place) -> str:
    return full_name(place) if len(place.path) > 1 else f"{place.country} (country)"
