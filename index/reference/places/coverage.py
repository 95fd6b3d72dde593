"""How well the places of an index are known: how many sites were found, and which were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from index.listing import Listing, Site, listing_count


class Unresolved(msgspec.Struct, frozen=True, kw_only=True):
    """A place as its source writes it, which the gazetteer does not know, and at how many sites."""

    city: str
    state: str
    country: str
    sites: int


class PlaceShares(msgspec.Struct, frozen=True, kw_only=True):
    """How many sites there are, and how many of them were found in which way.

    The five counts that follow `sites` add up to it.
    """

    sites: int
    stated: int
    """Found as their source states them."""
    inferred: int
    """Found, with a state or country that their source does not state."""
    unresolved_in_country: int
    """The country is known, the city in it is not."""
    unresolved: int
    """Not even the country is known."""
    not_stated: int
    """Their source states no place."""
    listings_without_sites: int
    commonest_unresolved: tuple[Unresolved, ...]


def place_shares(listings: Iterable[Listing], commonest: int) -> PlaceShares:
    """The shares over some listings, with so many of the places that were not found."""
    counts: Counter[str] = Counter()
    lost: Counter[tuple[str, str, str]] = Counter()
    without = 0
    for listing in listings:
        without += not listing.site
        for site in listing.site:
            how = _found(site)
            counts[how] += 1
            if how.startswith("unresolved"):
                lost[site.city, site.state, site.country] += 1
    return PlaceShares(
        sites=counts.total(),
        stated=counts["stated"],
        inferred=counts["inferred"],
        unresolved_in_country=counts["unresolved_in_country"],
        unresolved=counts["unresolved"],
        not_stated=counts["not_stated"],
        listings_without_sites=without,
        commonest_unresolved=tuple(
            Unresolved(city=city, state=state, country=country, sites=sites)
            for (city, state, country), sites in sorted(
                lost.items(), key=lambda pair: (-pair[1], pair[0])
            )[:commonest]
        ),
    )


def place_lines(shares: PlaceShares) -> Iterator[str]:
    """The shares as the lines that staff read: how many sites, and of all in percent, were found in
    which way; then the places that were not found, as their source writes them."""
    without = listing_count(shares.listings_without_sites)
    yield f"{shares.sites:,} sites; {without} without any"
    for words, count in (
        ("found as stated", shares.stated),
        ("found, with a state or country that is inferred", shares.inferred),
        ("not found, country known", shares.unresolved_in_country),
        ("not found, country not known", shares.unresolved),
        ("not stated", shares.not_stated),
    ):
        part = f"{count / shares.sites:7.2%}" if shares.sites else "      –"
        yield f"{count:>9,} {part}  {words}"
    if shares.commonest_unresolved:
        yield ""
        yield "Commonest that were not found:"
    for one in shares.commonest_unresolved:
        stated = ", ".join(part for part in (one.city, one.state, one.country) if part)
        yield f"{one.sites:>9,}  {stated}"


def _found(site: Site) -> str:
    if not (site.city or site.state or site.country or site.postal_code):
        return "not_stated"
    if site.place is None:
        return "unresolved"
    if site.city and site.place.point is None:
        return "unresolved_in_country"
    return "inferred" if site.place.inferred else "stated"
