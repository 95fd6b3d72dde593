"""A listing → what its page says, section by section. Pure; templates only lay it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from index.listing import (
    FIELD,
    NOT_STATED_WORDS,
    UNKNOWN,
    Contact,
    Kind,
    Listing,
    Origin,
    Site,
    Sponsor,
    Status,
    is_made_up,
    lead_sentence,
    mechanism_words,
    official_url,
    payer,
)
from web.wording import (
    Block,
    address_note,
    address_words,
    age_range_words,
    count_words,
    date_words,
    money_words,
    place_words,
    places_words,
    text_blocks,
    the,
)

# Up to here a plain list reads well; a page of 1,400 sites needs its countries folded.
SITES_IN_ONE_LIST = 12
SITES_IN_ONE_COUNTRY = 30


class Fact(msgspec.Struct, frozen=True):
    """A line of the quick facts; `note` explains it."""

    label: str
    words: tuple[str, ...]
    note: str = ""


class FitText(msgspec.Struct, frozen=True):
    """A passage with its own heading."""

    label: str
    blocks: tuple[Block, ...]


class SiteRow(msgspec.Struct, frozen=True):
    """A site as its line says it; `note` tells what of its address its source does not state."""

    facility: str
    address: str
    note: str
    status: Status | None


class SiteGroup(msgspec.Struct, frozen=True):
    """The sites of a country, a state, or all of them. `groups` divides a long group further;
    where it is empty, `rows` holds the sites."""

    name: str
    count: int
    recruiting: int
    rows: tuple[SiteRow, ...] = ()
    groups: tuple[SiteGroup, ...] = ()


class ListingView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a listing's page says that is not a field shown as it stands."""

    listing: Listing
    status: Status | None
    lead: str
    enrolls: bool
    facts: tuple[Fact, ...]
    summary: tuple[Block, ...]
    description: tuple[Block, ...]
    fit_heading: str
    fit: tuple[FitText, ...]
    why: tuple[FitText, ...]
    where: str
    sites: tuple[SiteGroup, ...]
    contacts: tuple[Contact, ...]
    updated: str
    reviewed: str
    made_up: bool
    official_url: str
    official_words: str


def listing_view(listing: Listing) -> ListingView:
    """What the page of a listing says."""
    return ListingView(
        listing=listing,
        status=listing.status,
        lead=lead_sentence(listing),
        enrolls=listing.kind is not Kind.FUNDED_PROJECT,
        facts=tuple(_facts(listing)),
        summary=text_blocks(listing.summary),
        description=text_blocks(listing.description),
        fit_heading=_fit_heading(listing),
        fit=tuple(_fit(listing)),
        why=tuple(_why(listing)),
        where=where_words(listing),
        sites=site_groups(listing),
        contacts=tuple(one for one in listing.contact if one.name or one.phone or one.email),
        updated=date_words(listing.updated),
        reviewed=date_words(listing.reviewed) if listing.reviewed else "",
        made_up=is_made_up(listing),
        official_url=official_url(listing),
        official_words=_official_words(listing),
    )


def sponsor_words(sponsor: Sponsor | None) -> str:
    """The sponsor's name with what sort of organization it is."""
    if sponsor is None or not sponsor.name:
        return NOT_STATED_WORDS
    return f"{sponsor.name} ({sponsor.kind.words})" if sponsor.kind else sponsor.name


def stage_words(listing: Listing) -> tuple[str, ...]:
    """The phases of a trial, or the type of grant of a funded project, in words."""
    if listing.kind is Kind.FUNDED_PROJECT:
        mechanism = listing.funding.mechanism if listing.funding else ""
        words = mechanism_words(mechanism)
        return () if words == UNKNOWN else (words,)
    return tuple(phase.words for phase in listing.phase)


def where_words(listing: Listing) -> str:
    """How many sites there are, and where: *12 sites in 3 countries*."""
    sites = listing.site
    if not sites:
        return NOT_STATED_WORDS
    if len(sites) == 1:
        return f"1 site ({place_words(sites[0]) or 'place not stated'})"
    countries = {country for site in sites if (country := site.levels[0])}
    words = count_words(len(sites), "site")
    if len(countries) == 1:
        words += f" in {the(next(iter(countries)))}"
    elif countries:
        words += f" in {count_words(len(countries), 'country', 'countries')}"
    return words


def _fact(name: str, *words: str, label: str = "", note: str = "") -> Fact:
    return Fact(label or FIELD[name].label, tuple(words) or (NOT_STATED_WORDS,), note)


