"""Which records of one award are the whole, which add money to it, and which are parts of it.

A center (P30, U54 …) comes as a record for itself and one for each of its cores and projects. Where
a record says which it is, that holds. Many files have left that field out (27,081 records of NIH
projects have it nowhere, and 480 of their numbers are shared by two to thirty applications), so the
rest is told by what records of one number have in common.
"""

from __future__ import annotations

import enum
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
    if len(members) == 1:
        # As nine of ten awards are.
        alone = members[0].membership.role is not Role.PART
        return Family(members, [], []) if alone else Family([], [], [members])
    whole, parts = _told_apart(members)
    supplements = [one for one in whole if one.membership.role is Role.SUPPLEMENT]
    lasting = [one for one in whole if one.membership.role is not Role.SUPPLEMENT]
    held = {one.id.casefold() for one in whole}
    titles = {one.membership.title for one in lasting or supplements}
    folded = supplements if lasting else []
    by_title: dict[str, list[Shelved]] = defaultdict(list)
    title_of: dict[str, str] = {}
    for one in _newest_first(parts):
        id_, known, nameless = one.id.casefold(), one.membership, _has_no_id_of_its_own(one)
        under_whole = known.title in titles or nameless or not known.names_itself
        if id_ in title_of:
            # An application that comes twice is one part, whatever its title was before.
            by_title[title_of[id_]].append(one)
        elif id_ in held or (whole and under_whole):
            folded.append(one)
            held.add(id_)
        else:
            title_of[id_] = "" if nameless else known.title
            by_title[title_of[id_]].append(one)
    return Family(
        whole=_newest_first(lasting or supplements),
        folded=_newest_first(folded),
        parts=sorted(map(_newest_first, by_title.values()), key=_application),
    )


def _has_no_id_of_its_own(one: Shelved) -> bool:
    """Whether a record is known by the number of the award alone, as its center is: some files
    have left out the number of the application."""
    return one.id.casefold().endswith(f"-{one.group}")


def _newest_first(records: Iterable[Shelved]) -> list[Shelved]:
    return sorted(records, key=lambda one: (one.rank, one.order), reverse=True)


def _application(records: list[Shelved]) -> tuple[int, str]:
    """Applications are numbered as they come, and those of one center in the order of its plan."""
    return len(records[0].id), records[0].id


def _told_apart(members: list[Shelved]) -> tuple[list[Shelved], list[Shelved]]:
    """The records of the whole, supplements among them, and those of parts."""
    parts = [one for one in members if one.membership.role is Role.PART]
    claims = [one for one in members if one.membership.role is not Role.PART]
    if len({one.membership.title for one in members}) == 1:
        one_each_year, others = _one_a_year(claims)
        return one_each_year, parts + others
    whole: list[Shelved] = []
    doubtful: list[Shelved] = []
    for sharing in _by_number(members).values():
        for one in sharing:
            if one.membership.role is not Role.PART:
                standing = _standing(one, sharing)
                kept = {_Standing.WHOLE: whole, _Standing.DOUBTFUL: doubtful}
                kept.get(standing, parts).append(one)
    if not whole and not parts:
        return doubtful, []
    titles = {one.membership.title for one in whole}
    for one in doubtful:
        (whole if one.membership.title in titles else parts).append(one)
    return whole, parts


def _one_a_year(claims: list[Shelved]) -> tuple[list[Shelved], list[Shelved]]:
    """Of applications with one title and one number, the one with most money; and the others.

    Some centers give their own title to each of their parts, up to nine records of one number.
    """
    kept: list[Shelved] = []
    others: list[Shelved] = []
    for sharing in _by_number(claims).values():
        largest = max(sharing, key=lambda one: (one.amount or 0, one.rank, one.order))
        for one in sharing:
            same = one.id.casefold() == largest.id.casefold()
            (kept if same else others).append(one)
    return kept, others


class _Standing(enum.Enum):
    WHOLE = "whole"
    DOUBTFUL = "doubtful"
    """The whole where it has the title of the whole, or where nothing else is there."""
    PART = "part"


def _standing(one: Shelved, sharing: list[Shelved]) -> _Standing:
    """What a record is, by those that have its number."""
    known = one.membership
    if known.stated:
        return _Standing.WHOLE
    if known.hint is Hint.PART:
        return _Standing.PART
    others = [other for other in sharing if other.id.casefold() != one.id.casefold()]
    if all(other.membership.stated and other.membership.role is Role.PART for other in others):
        return _Standing.DOUBTFUL if known.hint is Hint.PERHAPS else _Standing.WHOLE
    if known.hint is Hint.PERHAPS or _application([one]) > min(_application([o]) for o in others):
        # The record of a center is made first: so it is in all 268 shared numbers of which the
        # amounts show the center.
        return _Standing.PART
    amounts = [other.amount for other in others if other.amount]
    if not one.amount or not amounts:
        return _Standing.WHOLE
    if known.hint is Hint.CENTER:
        return _Standing.WHOLE if one.amount > max(amounts) else _Standing.DOUBTFUL
    # A center states the total of its parts; of two parts alike, one may have a dollar more.
    total = one.amount >= sum(amounts) and one.amount > 1.5 * max(amounts)
    return _Standing.WHOLE if total else _Standing.DOUBTFUL


def _by_number(members: list[Shelved]) -> dict[tuple[str, int | None], list[Shelved]]:
    sharing: dict[tuple[str, int | None], list[Shelved]] = defaultdict(list)
    for one in members:
        known = one.membership
        # A record without a number shares it with nobody.
        number = (known.number, known.year) if known.number else (one.id.casefold(), None)
        sharing[number].append(one)
    return sharing
