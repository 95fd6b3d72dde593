from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import GenerationUnusable
from index.reference.vocabulary.compile.files import Meaning
from index.reference.vocabulary.concepts import ConceptKind, NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary, vocabulary_in
from tests.compiled_vocabularies import compiled, entry, ours

MESH, HPO = SourceName.MESH, SourceName.HPO


def names_of(vocabulary: Vocabulary, said: str) -> list[str]:
    return [concept.name for concept in vocabulary.named(said)]


def test_a_concept_is_named_by_any_of_its_names(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Myocardial Infarction", "infarct, myocardial"),
        entry(HPO, "Gout"),
        written=ours(Meaning("myocardial infarction", ("heart attack",), "the everyday name")),
    )
    for said in ("heart attack", "Heart Attacks", "myocardial infarct", "MYOCARDIAL INFARCTION"):
        assert names_of(vocabulary, said) == ["Myocardial Infarction"]
    assert vocabulary.named("heart") == vocabulary.named("") == vocabulary.named("???") == ()


@pytest.mark.parametrize(
    ("said", "found"),
    [("MS", True), ("ms", False), ("Ms", False), ("gout", True), ("mesa", False)],
)
def test_a_short_name_is_read_in_its_capitals_unless_it_is_a_word(
    tmp_path: Path, said: str, found: bool
) -> None:
    vocabulary = compiled(
        tmp_path, entry(MESH, "Multiple Sclerosis", "ms", "mesa"), entry(MESH, "Gout")
    )
    assert bool(vocabulary.named(said)) is found


def test_what_we_write_in_small_letters_is_read_in_small_letters(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Glioblastoma", "gbm"),
        written=ours(Meaning("glioblastoma", ("gbm", "GB"), "short")),
    )
    assert vocabulary.named("gbm") == vocabulary.named("GB") != ()
    assert vocabulary.named("gb") == ()


def test_a_denied_name_of_a_package_is_read_in_capitals_alone_and_names_no_listing(
    tmp_path: Path,
) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Acquired Immunodeficiency Syndrome", "aids"),
        entry(MESH, "Individuality"),
        written=ours(denied=["aids", "individuality"]),
    )
    assert names_of(vocabulary, "AIDS") == ["Acquired Immunodeficiency Syndrome"]
    assert vocabulary.named("aids") == vocabulary.named("INDIVIDUALITY") == ()
    assert vocabulary.denied("hearing aids") == ""
    assert vocabulary.denied("aids") == "an everyday word"
    assert [terms for _, terms in vocabulary.names()] == [("acquir", "immunodefici", "syndrom")]


def test_a_longer_word_that_has_the_stem_of_a_denied_one_is_read_as_it_is_written_alone(
    tmp_path: Path,
) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Metrorrhagia", "spotting", "spotting of blood"),
        entry(MESH, "Vaccination"),
        written=ours(Meaning("vaccination", ("immunization",), "said"), denied=["spot", "immune"]),
    )
    assert names_of(vocabulary, "Spotting") == ["Metrorrhagia"]
    assert names_of(vocabulary, "immunizations") == ["Vaccination"]
    assert vocabulary.named("spots") == vocabulary.named("immune") == ()
    runs = {terms for _, terms in vocabulary.names()}
    assert not {("spot",), ("immun",)} & runs
    assert ("metrorrhagia",) in runs


def test_what_a_source_prefers_to_call_so_is_meant_first(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Absences"),
        entry(MESH, "Epilepsy"),
        written=ours(
            Meaning("absences", (), "same", also=("epilepsy",)),
            Meaning("epilepsy", ("falling sickness",), "said"),
        ),
    )
    assert names_of(vocabulary, "epilepsy")[0] == "Epilepsy"


def test_a_kind_of_what_is_meant_already_is_not_meant_beside_it(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Arthritis"),
        entry(MESH, "Gout", broader=["Arthritis"]),
        written=ours(
            Meaning("arthritis", ("bad joints", "gout"), "said"),
            Meaning("gout", ("bad joints", "bad toe"), "said"),
        ),
    )
    assert names_of(vocabulary, "bad joints") == ["Arthritis"]
    assert names_of(vocabulary, "bad toe") == ["Gout"]
    assert names_of(vocabulary, "gout") == ["Gout", "Arthritis"]


def test_of_several_concepts_ours_comes_first(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Common Cold", "chill"),
        entry(MESH, "Zoster"),
        written=ours(Meaning("zoster", ("chill",), "a test's word")),
    )
    assert names_of(vocabulary, "chill") == ["Zoster", "Common Cold"]


def test_a_short_name_of_several_concepts_names_no_listing(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Cystic Fibrosis", "cf"),
        entry(MESH, "Chemical Fume", "cf"),
        entry(MESH, "Polycystic Kidney", "pkd"),
    )
    runs = {terms for _, terms in vocabulary.names()}
    assert ("cf",) not in runs
    assert ("pkd",) in runs


def test_kinds_of_a_concept_are_its_narrower_ones(tmp_path: Path) -> None:
    vocabulary = compiled(
        tmp_path,
        entry(MESH, "Arthritis"),
        entry(MESH, "Gout", broader=["Arthritis"]),
        written=ours(Meaning("arthritis", ("bad joints",), "said", narrower=("fever of joints",))),
    )
    ((broad,), (gout,), (fever,)) = map(
        vocabulary.named, ("arthritis", "gout", "fever of the joints")
    )
    assert broad.narrower == tuple(sorted((gout.number, fever.number)))
    assert set(vocabulary.narrower()) == {
        (broad.number, gout.number),
        (broad.number, fever.number),
    }


