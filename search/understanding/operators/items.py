"""The row of items that a question is cut into, and what is asked of them together."""

from __future__ import annotations

import enum

import msgspec

Span = tuple[int, int]
"""Where a part of a text starts and ends."""


class ItemKind(enum.Enum):
    """What a part of a question was read as."""

    CONDITION = "condition"
    SIGN = "sign"
    DRUG = "drug"
    TREATMENT = "treatment"
    MARKER = "marker"
    PLACE = "place"
    AGE_GROUP = "age group"
    SEX = "sex"
    PHASE = "phase"
    STATUS = "status"
    QUANTITY = "quantity"
    CODE = "code"
    STATE = "state"
    """A negated state that is no name, as in *not responding to*: nothing is demanded by it."""
    WORD = "word"
    """A plain word that nothing covers."""
    FILLER = "filler"
    """Words that ask, as in *clinical trials for*."""


class Item(msgspec.Struct, frozen=True):
    """A part of a question, from `start` to `end` in its normal text, and what it was read as."""

    kind: ItemKind
    start: int
    end: int
    said: str


class Joined(enum.Enum):
    """How the alternatives of a group belong together."""

    ALONE = "alone"
    """There is but one."""
    ANY = "any"
    """Any will do: *asthma or COPD*."""
    LIST = "list"
    """Any will do, and what has more of them comes first: *asthma, allergies, eczema*. A sentence
    says how many listings have all."""
    TOGETHER = "together"
    """All are asked for; any will do where nothing has all: *dabrafenib/trametinib*."""


class Group(msgspec.Struct, frozen=True):
    """What one clause asks for, from `start` to `end` of the text. Each alternative is the places
    in the row of items that it needs all of: *knee pain or swollen legs* are two of two words."""

    alternatives: tuple[tuple[int, ...], ...]
    joined: Joined
    start: int
    end: int

    @property
    def places(self) -> tuple[int, ...]:
        """All of its items."""
        return tuple(place for one in self.alternatives for place in one)


class LeftOut(msgspec.Struct, frozen=True):
    """Items that listings must not be about, any of them, and the clause that says so, its *not*
    included.

    A concept leaves out listings about it; a word, those that have it in their title or
    conditions; a place, those with no site outside of it; an age group or a sex, those open to no
    other; a phase or a status, those that state no other.
    """

    places: tuple[int, ...]
    start: int
    end: int
    spared: tuple[str, ...] = ()
    """For a treatment: phrases of listings that compare it, spare it or do without it. They stay,
    and come first."""
    only_prefers: bool = False
    """Whether nothing is left out, and what says one of `spared` comes first: *depression without
    medication* denies no name."""


class Grouping(msgspec.Struct, frozen=True):
    """What is asked of a row of items. Each item is in one group, left out, open, a state or
    filler, and nowhere else."""

    groups: tuple[Group, ...] = ()
    """All of them are asked for, in the order of the question."""
    left_out: tuple[LeftOut, ...] = ()
    open: tuple[int, ...] = ()
    """What may be there or not, as in *with or without pain*: nothing is asked of it."""
    states: tuple[int, ...] = ()
    filler: tuple[int, ...] = ()
    connecting: tuple[Span, ...] = ()
    """Where connecting words stand outside of all that is left out: they are no words to be
    found."""


CONCEPTS = frozenset(
    (ItemKind.CONDITION, ItemKind.SIGN, ItemKind.DRUG, ItemKind.TREATMENT, ItemKind.MARKER)
)
FACETS = frozenset(
    (ItemKind.PLACE, ItemKind.AGE_GROUP, ItemKind.SEX, ItemKind.PHASE, ItemKind.STATUS)
)
"""What narrows by a facet: of several of one kind any will do, wherever they stand."""
TREATMENTS = frozenset((ItemKind.DRUG, ItemKind.TREATMENT))
ILLNESSES = frozenset((ItemKind.CONDITION, ItemKind.SIGN))
TOPICS = CONCEPTS | {ItemKind.QUANTITY, ItemKind.CODE, ItemKind.WORD}


def family(kind: ItemKind) -> ItemKind:
    """The kind that stands for all those that are listed with it: signs go with conditions, and
    procedures with medicines."""
    if kind in ILLNESSES:
        return ItemKind.CONDITION
    return ItemKind.DRUG if kind in TREATMENTS else kind
