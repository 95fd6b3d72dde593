from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from index.reference.vocabulary.compile.files import Meaning
from index.reference.vocabulary.concepts import ConceptKind, NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary
from index.reference.vocabulary.report import NamesOf, Read, TermReport, term_lines, term_report
from tests.compiled_vocabularies import compiled, entry, ours


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
    (one,) = term_report(small, "itching").read
    assert one.name == "Pruritus"
    assert one.because == (
        "itches: what people say, Words that people use",
        "Itching: everyday name, Human Phenotype Ontology (HPO)",
    )
    sources = {names.source for names in one.names}
    assert sources == {SourceName.MESH, SourceName.HPO, SourceName.OURS}
    assert one.narrower == ("scalp itch",)


def test_a_denied_term_says_why(small: Vocabulary) -> None:
    told = term_report(small, "hope")
    assert (told.read, told.denied) == ((), "an everyday word")


@pytest.mark.parametrize(
    ("term", "near"), [("ms", ("MS",)), ("pruritsu", ("Pruritus",)), ("xyzzy", ()), ("", ())]
)
def test_an_unknown_term_says_what_comes_near(
    small: Vocabulary, term: str, near: tuple[str, ...]
) -> None:
    assert term_report(small, term).near == near


def test_a_reading_is_told_with_every_name_of_it_source_by_source() -> None:
    mesh = NamesOf(SourceName.MESH, "MeSH", "2024", "Free to use.", ("Pruritus", "Itching"))
    ours = NamesOf(SourceName.OURS, "Words that people use", "", "Ours.", ("itches",))
    one = Read(
        name="Pruritus",
        kind=ConceptKind.CONDITION,
        listings=1_204,
        because=("itches: what people say, Words that people use",),
        names=(mesh, ours),
        narrower=("scalp itch", "eye itch"),
        narrower_in_all=5,
    )
    told = TermReport("itches", (one,), "", ())
    assert list(term_lines(told)) == [
        "Pruritus (condition), in 1,204 listings",
        "   because of itches: what people say, Words that people use",
        "   MeSH, version 2024. Free to use.",
        "      Pruritus; Itching",
        "   Words that people use. Ours.",
        "      itches",
        "   narrower: scalp itch; eye itch and 3 more",
    ]
    whole = replace(one, listings=1, narrower_in_all=2)
    lines = list(term_lines(TermReport("itches", (whole,), "", ())))
    assert (lines[0], lines[-1]) == (
        "Pruritus (condition), in 1 listing",
        "   narrower: scalp itch; eye itch",
    )
    nothing_narrower = replace(one, narrower=(), narrower_in_all=0)
    assert list(term_lines(TermReport("itches", (nothing_narrower,), "", ())))[-1] == (
        "      itches"
    )


def test_a_term_that_is_not_read_is_told_with_why_and_what_comes_near() -> None:
    assert list(term_lines(TermReport("hope", (), "an everyday word", ("HOPE", "Hops")))) == [
        "“hope” is on the list of denied names: an everyday word",
        "“hope” is read as words: it names no concept.",
        "Near it: HOPE, Hops",
    ]
    assert list(term_lines(TermReport("xyzzy", (), "", ()))) == [
        "“xyzzy” is read as words: it names no concept."
    ]


def test_a_short_form_is_told_with_where_it_is_read_and_its_senses(vocabulary: Vocabulary) -> None:
    told = term_report(vocabulary, "ms")
    assert [one.name for one in told.read] == ["Multiple Sclerosis", "Mitral Valve Stenosis"]
    (first, *_) = term_lines(told)
    assert first == (
        "MS is a short form. In small letters it is read alone and beside words of health."
    )
