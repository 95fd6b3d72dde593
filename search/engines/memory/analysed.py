"""A listing as matching, scoring and narrowing see it: everything about it that may be asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

import msgspec

from index.listing import (
    FACETS,
    STATUS,
    Listing,
    Point,
    Site,
    facet_values,
    id_keys,
    open_on,
    site_places,
)
from index.terms import (
    ConceptNames,
    MentionKinds,
    Tag,
    mentions_in,
    positions_of,
    subject_terms,
    term_positions,
    weight_in,
    weights_of,
)
from search.engine import in_single_precision


class SiteFacts(NamedTuple):
    """What can be asked of a site: the places that it lies in and where it is."""

    site: Site
    places: frozenset[str]
    point: Point | None


class Analysed(msgspec.Struct, frozen=True, eq=False):
    """A listing, and what it holds."""

    listing: Listing
    keys: frozenset[str]
    """What it is known as."""
    weights: dict[str, int]
    """What each of its terms weighs, in tenths."""
    positions: dict[str, dict[str, frozenset[int]]]
    """Of each term, by field, the places where it stands, as far as places are kept."""
    subjects: frozenset[str]
    """The terms that say what it is about."""
    tags: dict[str, Tag]
    """By key, the concepts that it names, and those broader than one that it names."""
    mentions: dict[str, MentionKinds]
    """By key, the concepts that it mentions, and those broader than one that it mentions."""
    values: dict[str, dict[str, str]]
    """By facet, its values and how it writes them; its status as it is stated."""
    sites: tuple[SiteFacts, ...]
    """Its sites; where it has none, one of its own status in a place that is not stated."""

    def values_on(self, day: date | None, facet: str) -> Collection[str]:
        """Its values for a facet on a day: its status is as it is shown then."""
        if facet == STATUS.name:
            return (open_on(self.listing, None, day).code,)
        return self.values[facet].keys()

    def status_at(self, site: SiteFacts, day: date | None) -> str:
        """What is shown of the status of one of its sites on a day."""
        return open_on(self.listing, site.site, day).code

    @property
    def length(self) -> int:
        """Σ weights, in tenths."""
        return sum(self.weights.values())

    def weight(self, term: str, field: str = "") -> int:
        """What a term weighs in it, or in one field of it, in tenths; 0 where it is not there."""
        if not field:
            return self.weights.get(term, 0)
        places = self.positions.get(term, {}).get(field)
        return weight_in(field, len(places)) if places else 0

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


def analysed(listing: Listing, names: ConceptNames | None) -> Analysed:
    """What a listing holds, and which concepts it names where their names are given."""
    occurrences = tuple(term_positions(listing))
    values = {facet.name: facet_values(facet, listing) for facet in FACETS}
    return Analysed(
        listing=listing,
        keys=frozenset(id_keys((listing.id, *listing.other_id))),
        weights=weights_of(occurrences),
        positions=positions_of(occurrences),
        subjects=subject_terms(occurrences),
        tags=names.tags(occurrences) if names else {},
        mentions=mentions_in(listing, names) if names else {},
        values=values,
        sites=tuple(map(_facts, listing.site or (Site(),))),
    )


def _facts(site: Site) -> SiteFacts:
    return SiteFacts(
        site,
        frozenset(site_places(site)),
        site.point and in_single_precision(site.point),
    )
