"""What a concept is: a condition, sign, medicine, biomarker or treatment with its many names."""

from __future__ import annotations

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
