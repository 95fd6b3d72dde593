"""What a study does, with whom and why, in passages and lists. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from index.listing import (
    FIELD,
    NOT_STATED_WORDS,
    Arm,
    ArmKind,
    Intervention,
    InterventionKind,
    Kind,
    Listing,
    Outcome,
)
from web.wording import Block, text_blocks

SHORT = 240
"""Characters of a description that may stand open under its name: two or three lines. A longer one
is folded, so that the names can be read one after the other."""


class Passage(msgspec.Struct, frozen=True):
    """A text with its own heading."""

    label: str
    blocks: tuple[Block, ...]


class Item(msgspec.Struct, frozen=True):
    """A treatment, a group or a measure: its name, what sort it is, a line about it (what a group
    is given, when something is measured), and its description."""

    name: str
    kind: str = ""
    line: str = ""
    details: tuple[Block, ...] = ()
    folded: bool = False


def treatments(interventions: Iterable[Intervention]) -> tuple[Item, ...]:
    """What is given, done or tested."""
    return tuple(
        _item(
            one.name,
            one.description,
            # "Other" tells nothing.
            kind=one.kind.words.lower() if one.kind not in (None, InterventionKind.OTHER) else "",
        )
        for one in dict.fromkeys(interventions)
    )


def groups(arms: Iterable[Arm]) -> tuple[Item, ...]:
    """The groups of a study, with what each is given."""
    return tuple(
        _item(
            one.label,
            one.description,
            kind=one.kind.words if one.kind not in (None, ArmKind.OTHER) else "",
            line=", ".join(dict.fromkeys(one.intervention)),
        )
        for one in dict.fromkeys(arms)
    )


def measures(outcomes: Iterable[Outcome]) -> tuple[Item, ...]:
    """What a study is there to find out, with when it is measured."""
    return tuple(
        _item(one.measure, one.description, line=one.time_frame) for one in dict.fromkeys(outcomes)
    )


def _item(name: str, description: str, kind: str = "", line: str = "") -> Item:
    text = description.strip()
    if text.casefold() in (name.strip().casefold(), line.strip().casefold()):
        text = ""
    return Item(name, kind, line.strip(), text_blocks(text), len(text) > SHORT)


def fit_heading(listing: Listing) -> str:
    """What the passages about people are about."""
    if listing.kind is Kind.FUNDED_PROJECT:
        return "Who could benefit from this research"
    return "Who can take part"


def fit(listing: Listing) -> Iterable[Passage]:
    """Who can take part; nothing where the record does not say."""
    # Nobody can be a fit for a project that enrolls nobody: there the same two passages
    # are about whom its findings could help.
    funded = listing.kind is Kind.FUNDED_PROJECT
    named = (
        (FIELD["population"].label, listing.population),
        ("Most likely to benefit in time" if funded else "Good fit", listing.good_fit),
        ("Less likely to benefit" if funded else "Not a fit", listing.not_a_fit),
        ("All criteria, as the record gives them", listing.eligibility),
    )
    for label, text in named:
        if text.strip():
            yield Passage(label, text_blocks(text))


def why(listing: Listing) -> Iterable[Passage]:
    """Why it matters; where only one of the two is known, the other is said not to be."""
    if not (listing.potential_benefit.strip() or listing.similar_studies.strip()):
        return
    for name in ("potential_benefit", "similar_studies"):
        text = getattr(listing, name).strip() or NOT_STATED_WORDS
        yield Passage(FIELD[name].label, text_blocks(text))
