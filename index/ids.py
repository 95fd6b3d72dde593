"""What a record is known as: the keys under which an id is looked up, in any engine."""

from __future__ import annotations

from collections.abc import Iterable

_BY_NUMBER = "nih-"
"""Before the number of an NIH project, which is asked for without it as well."""


def id_key(id: str) -> str:  # noqa: A002
    """What an id is looked up by: the same in any case, without spaces around it."""
    return id.casefold().strip()


def id_keys(ids: Iterable[str]) -> list[str]:
    """The keys that find a record: each of its ids, and an NIH id by its number alone as well."""
    keys = [id_key(one) for one in ids]
    return keys + [key.removeprefix(_BY_NUMBER) for key in keys if key.startswith(_BY_NUMBER)]
