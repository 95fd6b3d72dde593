"""Names that a vocabulary may know, for tests of what stands beside a place or an age."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from index.reference.vocabulary.concepts import Concept, ConceptKind, Name, NameKind, SourceName
from search.understanding.entities.words.concepts import NoNames

_ILLNESSES = """
    asthma; lung cancer; breast cancer; lupus; diabetes; depression; copd; autism; eczema; epilepsy;
    migraine; dementia; parkinson's; parkinsons; adhd; back pain; hearing loss; stroke; sickle cell;
    prostate cancer; osteoporosis; acne; reflux; cough; arthritis; falls; headaches; heart attack;
    seizures; miscarriages; als; alzheimers; melanoma; multiple sclerosis; covid; osteoarthritis;
    German measles; West Nile virus; West Nile; Lyme; St. Louis encephalitis; Guillain-Barre;
    Rocky Mountain spotted fever; Philadelphia chromosome; AL amyloidosis; ME/CFS; kidney disease;
    geographic atrophy; ventricular tachycardia; asma; cáncer de seno; cáncer; depresión; lupus;
    Ebola; knee pain; pneumonia; menopause; anorexia; pain; CA 125; CT scan; CT scans
"""
_SHORT = {"MI": "Myocardial Infarction", "MS": "Multiple Sclerosis", "RA": "Rheumatoid Arthritis"}


class KnownNames(NoNames):
    """Knows some illnesses in any case, and short forms in capitals."""

    longest = 4
    versions: Mapping[SourceName, str] = MappingProxyType({})

    def __init__(self) -> None:
        names = {
            **{said.strip().casefold(): said.strip() for said in _ILLNESSES.split(";")},
            **_SHORT,
        }
        self._concepts = {
            said: Concept(
                number,
                f"TEST:{number}",
                name,
                ConceptKind.CONDITION,
                (Name(name, SourceName.OURS, NameKind.MAIN),),
            )
            for number, (said, name) in enumerate(names.items())
        }

    def named(self, said: str) -> tuple[Concept, ...]:
        """The concept of a name."""
        found = self._concepts.get(said) or self._concepts.get(" ".join(said.casefold().split()))
        return () if found is None else (found,)

    def concept(self, number: int) -> Concept:
        """The concept of a number."""
        return [*self._concepts.values()][number]

    def concept_of(self, key: str) -> Concept | None:
        """The concept of a key."""
        return next((one for one in self._concepts.values() if one.key == key), None)
