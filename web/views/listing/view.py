"""A listing → what its page says, section by section. Pure; templates only lay it out."""

from __future__ import annotations

from datetime import date

import msgspec

from index.listing import (
    Kind,
    LinkKind,
    Listing,
    Origin,
    is_made_up,
    lead_sentence,
    official_url,
    open_on,
)
from web.views.listing.documents import DocumentLink, Publications, links_of_kind, publications
from web.views.listing.facts import Fact, quick_facts, record_dates, where_words
from web.views.listing.headlines import Headline, copy_age, headlines
from web.views.listing.passages import (
    Item,
    Passage,
    fit,
    fit_heading,
    groups,
    measures,
    treatments,
    why,
)
from web.views.listing.people import ContactRow, ResearcherRow, contact_rows, researcher_rows
from web.views.listing.relations import Held, Relations, relations
from web.views.listing.sites import SiteGroup, site_groups
from web.views.listing.status import ShownStatus, asked_of, rule_words, shown_status
from web.wording import Block, text_blocks


class ListingView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a listing's page says that is not a field shown as it stands."""

    listing: Listing
    status: ShownStatus | None
    ask: str
    rule: str
    headlines: tuple[Headline, ...]
    lead: str
    enrolls: bool
    facts: tuple[Fact, ...]
    summary: tuple[Block, ...]
    description: tuple[Block, ...]
    treatments: tuple[Item, ...]
    groups: tuple[Item, ...]
    measures: tuple[Item, ...]
    fit_heading: str
    fit: tuple[Passage, ...]
    why: tuple[Passage, ...]
    where: str
    sites: tuple[SiteGroup, ...]
    researchers: tuple[ResearcherRow, ...]
    contacts: tuple[ContactRow, ...]
    sites_have_contacts: bool
    pages: tuple[DocumentLink, ...]
    documents: tuple[DocumentLink, ...]
    publications: tuple[Publications, ...]
    relations: Relations
    dates: tuple[Fact, ...]
    copy_age: str
    made_up: bool
    official_url: str
    official_words: str


def listing_view(listing: Listing, held: Held, day: date) -> ListingView:
    """What the page of a listing says on a day, beside the listings it names that are `held`."""
    standing = open_on(listing, None, day)
    shown = shown_status(standing)
    lines = tuple(headlines(listing))
    told = {line.url for line in lines} | {official_url(listing)}
    return ListingView(
        listing=listing,
        status=shown,
        ask=asked_of(standing),
        rule=rule_words(listing),
        headlines=lines,
        lead=lead_sentence(listing, day),
        enrolls=listing.kind is not Kind.FUNDED_PROJECT,
        facts=tuple(quick_facts(listing, shown)),
        summary=text_blocks(listing.summary),
        description=text_blocks(listing.description),
        treatments=treatments(listing.intervention),
        groups=groups(listing.arm),
        measures=measures(listing.primary_outcome),
        fit_heading=fit_heading(listing),
        fit=tuple(fit(listing)),
        why=tuple(why(listing)),
        where=where_words(listing),
        sites=site_groups(listing, day),
        researchers=researcher_rows(listing.researcher),
        contacts=contact_rows(listing.contact),
        sites_have_contacts=any(contact_rows(site.contact) for site in listing.site),
        pages=(
            *links_of_kind(listing.link, LinkKind.PAGE, told),
            *links_of_kind(listing.link, None, told),
        ),
        documents=links_of_kind(listing.link, LinkKind.DOCUMENT, told),
        publications=publications(listing.publication),
        relations=relations(held, day),
        dates=tuple(record_dates(listing)),
        copy_age=copy_age(listing, day),
        made_up=is_made_up(listing),
        official_url=official_url(listing),
        official_words=_official_words(listing),
    )


def _official_words(listing: Listing) -> str:
    if listing.source is Origin.EDITORIAL:
        return "View the official record"
    return f"View the official record on {listing.source.words}"
