"""A person as a page writes them, on one line → a researcher or a contact."""

from __future__ import annotations

import re

from index.analysis import without_shouting
from index.listing import Contact, Researcher, ResearcherRole

_ROLES = {role.words.casefold(): role for role in ResearcherRole}
_DIVIDER = re.compile(r"\s+[–—|-]\s+|\s*\((?=[^()]*\)$)")
_EMAIL = re.compile(r"[^\s,;:()<>]+@[^\s,;()<>]+\.[a-z]{2,}", re.I)
_PHONE = re.compile(r"\+?\d[\d .()/-]{6,}\d(?: ?(?:ext\.?|x) ?\d+)?")
_LABEL = re.compile(r"\b(?:phone|e-?mail)\b:?", re.I)


def read_researcher(text: str) -> Researcher:
    """*Name, MD — Principal investigator, Hospital*, with whichever of these it has."""
    name, *rest = _DIVIDER.split(text, maxsplit=1)
    pieces = [part.strip(" ()") for part in re.split(r"[,;]", " ".join(rest))]
    roles = [_ROLES[piece.casefold()] for piece in pieces if piece.casefold() in _ROLES]
    place = ", ".join(piece for piece in pieces if piece and piece.casefold() not in _ROLES)
    return Researcher(
        name=without_shouting(name.strip()),
        role=roles[0] if roles else None,
        affiliation=without_shouting(place),
    )


def read_contact(text: str) -> Contact:
    """A name, a phone number and an e-mail address, in any order."""
    email = _EMAIL.search(text)
    rest = text.replace(email.group(), " ") if email else text
    phone = _PHONE.search(rest)
    rest = rest.replace(phone.group(), " ") if phone else rest
    return Contact(
        name=" ".join(_LABEL.sub(" ", rest).split()).strip(" ,;:—–-"),
        phone=phone.group() if phone else "",
        email=email.group() if email else "",
    )
