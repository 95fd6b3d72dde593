"""Real words that are misspelt in a whole name."""

from __future__ import annotations

import pytest

from index.analysis import term_groups
from index.generation.spelling import SpellingWords
from index.reference.vocabulary.concepts import Concept, ConceptKind, Name, NameKind, SourceName
from search.understanding.entities.words.concepts import NoNames, Word
from search.understanding.entities.words.speller import Speller
from search.understanding.entities.words.whole_names import RARE, misspelt_names
from tests.search.understanding.named import concept_phrases

SPELLED = {"plaque": 114, "prostate": 258, "course": 430, "breast": 900, "cancer": 900, "pain": 900,
           "shot": 90, "plague": 4, "infusion": 80, "sickle": 90, "kidney": 500}  # fmt: skip
NAMED = {
    "plaque psoriasis": ConceptKind.CONDITION,
    "prostate cancer": ConceptKind.CONDITION,
    "breast cancer": ConceptKind.CONDITION,
    "back pain": ConceptKind.CONDITION,
    "baby shot": ConceptKind.TREATMENT,
    "plague vaccine": ConceptKind.TREATMENT,
    "iron infusion": ConceptKind.DRUG,
    "kidney cancer": ConceptKind.CONDITION,
    "psoriasis": ConceptKind.CONDITION,
}
REAL = frozenset(("plague", "prostrate", "spot", "coarse", "breath", "infusing"))


class _Names(NoNames):
    longest = 4

    def named(self, said: str) -> tuple[Concept, ...]:
        kind = NAMED.get(" ".join(said.lower().split()))
        name = Name(said, SourceName.OURS, NameKind.MAIN)
        return (Concept(0, "T:0", said, kind, (name,), listings=9),) if kind else ()


def read(question: str) -> str:
    words = [Word(one, question[one.start : one.end]) for one in term_groups(question)]
    named = concept_phrases(question, words, _Names())  # type: ignore[arg-type]
    speller = Speller([SpellingWords.of_names(SPELLED.items())])
    found = misspelt_names(question, words, named, _Names(), speller, REAL.__contains__)  # type: ignore[arg-type]
    return "; ".join(one.concept.name for one in found)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("prostrate cancer", "prostate cancer"),
        ("plague psoriasis treatment", "plaque psoriasis"),
        ("brest cancer", "breast cancer"),
        ("breast caner", "breast cancer"),
        ("my back pian is bad", "back pain"),
    ],
)
def test_a_word_is_mended_where_it_makes_a_whole_name(question: str, name: str) -> None:
    assert read(question) == name


@pytest.mark.parametrize(
    "question",
    [
        "prostrate",
        "plague",
        "plague vaccine",
        "plague. psoriasis",
        "plague in psoriasis",
        "coarse hair",
        "spot baby",
        "breast cancer",
        "iron infusing",
        "",
    ],
)
def test_a_word_is_left_alone_where_it_does_not(question: str) -> None:
    assert read(question) == ""


def test_a_common_word_is_no_slip() -> None:
    assert SPELLED["kidney"] > RARE
    assert read("kidney psoriasis") == ""