def test_every_concept_is_found_by_its_number(vocabulary: Vocabulary) -> None:
    assert all(vocabulary.concept(number).number == number for number in (0, len(vocabulary) - 1))
    with pytest.raises(IndexError):
        vocabulary.concept(len(vocabulary))


def test_a_vocabulary_of_other_software_is_refused_with_the_way_back(tmp_path: Path) -> None:
    vocabulary = compiled(tmp_path, entry(MESH, "Gout"))
    with closing(sqlite3.connect(vocabulary.path)) as database:
        database.execute("pragma application_id = 1")
    with pytest.raises(GenerationUnusable, match="listings rebuild"):
        vocabulary_in(vocabulary.path)


def test_what_is_no_vocabulary_is_refused_with_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.sqlite"
    for held in (None, b"", b"nothing of the kind"):
        if held is not None:
            path.write_bytes(held)
        with pytest.raises(GenerationUnusable, match="listings rebuild"):
            vocabulary_in(path)


@pytest.mark.parametrize(
    ("said", "meant", "kind"),
    [
        ("heart attack", "Myocardial Infarction", ConceptKind.CONDITION),
        ("the runs", "Diarrhea", ConceptKind.CONDITION),
        ("diabetes type 2", "Type 2 Diabetes Mellitus", ConceptKind.CONDITION),
        ("cancer of the lung", "lung cancer", ConceptKind.CONDITION),
        ("keytruda", "Pembrolizumab", ConceptKind.DRUG),
        ("MK-3475", "Pembrolizumab", ConceptKind.DRUG),
        ("HER2", "HER2", ConceptKind.BIOMARKER),
        ("ALL", "acute lymphoblastic leukemia", ConceptKind.CONDITION),
        ("acne", "Acne Vulgaris", ConceptKind.CONDITION),
        ("epilepsy", "Epilepsy", ConceptKind.CONDITION),
    ],
)
def test_the_whole_vocabulary_reads(
    vocabulary: Vocabulary, said: str, meant: str, kind: ConceptKind
) -> None:
    first = vocabulary.named(said)[0]
    assert (first.name, first.kind) == (meant, kind)


@pytest.mark.parametrize(
    "said",
    [
        "all",
        "ms",
        "hope",
        "care",
        "defined",
        "even",
        "cold weather",
        "down",
        "still",
        "over",
        "more",
        "spots",
        "irritation",
        "immune",
        "device",
        "mouth",
        "signs and symptoms",
        "affects",
        "orientation",
    ],
)
def test_the_whole_vocabulary_leaves_alone(vocabulary: Vocabulary, said: str) -> None:
    assert vocabulary.named(said) == ()


def test_no_everyday_word_names_a_listing(vocabulary: Vocabulary) -> None:
    runs = {terms for _, terms in vocabulary.names()}
    for term in ("all", "defin", "even", "aid", "acut", "befor", "hope", "and", "the"):
        assert (term,) not in runs


def test_laypersons_names_are_labelled(vocabulary: Vocabulary) -> None:
    (first, *_) = vocabulary.named("hives")
    assert any(name.how is NameKind.LAYPERSON and name.source is HPO for name in first.names)


def test_a_concept_has_the_key_of_its_first_source_whatever_else_there_is(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    asthma, gout = entry(MESH, "Asthma"), entry(HPO, "Gout")
    written = ours(Meaning("asthma", ("wheezing",), "said"), Meaning("dry run", ("dry",), "ours"))
    one = compiled(tmp_path / "one", asthma, gout, written=written)
    other = compiled(tmp_path / "other", entry(HPO, "Abscess"), entry(HPO, "Asthma"), asthma, gout)
    assert one.keys() == ["mesh:Asthma", "OURS:dry run", "hpo:Gout"]
    assert other.keys() == ["hpo:Abscess", "mesh:Asthma", "hpo:Gout"]
    for vocabulary in (one, other):
        concept = vocabulary.concept_of("mesh:Asthma")
        assert concept is not None
        assert (concept.name, concept.key) == ("Asthma", "mesh:Asthma")
    assert one.concept_of("hpo:Abscess") is None


def test_what_we_add_to_a_concept_of_a_source_leaves_its_key(tmp_path: Path) -> None:
    written = ours(
        Meaning("low sugar", ("sugar crash",), "said", also=("hypoglycemia",)),
        Meaning("sleeping badly", ("no sleep",), "said"),
    )
    vocabulary = compiled(tmp_path, entry(MESH, "Hypoglycemia"), written=written)
    keys = {concept.key for concept in vocabulary.named("sugar crash")}
    assert keys == {"mesh:Hypoglycemia"}


def test_every_concept_of_the_whole_vocabulary_is_found_by_its_key(vocabulary: Vocabulary) -> None:
    keys = vocabulary.keys()
    assert len(set(keys)) == len(keys) == len(vocabulary)
    for number in range(0, len(keys), 997):
        concept = vocabulary.concept_of(keys[number])
        assert concept is not None
        assert (concept.number, concept.key) == (number, keys[number])
