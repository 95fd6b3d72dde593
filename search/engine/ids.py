"""Whose an id is where several listings are known by it, for every engine."""

from __future__ import annotations

from collections.abc import Sequence

from index.listing import Kind, Listing, id_key, id_keys


def owner_of(id: str, known: Sequence[Listing]) -> Listing | None:  # noqa: A002
    """Of the listings that are known by an id, its own or an earlier one, the one that it means.

    That is the listing of which it is the own id; else the only one that is known by it; else the
    only funded project among them: a project holds an award that trials cite. None where several
    listings share it alike.
    """
    key = id_key(id)
    own = [one for one in known if key in id_keys((one.id,))]
    projects = [one for one in known if one.kind is Kind.FUNDED_PROJECT]
    for owners in (own, known, projects):
        if len(owners) == 1:
            return owners[0]
    return None
