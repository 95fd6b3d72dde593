"""A handful of concepts for tests: what they are called, and nothing else."""

from __future__ import annotations

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

    def may_name(self, terms: tuple[str, ...]) -> bool:
        """All may but what is not something."""
        return "non" not in terms

    def is_of_health(self, term: str) -> bool:
        """No word is."""
        return False
