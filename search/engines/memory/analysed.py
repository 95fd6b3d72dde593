"""A listing as matching, scoring and narrowing see it: everything about it that may be asked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from index.analysis import analyse
from index.codes import NOT_STATED
from index.documents import FIELD_GAP, MAX_POSITION, SEARCHED, SUBJECTS, searched_texts, tenths
from index.facets import STATUS
from index.ids import id_keys
from index.listing import Listing, Point, Site
from index.place_names import place_path
from index.schema import FACETS, FIELD, facet_values
from index.units import STOP_WORDS, phrase_terms

COUNTED_ONCE = frozenset(field.name for field in SEARCHED if field.use.counts_once)

TELL_NOTHING = frozenset(term for word in STOP_WORDS for term in phrase_terms(word))
"""Terms that say nothing of a listing's subject, beside those of a single letter."""


class Standing(NamedTuple):
    """A term of a listing, the field it stands in, and its place among all words of the listing:
    no phrase goes from one text to the next, since a place between them is vacant."""

    term: str
    field: str
    position: int


class SiteFacts(NamedTuple):
    """What can be asked of a site: the places that it lies in, its status (its listing's where it
    states none) and where it is."""

    places: frozenset[str]
    status: str
    point: Point | None


class Analysed(msgspec.Struct, frozen=True, eq=False):
    """A listing, and what it holds."""

    listing: Listing
    keys: frozenset[str]
    """What it is known as."""
    standing: tuple[Standing, ...]
    """Every term as often as it occurs, in the order of the text."""
    weights: dict[str, int]
    """Of each term, Σ field weight x occurrences, in tenths."""
    positions: dict[str, dict[str, frozenset[int]]]
    """Of each term, by field, the places where it stands, as far as places are kept."""
    subjects: frozenset[str]
    """The terms that say what it is about."""
    values: dict[str, dict[str, str]]
    """By facet, its values and how it writes them."""
    sites: tuple[SiteFacts, ...]
    """Its sites; where it has none, one of its own status in a place that is not stated."""

    @property
    def length(self) -> int:
        """Σ weights, in tenths."""
        return sum(self.weights.values())

    def weight(self, term: str, field: str = "") -> int:
        """What a term weighs in it, or in one field of it, in tenths; 0 where it is not there."""
        if not field:
            return self.weights.get(term, 0)
        times = len(self.positions.get(term, {}).get(field, ()))
        if not times:
            return 0
        return tenths(FIELD[field].use.weight) * (1 if field in COUNTED_ONCE else times)

    def has_phrase(self, terms: tuple[str, ...], field: str = "") -> bool:
        """Whether it holds the terms one after the other, in one field if it is named; nothing
        holds no terms."""
        places = [self._places(term, field) for term in terms]
        return bool(terms) and any(
            all(first + after in places[after] for after in range(len(terms)))
            for first in places[0]
        )

    def _places(self, term: str, field: str) -> frozenset[int]:
        by_field = self.positions.get(term, {})
        return by_field.get(field, frozenset()) if field else frozenset().union(*by_field.values())


def analysed(listing: Listing) -> Analysed:
    """What a listing holds."""
    standing = tuple(_standing(listing))
    values = {facet.name: facet_values(facet, listing) for facet in FACETS}
    (status,) = values[STATUS.name]
    return Analysed(
        listing=listing,
        keys=frozenset(id_keys((listing.id, *listing.other_id))),
        standing=standing,
        weights=_weights(standing),
        positions=_positions(standing),
        subjects=frozenset(
            one.term
            for one in standing
            if one.field in SUBJECTS and one.position <= MAX_POSITION and _tells(one.term)
        ),
        values=values,
        sites=tuple(_facts(site, status) for site in listing.site or (Site(),)),
    )


def _standing(listing: Listing) -> Iterator[Standing]:
    base = 0
    for text, _, field in searched_texts(listing):
        tokens = analyse(text)
        for token in tokens:
            yield Standing(token.term, field, base + token.position)
        base += max((token.position + 1 for token in tokens), default=0) + FIELD_GAP


def _weights(standing: tuple[Standing, ...]) -> dict[str, int]:
    weights: dict[str, int] = {}
    met: set[tuple[str, str]] = set()
    for term, field, _ in standing:
        if field not in COUNTED_ONCE or (field, term) not in met:
            weights[term] = weights.get(term, 0) + tenths(FIELD[field].use.weight)
            met.add((field, term))
    return weights


def _positions(standing: tuple[Standing, ...]) -> dict[str, dict[str, frozenset[int]]]:
    found: dict[str, dict[str, set[int]]] = {}
    for term, field, position in standing:
        if position <= MAX_POSITION:
            found.setdefault(term, {}).setdefault(field, set()).add(position)
    return {
        term: {field: frozenset(places) for field, places in by_field.items()}
        for term, by_field in found.items()
    }


def _tells(term: str) -> bool:
    return term not in TELL_NOTHING and len(term) > 1


def _facts(site: Site, status: str) -> SiteFacts:
    places = frozenset(place for place in place_path(*site.levels) if place)
    return SiteFacts(
        places or frozenset((NOT_STATED,)),
        site.status.value if site.status else status,
        site.point and _in_single_precision(site.point),
    )


def _in_single_precision(point: Point) -> Point:
    """As every index holds it: a site at the edge of a circle is inside here and there."""
    latitude, longitude = struct.unpack("2f", struct.pack("2f", *point))
    return latitude, longitude
