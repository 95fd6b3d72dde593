"""Where a study happens: every site with its status on a day and whom to ask there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from index.listing import Kind, Listing, Site, Standing, open_on
from web.views.listing.people import ContactRow, contact_rows
from web.views.listing.status import ShownStatus, asked_at_site, short_status
from web.wording import address_note, address_words, places_words

# Up to here a plain list reads well; a page of 1,400 sites needs its countries folded.
SITES_IN_ONE_LIST = 12
SITES_IN_ONE_COUNTRY = 30


class SiteRow(msgspec.Struct, frozen=True):
    """A site as its line says it; `note` tells what of its address its source does not state, and
    `ask` what to know before asking there, where that is not as it is for the whole study."""

    facility: str
    address: str
    note: str
    status: ShownStatus | None
    contacts: tuple[ContactRow, ...]
    ask: str


class SiteGroup(msgspec.Struct, frozen=True):
    """The sites of a country, a state, or all of them. `groups` divides a long group further;
    where it is empty, `rows` holds the sites. `recruiting` counts those that are so on the day."""

    name: str
    count: int
    recruiting: int
    rows: tuple[SiteRow, ...] = ()
    groups: tuple[SiteGroup, ...] = ()


def site_groups(listing: Listing, day: date) -> tuple[SiteGroup, ...]:
    """The sites in one group, or by country where they are many; long countries by state."""
    sites = listing.site
    if not sites:
        return ()
    everywhere = open_on(listing, None, day)
    rows = [(site, _site_row(listing, site, everywhere, day)) for site in sites]
    if len(rows) <= SITES_IN_ONE_LIST:
        return (_group("", rows),)
    return _by_name(rows, _COUNTRY, "Country not stated", SITES_IN_ONE_COUNTRY)


def sites_line(listing: Listing, first: Iterable[str]) -> str:
    """The places of a listing in one line under its title."""
    return places_words(listing.site, first) or "Place not stated"


_Row = tuple[Site, SiteRow]
_COUNTRY, _STATE = 0, 1
"""Where `Site.levels` has them."""


def _by_name(
    rows: Sequence[_Row], level: int, unnamed: str, divide_above: int | None
) -> tuple[SiteGroup, ...]:
    named: dict[str, list[_Row]] = {}
    for row in rows:
        named.setdefault(row[0].levels[level], []).append(row)
    largest_first = sorted(named.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    groups = []
    for name, inside in largest_first:
        within: tuple[SiteGroup, ...] = ()
        if divide_above is not None and len(inside) > divide_above:
            within = _by_name(inside, _STATE, "State not stated", None)
        groups.append(_group(name or unnamed, inside, within if len(within) > 1 else ()))
    return tuple(groups)


def _group(name: str, rows: Sequence[_Row], groups: tuple[SiteGroup, ...] = ()) -> SiteGroup:
    ordered = sorted((row for _, row in rows), key=lambda row: (row.address, row.facility))
    return SiteGroup(
        name=name,
        count=len(rows),
        recruiting=sum(row.status is not None and row.status.recruits for row in ordered),
        rows=() if groups else tuple(ordered),
        groups=groups,
    )


def _site_row(listing: Listing, site: Site, everywhere: Standing, day: date) -> SiteRow:
    address = address_words(site)
    if site.postal_code:
        address = f"{address} {site.postal_code}".strip()
    here = open_on(listing, site, day)
    # A site of a project that claims to recruit is a slip: no page may repeat it. One that states
    # nothing is as its study is, which is said once.
    told = site.status is not None and listing.kind is not Kind.FUNDED_PROJECT
    return SiteRow(
        site.facility,
        address or "Place not stated",
        address_note(site),
        short_status(here) if told else None,
        contact_rows(site.contact),
        asked_at_site(here, everywhere),
    )
