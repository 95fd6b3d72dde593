"""A whole listing as it is answered, and what its status means on the day."""

from __future__ import annotations

from datetime import date

import msgspec

from index.listing import (
    NOT_STATED,
    NOT_STATED_WORDS,
    Listing,
    Standing,
    open_on,
    standing_words,
)


class AnswerStanding(msgspec.Struct, frozen=True, kw_only=True):
    """Whether people can take part on a day: the code and the words of what is shown, the words
    with the dates that it follows from, the registry's own word, and whether one can ask to
    join."""

    status: str
    status_label: str
    status_words: str
    stated_status: str
    can_be_joined: bool


def answered_standing(standing: Standing) -> AnswerStanding:
    """A standing as it is answered."""
    return AnswerStanding(
        status=standing.code,
        status_label=standing.shown.words if standing.shown else NOT_STATED_WORDS,
        status_words=standing_words(standing),
        stated_status=standing.stated.value if standing.stated else NOT_STATED,
        can_be_joined=standing.can_be_joined,
    )


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A whole listing as its record states it, and the stamp of the index it was read from; and
    what that means on the `day` of the answer: `standing` for all of it, and for each of its sites,
    in their order, `site_standing`. `last_confirmed` is when its team last confirmed its status."""

    listing: Listing
    stamp: str
    day: date
    standing: AnswerStanding
    site_standing: tuple[AnswerStanding, ...]
    last_confirmed: str | None


def record(listing: Listing, stamp: str, day: date) -> Record:
    """A listing as it is answered on a day, ready for `msgspec.json.encode`."""
    standing = open_on(listing, None, day)
    return Record(
        listing=listing,
        stamp=stamp,
        day=day,
        standing=answered_standing(standing),
        site_standing=tuple(
            answered_standing(open_on(listing, site, day)) for site in listing.site
        ),
        last_confirmed=standing.confirmed,
    )
