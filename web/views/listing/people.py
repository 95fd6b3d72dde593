"""Whom to ask about a study, of all of it and at each of its sites. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.listing import Contact, Researcher
from web.links import phone_url


class ContactRow(msgspec.Struct, frozen=True):
    """Somebody to ask. `phone_url` dials the number; it is empty where the text is not one."""

    name: str
    role: str
    phone: str
    phone_url: str
    email: str


class ResearcherRow(msgspec.Struct, frozen=True):
    """Somebody who leads the research, each named once."""

    name: str
    roles: str
    affiliations: tuple[str, ...]


def contact_rows(contacts: Iterable[Contact]) -> tuple[ContactRow, ...]:
    """Those who can be asked, each once, in the order of the record."""
    named = (one for one in contacts if one.name or one.phone or one.email)
    return tuple(
        ContactRow(
            name=one.name,
            role=one.role.words if one.role else "",
            phone=one.phone,
            phone_url=phone_url(one.phone),
            email=one.email,
        )
        for one in dict.fromkeys(named)
    )


def researcher_rows(researchers: Iterable[Researcher]) -> tuple[ResearcherRow, ...]:
    """Those who lead the research. Who leads it at three sites stands there once."""
    by_name: dict[str, list[Researcher]] = {}
    for one in researchers:
        by_name.setdefault(one.name, []).append(one)
    return tuple(
        ResearcherRow(
            name=name,
            roles=", ".join(dict.fromkeys(one.role.words for one in ones if one.role)),
            affiliations=tuple(dict.fromkeys(one.affiliation for one in ones if one.affiliation)),
        )
        for name, ones in by_name.items()
    )
