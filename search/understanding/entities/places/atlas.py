"""Places by name, with how many listings an index has at each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from index.analysis import place_key
from index.listing import US, Place, place_path
from index.reference import Gazetteer
from search.understanding.entities.places.word_lists import WORDS

_STATE = re.compile(r"^state of (?=.)|(?<=.) state$|^(?:el )?estado de (?=.)")
"""What tells a state from a city of its name: *Washington state*, *the state of New York*."""

_ARTICLE = re.compile(r"^(?:los|las|el|la)\s")

_AROUND = re.compile(
    r"(?:greater|metro|metropolitan) (?P<before>\S.*)|"
    r"(?P<behind>\S.*) (?:metro area|metropolitan area|metroplex|area|metro)"
)
"""What is said of what lies around a city."""

_BEFORE_NAMES = (
    "the",
    "state",
    "estado",
    "el",
    "los",
    "las",
    "la",
    "greater",
    "metro",
    "metropolitan",
)

AREA_MILES = 50
"""How far such an area goes."""

OUTWEIGHS = 10
"""A place is not meant by its name where another of that name has so many times the listings."""

OFFERED = 100
"""A city is offered beside a place that has at most so many times its listings."""

ABOVE_A_CITY = 1
"""The same for a city that has the name of a country: Peru is not the one in Illinois."""


class Named(msgspec.Struct, frozen=True):
    """What a name may mean: `places` is one where that is sure, several where it must be asked,
    and none where no listing is there; `others` have the name as well and are not taken."""

    places: tuple[Place, ...] = ()
    others: tuple[Place, ...] = ()


class Atlas:
    """A gazetteer beside the counts of the facet *place* of one index."""

    def __init__(self, gazetteer: Gazetteer, listings: Mapping[str, int]) -> None:
        self.gazetteer = gazetteer
        self._listings = listings
        self._by_name: dict[str, list[Place]] = {}
        for value in sorted(listings, key=len):
            place = place_of(value)
            self._by_name.setdefault(place_key(place.path[-1]), []).append(place)
        names = (*self._by_name, *WORDS.known_as, *WORDS.regions, *_BEFORE_NAMES)
        self._first_words = frozenset(name.partition(" ")[0] for name in names)

    def listings(self, place: Place) -> int:
        """How many listings have a site there."""
        return self._listings.get(place_value(place), 0)

    def values(self) -> Iterable[str]:
        """Every place that listings have, as the facet *place* writes it."""
        return self._listings

    def spots(self, text: str) -> tuple[Place, ...]:
        """The cities or ZIP codes that a typed place may mean, the likeliest first; none where it
        is the name of a country or a state that outweighs them."""
        known = known_place(text)
        spots = self.gazetteer.spots(full_name(known) if known and known.city else text)
        if not spots:
            return ()
        here = max(map(self.listings, spots))
        for area in self.gazetteer.areas(text):
            inside = any(spot.path[: len(area.path)] == area.path for spot in spots)
            if not inside and self.listings(area) > OUTWEIGHS * here:
                return ()
        return spots

    def named_spots(self, text: str) -> Named:
        """The cities or ZIP codes of a name, one where that is sure."""
        spots = self.spots(text)
        ordered = tuple(sorted(spots, key=self.listings, reverse=True))
        return self._taken(text, ordered) or Named(spots)

    def named(self, text: str) -> Named:
        """What the name of a country, a state or a city means: of those that have listings the one
        that is pinned, or that has ten times the listings of the next."""
        known = known_place(text)
        if known is not None:
            return Named((known,)) if self.listings(known) else Named()
        listed = tuple(
            sorted(filter(self.listings, self._areas(text)), key=self.listings, reverse=True)
        )
        if not listed:
            return Named()
        if any(not area.state and not area.city for area in self.gazetteer.areas(text)) and all(
            place.city for place in listed
        ):
            # *Jamaica* is no part of New York, though no listing is in the country.
            return Named()
        taken = self._taken(text, listed)
        if taken is not None:
            return taken
        wide = {len(area.path) for area in listed if not area.city}
        most = self.listings(listed[0])
        likely = tuple(area for area in listed if self._is_likely(area, most, wide))
        return Named(likely, tuple(one for one in listed if one not in likely))

    def region(self, text: str) -> tuple[tuple[Place, ...], str] | None:
        """The city that a region without a border lies around, and how far it goes as it is typed:
        *the bay area*, *greater Boston*, *the Houston area*."""
        region = WORDS.regions.get(place_key(text))
        if region is not None:
            spots = self.spots(region.city)
            return (spots, str(region.miles)) if spots else None
        around = _AROUND.fullmatch(place_key(text))
        named = self.named_spots(around["before"] or around["behind"]) if around else Named()
        listed = len(named.places) == 1 and self.listings(named.places[0])
        return (named.places, str(AREA_MILES)) if listed else None

    def is_known(self, text: str) -> bool:
        """Whether it is the name of a place, with listings or without."""
        return known_place(text) is not None or bool(self._areas(text))

    def may_begin_with(self, word: str) -> bool:
        """Whether a place that nothing leads to may have a name that begins with a word: nine of
        ten words of a question begin none."""
        return place_key(word).partition(" ")[0] in self._first_words

    def named_alone(self, text: str) -> Named:
        """The same for a name that nothing leads to, by the places of the index alone: a look-up
        in memory, since any word of a question may be one."""
        key = _STATE.sub("", place_key(text))
        if key in WORDS.known_as or key in self._by_name:
            return self.named(text)
        city, _, area = key.rpartition(" ")
        known = known_place(area)
        if known is not None:
            # *Manchester UK*, *Detroit Mich*: as it is written out.
            area = place_key(known.path[-1])
            text = f"{city} {area}"
        if city in self._by_name and area in self._by_name:
            inside = [one for one in self._areas(text) if len(one.path) > 1]
            return self.named(text) if inside else Named()
        return Named()

    def _areas(self, text: str) -> list[Place]:
        """The places of a name in the gazetteer and in the index; none lies in another."""
        key = place_key(text)
        name = _STATE.sub("", key)
        found: list[Place] = []
        for place in (*self.gazetteer.areas(name), *self._by_name.get(name, ())):
            meant = (place.state or not place.city) if name == key else not place.city
            if meant and not any(place.path[: len(wide.path)] == wide.path for wide in found):
                found.append(place)
        return found

    def _taken(self, text: str, ordered: tuple[Place, ...]) -> Named | None:
        """The one that is taken of places with most listings first, if any is."""
        pinned = WORDS.pinned.get(place_key(text))
        taken = next((one for one in ordered if place_value(one) == pinned), None)
        if taken is None:
            counts = [*map(self.listings, ordered[:2])]
            if len(counts) > 1 and (not counts[0] or counts[0] < OUTWEIGHS * counts[1]):
                return None
            taken = ordered[0] if ordered else None
        return None if taken is None else Named((taken,), self._beside(taken, ordered))

    def _beside(self, taken: Place, ordered: tuple[Place, ...]) -> tuple[Place, ...]:
        """What is offered beside a place that is taken; no hamlets."""
        least = self.listings(taken) / OFFERED
        return tuple(
            one
            for one in ordered
            if one is not taken
            and (self.listings(one) >= least or (self.listings(one) and not one.city))
        )

    def _is_likely(self, area: Place, most: int, wide: set[int]) -> bool:
        if not area.city and len(wide) > 1:
            return True
        outweighs = ABOVE_A_CITY if area.city and 1 in wide else OUTWEIGHS
        return self.listings(area) * outweighs >= most


def known_place(text: str) -> Place | None:
    """The place that our own list gives a name to: *nyc*, *Nueva York*, *los Estados Unidos*."""
    key = place_key(text)
    value = WORDS.known_as.get(key) or WORDS.known_as.get(_ARTICLE.sub("", key))
    return None if value is None else place_of(value)


def place_of(value: str) -> Place:
    """The place of a value in the facet *place*, without its point."""
    country, state, city, *_ = (*value.split("/"), "", "")
    return Place(country=country, state=state, city=city)


def place_value(place: Place) -> str:
    """The value of a place in the facet *place*."""
    *_, narrowest = place_path(place.country, place.state, place.city)
    return narrowest


def full_name(place: Place) -> str:
    """A place by all its names, as it can be typed: *Portland, Maine, United States*."""
    return ", ".join(reversed(place.path))


def spot_name(place: Place) -> str:
    """A city as a reader knows it: *Atlanta, Georgia*; *Seoul, South Korea*."""
    beside = place.state if place.country == US and place.state else place.country
    return f"{place.city}, {beside}" if place.city else full_name(place)
