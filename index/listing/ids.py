"""What a listing is known as, and where its official record stands."""

from __future__ import annotations

from collections.abc import Iterable

from index.listing.codes import Origin
from index.listing.model import Listing

_BY_NUMBER = "nih-"
"""Before the number of an NIH project, which is asked for without it as well."""


def id_key(id: str) -> str:  # noqa: A002
    """What an id is looked up by: the same in any case, without spaces around it."""
    return id.casefold().strip()


def id_keys(ids: Iterable[str]) -> list[str]:
    """The keys that find a record: each of its ids, and an NIH id by its number alone as well."""
    keys = [id_key(one) for one in ids]
    return keys + [key.removeprefix(_BY_NUMBER) for key in keys if key.startswith(_BY_NUMBER)]


def is_made_up(listing: Listing) -> bool:
    """Whether a listing describes nothing real: a sample that no official record stands behind."""
    return listing.sample and (listing.source is Origin.EDITORIAL or not listing.url)


def official_url(listing: Listing) -> str:
    """The address of the official record; empty where there is none."""
    return "" if is_made_up(listing) else listing.url
