"""The terms of listings, put as tests compare them: what `index.terms` says of one listing."""

from __future__ import annotations

from typing import NamedTuple

from index.listing.model import Listing
from index.terms.listing_terms import positions_of, term_positions, weights_of


class ListingTerm(NamedTuple):
    """A term of a listing: what it weighs, in tenths, and where it stands, ascending."""

    weight: int
    positions: list[int]


def terms_of(listing: Listing) -> dict[str, ListingTerm]:
    """The distinct terms of a listing, in their order."""
    standing = tuple(term_positions(listing))
    positions = positions_of(standing)
    return {
        term: ListingTerm(weight, sorted(set().union(*positions.get(term, {}).values())))
        for term, weight in sorted(weights_of(standing).items())
    }


def length_of(listing: Listing) -> int:
    """What the terms of a listing weigh together, in tenths."""
    return sum(term.weight for term in terms_of(listing).values())
