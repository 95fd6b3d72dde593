from __future__ import annotations

from pathlib import Path

import pytest

from index.vocabulary import SourceName, Vocabulary
from index.vocabulary_concepts import NameKind
from index.vocabulary_files import Meaning
from index.vocabulary_report import report
from tests.index.vocabularies import compiled, entry, ours


@pytest.fixture
def small(tmp_path: Path) -> Vocabulary:
    return compiled(
        tmp_path,
        entry(SourceName.MESH, "Pruritus", "hope"),
        entry(SourceName.MESH, "Multiple Sclerosis", "ms"),
        entry(SourceName.HPO, "Pruritus", ("Itching", NameKind.LAYPERSON)),
        written=ours(
            Meaning("pruritus", ("itches",), "said", narrower=("scalp itch",)), denied=["hope"]
        ),
    )


def test_a_term_is_read_with_whose_name_it_is_and_all_others(small: Vocabulary) -> None:
    (one,) = report(small, "itching").read
    assert one.name == "Pruritus"
    assert one.because == (
        "itches: what people say, Words that people use",
        "Itching: everyday name, Human Phenotype Ontology (HPO)",
    )
    assert {names.source for names in one.names} == set(SourceName) - {"drugs", "brands"}
    assert one.narrower == ("scalp itch",)


def test_a_denied_term_says_why(small: Vocabulary) -> None:
    told = report(small, "hope")
    assert (told.read, told.denied) == ((), "an everyday word")


@pytest.mark.parametrize(
    ("term", "near"), [("ms", ("MS",)), ("pruritsu", ("Pruritus",)), ("xyzzy", ()), ("", ())]
)
def test_an_unknown_term_says_what_comes_near(
    small: Vocabulary, term: str, near: tuple[str, ...]
) -> None:
    assert report(small, term).near == near
