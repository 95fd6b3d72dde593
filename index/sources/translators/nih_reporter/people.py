"""Who leads an award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.analysis import folded, without_shouting
from index.listing import Researcher, ResearcherRole
from index.sources.records import Section, in_words, line

_NOBODY = re.compile(
    r"\bno pi identified\b|^(?:unknown|none|unavailable|not (?:available|applicable)|n/?a)$", re.I
)
_INITIAL = re.compile(r"\b[a-z]\b(?!['’])")
_WORD = re.compile(r"\w+")
_CONTACT = re.compile(r"\(\s*contact(?: pi)?\s*\)", re.I)


class _Person(NamedTuple):
    stated: str
    """The name as the record has it."""
    leads: bool
    """Whether this is the contact of several."""


def researchers_of(award: Section) -> tuple[Researcher, ...]:
    """The principal investigators, the contact first. A name that comes twice, as a list and as
    the name of the contact, is one person."""
    names: dict[frozenset[str], str] = {}
    leading: set[frozenset[str]] = set()
    for stated, leads in _everyone(award):
        key = _key(stated)
        if key not in names:
            name = _turned(stated)
            if not name or _NOBODY.search(name):
                continue
            names[key] = name
        if leads:
            leading.add(key)
    ordered = sorted(names, key=lambda key: key not in leading)
    return tuple(Researcher(names[key], ResearcherRole.PRINCIPAL_INVESTIGATOR) for key in ordered)


def _everyone(award: Section) -> Iterator[_Person]:
    stated = award.raw("principal_investigators")
    if type(stated) is list and all(type(one) is dict for one in stated):
        for one in award.sections("principal_investigators"):
            yield _Person(_full_name(one), one.truth("is_contact_pi") is True)
    elif type(stated) is list:
        for position, one in enumerate(stated):
            key = f"principal_investigators[{position}]"
            if type(one) is str:
                yield from _named(one)
            elif type(one) is dict:
                yield _Person(str(one.get("full_name") or ""), one.get("is_contact_pi") is True)
            else:
                award.warn(key, f"should be a name or an object, but is {in_words(one)}")
    elif type(stated) is str:
        yield from _named(stated)
    elif type(stated) is dict:
        yield _Person(_full_name(award.section("principal_investigators")), True)
    elif stated is not None:
        award.warn("principal_investigators", f"should be names, but is {in_words(stated)}")
    for contact in _named(award.text("contact_pi_name")):
        yield contact._replace(leads=True)
    yield from _named(award.text("other_pi_names"))


def _full_name(one: Section) -> str:
    name = one.text("full_name")
    if not name:
        parts = (one.text("first_name"), one.text("middle_name"), one.text("last_name"))
        name = " ".join(part for part in parts if part) or one.text("name")
    return name


def _named(text: str) -> Iterator[_Person]:
    """``LAST, FIRST (contact);OTHER, ONE`` → Cy Last, the contact, and One Other."""
    for part in text.split(";"):
        name = line(_CONTACT.sub("", part)).strip(" ,")
        if name:
            yield _Person(name, bool(_CONTACT.search(part)))


@lru_cache(maxsize=20_000)
def _turned(name: str) -> str:
    """``DOE, CY A`` → Cy A Doe."""
    last, comma, first = name.partition(",")
    first, _, title = first.partition(",")
    if not comma or not first.strip():
        return _calm(name.strip(" ,"))
    turned = _calm(f"{first.strip()} {last.strip()}")
    return f"{turned}, {title.strip()}" if title.strip() else turned


def _calm(name: str) -> str:
    """A name without shouting; a single letter is an initial: the *A* of VITO A ROWAN."""
    calm = without_shouting(name)
    return calm if calm == name else _INITIAL.sub(lambda found: found[0].upper(), calm)


@lru_cache(maxsize=20_000)
def _key(name: str) -> frozenset[str]:
    """What two spellings of one name share: its words in any order, without initials."""
    words = _WORD.findall(folded(name))
    return frozenset(word for word in words if len(word) > 1) or frozenset(words)
