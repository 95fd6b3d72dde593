"""What a listing is a part of, pays for, is paid for by, or is related to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from index.listing import Kind, Listing, open_on, payer
from web.links import listing_url
from web.views.listing.status import ShownStatus, shown_status


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The listings that a listing names, as far as they are in the index: an id of another would
    be a dead link."""

    center: Listing | None = None
    subproject: tuple[Listing, ...] = ()
    grant: tuple[Listing, ...] = ()
    trial: tuple[Listing, ...] = ()
    related: tuple[Listing, ...] = ()


class Neighbor(msgspec.Struct, frozen=True, kw_only=True):
    """Another listing by its title. A study has its status on the day; `note` says of a project
    on the page of a study whose it is, and that nobody can join it."""

    title: str
    url: str
    status: ShownStatus | None
    note: str = ""


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """The other listings that a page leads to, each under one heading only."""

    center: Neighbor | None
    subprojects: tuple[Neighbor, ...]
    grants: tuple[Neighbor, ...]
    trials: tuple[Neighbor, ...]
    related: tuple[Neighbor, ...]


def relations(held: Held, day: date) -> Relations:
    """What a page leads to; a listing that stands under a heading of its own is not related once
    more."""
    named = [*held.subproject, *held.grant, *held.trial, *([held.center] if held.center else [])]
    told = {one.id for one in named}
    return Relations(
        center=_neighbor(held.center, day) if held.center else None,
        subprojects=_neighbors(held.subproject, day),
        grants=tuple(
            msgspec.structs.replace(_neighbor(one, day), note=_paying(one))
            for one in _each_once(held.grant)
        ),
        trials=_neighbors(held.trial, day),
        related=_neighbors((one for one in held.related if one.id not in told), day),
    )


def _paying(project: Listing) -> str:
    name = payer(project)
    return f"{f'{name}. ' if name else ''}This project does not enroll people."


def _each_once(listings: Iterable[Listing]) -> Iterable[Listing]:
    return {one.id: one for one in listings}.values()


def _neighbors(listings: Iterable[Listing], day: date) -> tuple[Neighbor, ...]:
    return tuple(_neighbor(one, day) for one in _each_once(listings))


def _neighbor(listing: Listing, day: date) -> Neighbor:
    enrolls = listing.kind is not Kind.FUNDED_PROJECT
    return Neighbor(
        title=listing.title,
        url=listing_url(listing.id),
        status=shown_status(open_on(listing, None, day)) if enrolls else None,
    )
