"""The places of a question as clauses: what is asked for, left out, and asked back."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from index.listing import PLACE, Place
from search.engine import Node
from search.request import SearchRequest
from search.understanding.composing.excluding import (
    lies_in,
    named,
    places_outside,
    titled,
    without_it,
)
from search.understanding.entities import (
    HERE_NOTICE,
    LEFT_ASIDE,
    Atlas,
    EligibilityPhrase,
    Near,
    PlacePhrase,
    distance_or_default,
    full_name,
    place_value,
)
from search.understanding.question import (
    Choice,
    Clause,
    ClauseKind,
    Disambiguation,
    Span,
    normal,
    plain_spans,
    without,
)

MOST_CHOICES = 8
"""Places that are offered where a name means several; there are thirteen towns called Lebanon."""


class Recognition:
    """The places that are recognised in a request, clause by clause."""

    def __init__(self, request: SearchRequest, atlas: Atlas) -> None:
        self.text = normal(request.text)
        self.near: Near | None = None
        self.clauses: list[Clause] = []
        self.notices: list[str] = []
        self.unwanted: list[Node] = []
        """What listings must not be about, that no filter can say."""
        self.disambiguations: list[Disambiguation] = []
        self._request = request
        self._atlas = atlas
        self._left_out: list[tuple[Place, Span]] = []
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

    def leave_out_place(self, phrase: PlacePhrase, clause: Span) -> None:
        """Leaves out a place, where it is sure which."""
        if len(phrase.places) == 1:
            self._left_out.append((phrase.places[0], clause))
        else:
            self._leave_aside(clause)

    def places_left_out(self) -> None:
        """Asks for what lies outside of all places that are left out, within those that are asked
        for: *in the United States but not Texas*."""
        if not self._left_out:
            return
        values = [place_value(place) for place, _ in self._left_out]
        asked = [one for one in self.clauses if one.facet == PLACE.name]
        outside = places_outside(values, self._atlas.values())
        if asked:
            within = tuple(value for one in asked for value in one.values)
            outside = tuple(value for value in outside if lies_in(value, within))
        for place, clause in self._left_out:
            if not outside:
                self._leave_aside(clause)
                continue
            meant = f"anywhere but {full_name(place)}"
            self.clauses.append(self._excluded(clause, meant, PLACE.name, outside))
        if outside and self._left_out:
            # What is asked for is said by what is left of it.
            self.clauses = [
                msgspec.structs.replace(one, facet="", values=()) if one in asked else one
                for one in self.clauses
            ]

    def asked(
        self, phrase: EligibilityPhrase, left_out: Span | None
    ) -> Iterator[EligibilityPhrase]:
        """What a phrase asks for; where it is left out, by a clause, what is asked for instead."""
        if left_out is None:
            yield phrase
            return
        start, end = left_out
        instead = without_it(msgspec.structs.replace(phrase, start=start, end=end))
        if instead is not None:
            yield instead
        elif (about := titled(phrase)) is not None:
            self.unwanted.append(about)
            self.clauses.append(self._excluded(left_out, f"not about {named(phrase)}"))
        else:
            self._leave_aside(left_out)

    def _leave_aside(self, clause: Span) -> None:
        self.clauses.append(self._excluded(clause, LEFT_ASIDE))

    def _excluded(
        self, clause: Span, meant: str, facet: str = "", values: tuple[str, ...] = ()
    ) -> Clause:
        start, end = clause
        said = self.text[start:end]
        undo = self._request.with_words(said)
        return Clause(ClauseKind.EXCLUDED, said, start, end, meant, undo, facet, values)

    def ask_where(self, here: bool) -> None:
        """Asks where somebody is whose question says *near me*, if it names no place beside."""
        named = (clause.kind for clause in self.clauses)
        if here and self.near is None and ClauseKind.PLACE not in named:
            self.notices.append(HERE_NOTICE)

    def _place_in_question(self, phrase: PlacePhrase) -> None:
        if len(phrase.places) > 1 or (phrase.or_named and not phrase.led):
            self._disambiguate_place(phrase, phrase.places)
            return
        (place,) = phrase.places
        self._read_as(ClauseKind.PLACE, phrase, full_name(place), place_value(place))
        if phrase.others or phrase.or_named:
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
