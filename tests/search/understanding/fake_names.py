"""A handful of concepts for tests: what they are called, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from index.analysis import phrase_terms
from index.reference.vocabulary.concepts import (
    Concept,
    ConceptKind,
    Name,
    NameKind,
    Naming,
    SourceName,
)

_CONCEPTS = (
    ("Myocardial Infarction", ("heart attack", "cardiac infarction")),
    ("Diabetes Mellitus", ("sugar diabetes", "diabetes")),
    ("Sleep Initiation and Maintenance Disorders", ("can't sleep", "insomnia")),
    ("Lung Neoplasms", ("lung cancer", "cancer of the lung")),
    ("Neoplasms", ("cancer",)),
    ("Pembrolizumab", ("Keytruda",)),
    ("Cerebrovascular Accident", ("stroke",)),
    ("Heat Stroke", ("stroke",)),
)


class FakeNames:
    """Knows the names of `_CONCEPTS`, in small letters and as they stand."""

    longest = 4

    def __init__(self) -> None:
        self._named: dict[str, tuple[Concept, ...]] = {}
        for number, (main, others) in enumerate(_CONCEPTS):
            names = tuple(
                Name(text, SourceName.OURS, NameKind.SAID if i else NameKind.MAIN)
                for i, text in enumerate((main, *others))
            )
            concept = Concept(number, f"TEST:{number}", main, ConceptKind.CONDITION, names)
            for name in names:
                known = self._named.get(name.text.lower(), ())
                self._named[name.text.lower()] = (*known, concept)

    def named(self, said: str) -> tuple[Concept, ...]:
        """The concepts of a name, in the order above."""
        return self._named.get(" ".join(said.lower().split()), ())

    def naming(self, said: str) -> Naming:
        """The same, said as they are called."""
        return Naming(self.named(said))

    def runs_that_may_name(self, words: Sequence[tuple[str, ...]]) -> frozenset[tuple[int, int]]:
        """All may but what is not something."""
        return frozenset(
            (first, last)
            for first in range(len(words))
            for last in range(first + 1, min(first + self.longest, len(words)) + 1)
            if not any("non" in terms for terms in words[first:last])
        )

    def may_be_short(self, said: str) -> bool:
        """None is."""
        return False

    def runs_of(self, number: int) -> tuple[tuple[str, ...], ...]:
        """The terms of its names."""
        main, others = _CONCEPTS[number]
        return tuple(phrase_terms(name) for name in (main, *others))

    def is_of_health(self, term: str) -> bool:
        """No word is."""
        return False
