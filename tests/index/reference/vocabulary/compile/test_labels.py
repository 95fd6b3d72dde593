from __future__ import annotations

import re
from pathlib import Path

from index.reference.vocabulary.compile.files import Label, WrittenVocabulary, read_vocabulary
from index.reference.vocabulary.compile.labels import labelled
from index.reference.vocabulary.concepts import Concept, ConceptKind, Name, NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary
from tests.compiled_vocabularies import compiled, entry

LABELS = (
    Label("spontaneous abortion", "miscarriage", "a loss"),
    Label("alcoholic hepatitis", "alcohol-associated hepatitis", "blames"),
    Label("diabetics", "people with diabetes", "people first"),
)


def shown(name: str) -> str:
    own = Name(name, SourceName.MESH, NameKind.MAIN)
    (one,) = labelled((Concept(0, "mesh:0", name, ConceptKind.CONDITION, (own,)),), LABELS)
    assert own in one.names
    assert one.key == "mesh:0"
    return one.name


def test_a_label_is_shown_instead_of_what_hurts_wherever_it_stands() -> None:
    assert shown("Spontaneous Abortion") == "Miscarriage"
    assert shown("Pregnancy in Diabetics") == "Pregnancy in people with diabetes"
    assert shown("Non-alcoholic hepatitis") == "Non-alcoholic hepatitis"
    assert shown("Gout") == "Gout"


def test_what_a_source_calls_it_and_what_is_shown_both_name_it(tmp_path: Path) -> None:
    written = WrittenVocabulary(labels=LABELS)
    vocabulary = compiled(
        tmp_path, entry(SourceName.MESH, "Abortion, Spontaneous"), written=written
    )
    for said in ("miscarriage", "spontaneous abortion"):
        (one,) = vocabulary.named(said)
        assert one.name == "Miscarriage"


def test_no_concept_is_shown_by_a_label_that_hurts(vocabulary: Vocabulary) -> None:
    labels = read_vocabulary().labels
    assert len(labels) >= 60
    banned = re.compile(
        rf"(?<![\w-])(?:{'|'.join(re.escape(one.name) for one in labels)})\b", re.IGNORECASE
    )
    names = [vocabulary.concept(number).name for number in range(len(vocabulary))]
    assert [name for name in names if banned.search(name)] == []


def test_what_is_shown_instead_hurts_nobody_either() -> None:
    labels = read_vocabulary().labels
    names = {one.name.casefold() for one in labels}
    assert not names & {one.instead.casefold() for one in labels}
