"""A translation without its listing: what is held in memory of it until all records are read.

Made in whichever process translated the record, with the listing beside it as the JSON that the
index takes, so that the process that collapses them decodes none of those that stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from index.errors import Problem
from index.listing import Listing
from index.sources.source import JsonText, Raw, RecordAuthority, Translation
from index.sources.translation import translated

# Ids that another record may be found under: registry numbers and awards.
_RECORD_ID = re.compile(r"NCT\d{8}|NIH-[A-Za-z0-9._-]+", re.I)

# Bytes of a row of a table; how long a decoded record is, is not known.
_DECODED = 2_000

_encode = msgspec.json.Encoder().encode


class Condensed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What collapsing asks of a translation."""

    id: str
    """As the record writes it."""
    where: str
    authority: RecordAuthority
    sample: bool
    group: str
    rank: tuple[int | str, ...]
    aliases: tuple[str, ...]
    """Other ids that a record may be found under, casefolded."""
    encoded: bytes
    """The listing as JSON, with the place of every site."""


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """What became of one thing that was read, small enough to be sent from process to process:
    the fields are those of `index.sources.translation.Arrival`."""

    where: str
    condensed: Condensed | None = None
    warnings: tuple[Problem, ...] = ()
    refused: tuple[Problem, ...] = ()
    notice: Problem | None = None


def prepared(found: Raw | Problem, located: Callable[[Listing], Listing]) -> Prepared:
    """Translates what was read, and condenses it; `located` gives every site its place. Pure, so
    that any process can do it."""
    arrival = translated(found)
    if arrival.translation is None:
        return Prepared(arrival.where, refused=arrival.refused, notice=arrival.notice)
    return Prepared(
        arrival.where,
        condensed(arrival.translation, located),
        warnings=arrival.translation.problems,
    )


def condensed(translation: Translation, located: Callable[[Listing], Listing]) -> Condensed:
    """What collapsing asks of a translation; `located` gives every site its place."""
    listing = translation.listing
    return Condensed(
        id=listing.id,
        where=translation.where,
        authority=translation.authority,
        sample=listing.sample,
        group=translation.group,
        rank=translation.rank or (listing.verified or "",),
        aliases=tuple(name.casefold() for name in listing.other_id if _RECORD_ID.fullmatch(name)),
        encoded=_encode(located(listing)),
    )


def size_of(found: Raw | Problem) -> int:
    """About how many bytes it takes to send what was read to another process."""
    if isinstance(found, Raw) and isinstance(found.value, JsonText):
        return len(found.value.text)
    return len(found.value) if isinstance(found, Raw) and isinstance(found.value, str) else _DECODED
