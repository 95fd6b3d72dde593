"""A translation without its listing: what is held in memory of it until all records are read.

Made in whichever process translated the record, with the listing beside it as the JSON that the
index takes, so that the process that collapses them decodes none of those that stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from index.listing import Kind, Listing
from index.sources.deduplication.citations import cited_awards
from index.sources.source import ALONE, Membership, RecordAuthority, Translation

# Ids that another record may be found under: registry numbers and awards.
_RECORD_ID = re.compile(r"NCT\d{8}|NIH-[A-Za-z0-9._-]+", re.I)

_encode = msgspec.json.Encoder().encode


class Held(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is held in memory of a record until it is known what it is folded into."""

    id: str
    """As it is written; ids are compared casefolded."""
    rank: tuple[int | str, ...]
    aliases: tuple[str, ...] = ()
    """Other ids that a record may be found under, casefolded."""
    group: str = ""
    """Casefolded."""
    membership: Membership = ALONE
    amount: int | None = None
    """US dollars."""
    cites: tuple[str, ...] = ()
    """The numbers of the awards that a trial cites, casefolded."""


class Known(Held, frozen=True, kw_only=True, gc=False):
    """What collapsing asks of a translation."""

    where: str
    authority: RecordAuthority
    sample: bool


class Condensed(msgspec.Struct, frozen=True, gc=False):
    """What collapsing asks of a translation, and the listing as JSON, with the place of every
    site."""

    known: Known
    encoded: bytes


def condense(translation: Translation, located: Callable[[Listing], Listing]) -> Condensed:
    """A translation, condensed; `located` gives every site its place."""
    listing = translation.listing
    cites = listing.kind is not Kind.FUNDED_PROJECT
    known = Known(
        id=listing.id,
        where=translation.where,
        authority=translation.authority,
        sample=listing.sample,
        # A form that holds less than the record itself ranks as 0: the CSV download of a study.
        rank=translation.rank or (1, listing.updated or ""),
        aliases=tuple(name.casefold() for name in listing.other_id if _RECORD_ID.fullmatch(name)),
        group=translation.group.casefold(),
        membership=translation.membership,
        amount=listing.funding.amount if listing.funding else None,
        cites=cited_awards(listing.other_id) if cites else (),
    )
    return Condensed(known, _encode(located(listing)))