def _facts(listing: Listing) -> Iterable[Fact]:
    status = listing.status
    funded = listing.kind is Kind.FUNDED_PROJECT
    yield _fact("kind", listing.kind.words)
    yield _fact(
        "status",
        status.words if status else NOT_STATED_WORDS,
        note=status.explanation if status else "",
    )
    if funded:
        yield from _funding_facts(listing)
        if listing.sex:
            yield _fact("sex", listing.sex.words)
    else:
        yield _fact("phase", *stage_words(listing))
        yield _fact("sex", listing.sex.words if listing.sex else NOT_STATED_WORDS)
        ages = age_range_words(listing.minimum_age, listing.maximum_age)
        yield Fact("Ages", (ages,))
        healthy = {None: NOT_STATED_WORDS, True: "Accepted", False: "Not accepted"}
        yield _fact("healthy_volunteers", healthy[listing.healthy_volunteers])
        count = listing.enrollment
        yield _fact("enrollment", NOT_STATED_WORDS if count is None else f"{count:,}")
    yield _fact("sponsor", sponsor_words(listing.sponsor))
    if listing.collaborator:
        yield _fact("collaborator", *(one.name for one in listing.collaborator))
    yield Fact("Locations", (where_words(listing),))
    yield _fact("start_date", date_words(listing.start_date))
    yield _fact("completion_date", date_words(listing.completion_date))
    known = listing.source is not Origin.EDITORIAL and not is_made_up(listing)
    yield Fact("Record id", (f"{listing.id} on {listing.source.words}" if known else listing.id,))
    if listing.other_id:
        yield _fact("other_id", *listing.other_id)


def _funding_facts(listing: Listing) -> Iterable[Fact]:
    funding = listing.funding
    if funding is None:
        yield Fact("Type of funding", (NOT_STATED_WORDS,))
        return
    yield Fact("Type of funding", (_known(mechanism_words(funding.mechanism)),))
    yield Fact("Paid for by", (payer(listing) or NOT_STATED_WORDS,))
    if funding.amount is not None:
        year = f" in fiscal year {funding.fiscal_year}" if funding.fiscal_year else ""
        yield Fact("Amount", (money_words(funding.amount) + year,))
    elif funding.fiscal_year:
        yield Fact("Fiscal year", (str(funding.fiscal_year),))


def _known(words: str) -> str:
    return NOT_STATED_WORDS if words == UNKNOWN else words


def _fit_heading(listing: Listing) -> str:
    if listing.kind is Kind.FUNDED_PROJECT:
        return "Who could benefit from this research"
    return "Who can take part"


def _fit(listing: Listing) -> Iterable[FitText]:
    # Nobody can be a fit for a project that enrolls nobody: there the same two passages
    # are about whom its findings could help.
    funded = listing.kind is Kind.FUNDED_PROJECT
    named = (
        ("Most likely to benefit in time" if funded else "Good fit", listing.good_fit),
        ("Less likely to benefit" if funded else "Not a fit", listing.not_a_fit),
        ("All criteria, as the record gives them", listing.eligibility),
    )
    for label, text in named:
        if text.strip():
            yield FitText(label, text_blocks(text))


def _why(listing: Listing) -> Iterable[FitText]:
    if not (listing.potential_benefit.strip() or listing.similar_studies.strip()):
        return
    for name in ("potential_benefit", "similar_studies"):
        text = getattr(listing, name).strip() or NOT_STATED_WORDS
        yield FitText(FIELD[name].label, text_blocks(text))


def site_groups(listing: Listing) -> tuple[SiteGroup, ...]:
    """The sites in one group, or by country where they are many; long countries by state."""
    sites = listing.site
    if not sites:
        return ()
    rows = [(site, _site_row(site, listing.kind)) for site in sites]
    if len(rows) <= SITES_IN_ONE_LIST:
        return (_group("", rows),)
    return _by_name(rows, _COUNTRY, "Country not stated", SITES_IN_ONE_COUNTRY)


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
        recruiting=sum(row.status is Status.RECRUITING for row in ordered),
        rows=() if groups else tuple(ordered),
        groups=groups,
    )


def _site_row(site: Site, kind: Kind) -> SiteRow:
    address = address_words(site)
    if site.postal_code:
        address = f"{address} {site.postal_code}".strip()
    status = None if kind is Kind.FUNDED_PROJECT else site.status
    return SiteRow(site.facility, address or "Place not stated", address_note(site), status)


def _official_words(listing: Listing) -> str:
    if listing.source is Origin.EDITORIAL:
        return "View the official record"
    return f"View the official record on {listing.source.words}"


def sites_line(listing: Listing, first: Iterable[str]) -> str:
    """The places of a listing in one line under its title."""
    return places_words(listing.site, first) or "Place not stated"
