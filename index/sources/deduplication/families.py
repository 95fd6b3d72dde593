"""Which records of one award are the whole, which add money to it, and which are parts of it.

A center (P30, U54 …) comes as a record for itself and one for each of its cores and projects. Where
a record says which it is, that holds. Many files have left that field out (27,081 records of NIH
projects have it nowhere, and 480 of their numbers are shared by two to thirty applications), so the
rest is told by what records of one number have in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from index.sources.deduplication.shelf import Shelved
from index.sources.source import Hint, Role


class Family(msgspec.Struct):
    """The records of one award, each list with the newest first."""

    whole: list[Shelved]
    """Renewals of the whole; its supplements where nothing else of it was read."""
    folded: list[Shelved]
    """What is found under the whole, and adds nothing to it but its ids."""
    parts: list[list[Shelved]]
    """What is a project of its own within the whole, in the order of their applications."""


def family(members: Iterable[Shelved]) -> Family:
    """Tells the records of one group apart."""
    members = list(members)
    whole, parts = _told_apart(members)
    supplements = [one for one in whole if one.membership.role is Role.SUPPLEMENT]
    lasting = [one for one in whole if one.membership.role is not Role.SUPPLEMENT]
    titles = {one.membership.title for one in lasting or supplements}
    folded = supplements if lasting else []
    by_title: dict[str, list[Shelved]] = defaultdict(list)
    for one in parts:
        known = one.membership
        if whole and (known.title in titles or not known.names_itself):
            folded.append(one)
        else:
            by_title[known.title].append(one)
    return Family(
        whole=_newest_first(lasting or supplements),
        folded=_newest_first(folded),
        parts=sorted(map(_newest_first, by_title.values()), key=_application),
    )


def _newest_first(records: Iterable[Shelved]) -> list[Shelved]:
    return sorted(records, key=lambda one: (one.rank, one.order), reverse=True)


def _application(records: list[Shelved]) -> tuple[int, str]:
    """Applications are numbered as they come, and those of one center in the order of its plan."""
    return len(records[0].id), records[0].id


def _told_apart(members: list[Shelved]) -> tuple[list[Shelved], list[Shelved]]:
    """The records of the whole, supplements among them, and those of parts."""
    parts = [one for one in members if one.membership.role is Role.PART]
    claims = [one for one in members if one.membership.role is not Role.PART]
    if len({one.membership.title for one in members}) == 1 or all(
        one.membership.stated for one in claims
    ):
        return claims, parts
    sure: list[Shelved] = []
    likely: list[Shelved] = []
    unlikely: list[Shelved] = []
    for sharing in _by_number(members).values():
        for one in sharing:
            known = one.membership
            if known.role is Role.PART:
                continue
            if known.stated:
                sure.append(one)
            elif known.hint is Hint.PART:
                parts.append(one)
            elif _is_alone(one, sharing):
                (sure if known.hint is Hint.NONE else likely).append(one)
            elif not _is_first(one, sharing):
                parts.append(one)
            else:
                share = _share(one, sharing)
                if share is not None and share <= 0:
                    unlikely.append(one)
                elif share is not None and share >= 1 and known.hint is Hint.NONE:
                    sure.append(one)
                else:
                    likely.append(one)
    if sure:
        titles = {one.membership.title for one in sure}
        for one in (*likely, *unlikely):
            (sure if one.membership.title in titles else parts).append(one)
        return sure, parts
    if likely:
        return likely, parts + unlikely
    return [], parts + unlikely


def _by_number(members: list[Shelved]) -> dict[str, list[Shelved]]:
    sharing: dict[str, list[Shelved]] = defaultdict(list)
    for one in members:
        # A record without a number shares it with nobody.
        sharing[one.membership.number or f"only {one.id.casefold()}"].append(one)
    return sharing


def _is_alone(one: Shelved, sharing: list[Shelved]) -> bool:
    """Whether no other application has its number, but what says of itself that it is a part."""
    return all(
        other.id.casefold() == one.id.casefold()
        or (other.membership.stated and other.membership.role is Role.PART)
        for other in sharing
    )


def _is_first(one: Shelved, sharing: list[Shelved]) -> bool:
    """Whether it came first of those that may be the whole: so did every center of which the
    amount shows it (268 of 268 among 479 shared numbers)."""
    claims = [
        other
        for other in sharing
        if other.membership.role is not Role.PART and other.membership.hint is not Hint.PART
    ]
    return _application([one]) == min(_application([other]) for other in claims)


def _share(one: Shelved, sharing: list[Shelved]) -> float | None:
    """How the amount relates to those of the others with its number: 1 where it is at least all
    of theirs together, as that of a center is; 0 where another one is as large; None where
    amounts are not known."""
    others = {
        other.id: other.amount for other in sharing if other.id.casefold() != one.id.casefold()
    }
    known = [amount for amount in others.values() if amount]
    if not one.amount or not known:
        return None
    if one.amount <= max(known):
        return 0
    return 1 if one.amount >= sum(known) else 0.5
