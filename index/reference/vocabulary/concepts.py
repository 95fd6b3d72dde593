"""What a concept is: a condition, sign, medicine, biomarker or treatment with its many names."""

from __future__ import annotations

from collections.abc import Set
from enum import StrEnum

import msgspec


class SourceName(StrEnum):
    """A source, by the name that the vocabulary keeps with every name that it has from there."""

    OURS = "ours"
    MESH = "mesh"
    HPO = "hpo"
    DRUGS = "drugs"
    BRANDS = "brands"
    CODES = "codes"
    WORDS = "words"


class NameKind(StrEnum):
    """What a name is to its concept; `words` says it to a reader."""

    MAIN = "main"
    EXACT = "exact"
    LAYPERSON = "layperson"
    BRAND = "brand"
    SAID = "said"

    @property
    def words(self) -> str:
        return _NAME_WORDS[self]


_NAME_WORDS = {
    NameKind.MAIN: "preferred name",
    NameKind.EXACT: "other name",
    NameKind.LAYPERSON: "everyday name",
    NameKind.BRAND: "brand name",
    NameKind.SAID: "what people say",
}


class ConceptKind(StrEnum):
    """What a concept is; its value is the word that a reader sees."""

    CONDITION = "condition"
    SIGN = "sign"
    DRUG = "drug"
    BIOMARKER = "biomarker"
    TREATMENT = "treatment"


class SmallLetters(StrEnum):
    """Where a short form is read in small letters."""

    ANYWHERE = "anywhere"
    """It is no word and no unit: *copd*."""
    BESIDE = "beside"
    """As the whole question, or where another part of it is of health: *ms fatigue*."""
    ALONE = "alone"
    """As the whole question, or beside words that choose one of its senses: *aids*."""
    NEVER = "never"
    """In its capitals alone: *ALL*."""

    @property
    def words(self) -> str:
        """What it says to staff, as a sentence."""
        return _SMALL_WORDS[self]


_SMALL_WORDS = {
    SmallLetters.ANYWHERE: "In small letters it is read everywhere.",
    SmallLetters.BESIDE: "In small letters it is read alone and beside words of health.",
    SmallLetters.ALONE: "In small letters it is read alone.",
    SmallLetters.NEVER: "It is read in its capitals alone.",
}


class Name(msgspec.Struct, frozen=True, array_like=True):  # 190,000 of them: 8 MB less
    """A name as its source writes it."""

    text: str
    source: SourceName
    how: NameKind


class Concept(msgspec.Struct, frozen=True):
    """A concept with all its names, the preferred ones first."""

    number: int
    """Its own within one vocabulary."""
    key: str
    """Its own in every vocabulary: the id of the first source that has it, or what we call it. An
    index is asked for a concept by this."""
    name: str
    kind: ConceptKind
    names: tuple[Name, ...]
    narrower: tuple[int, ...] = ()
    """Numbers of the kinds of it, one step down, ascending."""
    broader: tuple[int, ...] = ()
    """Numbers of what it is a kind of, one step up, ascending."""
    listings: int = 0
    """That name it or what is narrower; 0 outside a generation."""

    @property
    def sources(self) -> tuple[SourceName, ...]:
        """Where its names are from, each once."""
        return tuple(dict.fromkeys(name.source for name in self.names))


class Sense(msgspec.Struct, frozen=True):
    """One of the things that a short form stands for."""

    concept: Concept
    beside: tuple[str, ...] = ()
    """Terms of the words beside which it is meant before the others: *PD catheter*."""


class ShortForm(msgspec.Struct, frozen=True):
    """A short form as it was typed, and all that it stands for."""

    text: str
    """As it is written: *MS*."""
    senses: tuple[Sense, ...]
    """What people mean first first."""
    small: SmallLetters
    in_capitals: bool
    """Whether it was typed so, which needs no support."""

    def meant(self, beside: Set[str] = frozenset(), of_health: bool = False) -> tuple[Concept, ...]:
        """What it means where it stands, the likeliest first; nothing where it is an everyday word.

        `beside` has the terms of all other words of the question, and is empty where it is the
        whole; `of_health` says whether one of them is a word of the field or names a concept.
        """
        chosen = [one for one in self.senses if not beside.isdisjoint(one.beside)]
        rest = [one for one in self.senses if beside.isdisjoint(one.beside)]
        alone = not beside
        read = (
            self.in_capitals
            or {
                SmallLetters.ANYWHERE: True,
                SmallLetters.BESIDE: alone or of_health or bool(chosen),
                SmallLetters.ALONE: alone or bool(chosen),
                SmallLetters.NEVER: False,
            }[self.small]
        )
        return tuple(one.concept for one in chosen + rest) if read else ()


class Naming(msgspec.Struct, frozen=True):
    """What a text names as a whole."""

    concepts: tuple[Concept, ...] = ()
    """The likeliest first. Where `short` is given, they are senses of which one is meant."""
    short: ShortForm | None = None
    """The short form that it is; `ShortForm.meant` says what of it where others stand beside."""
    turned: bool = False
    """Whether its words stand in no order that a name has: *cancer blood*."""
