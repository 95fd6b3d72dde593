from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.build.build import Encoded, build
from index.errors import IndexDamaged
from index.generation import write_arrays
from index.generation.generations import Generations
from index.generation.manifest import Manifest
from index.generation.progress import silent
from index.generation.writer import Effort
from index.reference.vocabulary.concepts import ConceptKind, NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary, load_vocabulary
from index.reference.vocabulary.semantic.vectors import (
    SCALE,
    VECTORS_FILE,
    NameVectors,
    load_name_vectors,
)
from tests.compiled_vocabularies import compiled, entry
from tests.conftest import listing
from tests.fake_encoder import SameWords

LISTINGS = [
    listing("A1", title="Asthma", condition=["asthma"]),
    listing("A2", title="Aspirin", condition=["heart attack"]),
]


@pytest.fixture
def small(tmp_path: Path) -> Vocabulary:
    (tmp_path / "home").mkdir()
    return compiled(
        tmp_path,
        entry(
            SourceName.MESH,
            "asthma",
            ("tight chest wheezing", NameKind.LAYPERSON),
            ("bronchial asthma", NameKind.EXACT),
        ),
        entry(SourceName.MESH, "myocardial infarction", ("heart attack", NameKind.LAYPERSON)),
        entry(SourceName.MESH, "gout", ("sore big toe", NameKind.LAYPERSON)),
        entry(SourceName.DRUGS, "aspirin", kind=ConceptKind.DRUG),
    )


def built(home: Path, vocabulary: Vocabulary | None, encoder: SameWords | None) -> Path:
    """The directory of a generation."""
    generations = Generations(home)
    with generations.locked("a test"), generations.building() as directory:
        manifest = build(
            directory,
            Encoded(LISTINGS),
            effort=Effort(),
            progress=silent,
            vocabulary=vocabulary,
            encoder=encoder,
        )
        generations.publish(directory, manifest)
    return generations.directory(manifest.generation)


def manifest(directory: Path) -> Manifest:
    return Generations(directory.parent.parent).manifest(directory.name)


def kept(directory: Path) -> NameVectors:
    found = load_name_vectors(directory)
    assert found is not None
    return found


def test_names_that_people_say_are_kept_for_what_listings_are_about(
    tmp_path: Path, small: Vocabulary
) -> None:
    encoder = SameWords()
    directory = built(tmp_path / "home", small, encoder)
    assert sorted(encoder.asked) == [
        "asthma",
        "heart attack",
        "myocardial infarction",
        "tight chest wheezing",
    ]
    names = kept(directory)
    vocabulary = load_vocabulary(directory)
    assert vocabulary is not None
    concepts = [vocabulary.concept(int(number)) for number in names.concepts]
    for text, concept in zip(encoder.asked, concepts, strict=True):
        assert text in [name.text for name in concept.names]
    assert names.encoder == "same words 1"


def test_a_vector_is_kept_to_two_thousandths(tmp_path: Path, small: Vocabulary) -> None:
    encoder = SameWords()
    names = kept(built(tmp_path / "home", small, encoder))
    exact = encoder.encode(list(encoder.asked))
    alike = (names.vectors.astype(np.float32) / SCALE) @ exact.T
    assert np.abs(alike - exact @ exact.T).max() < 0.002


def test_the_manifest_has_the_file_and_the_encoder(tmp_path: Path, small: Vocabulary) -> None:
    with_them = manifest(built(tmp_path / "home", small, SameWords()))
    without = manifest(built(tmp_path / "home", small, None))
    other = manifest(built(tmp_path / "home", small, SameWords("same words 2")))
    assert VECTORS_FILE in with_them.files
    assert with_them.encoder == "same words 1"
    assert (VECTORS_FILE in without.files, without.encoder) == (False, "")
    assert len({one.stamp for one in (with_them, without, other)}) == 3


def test_without_a_vocabulary_there_are_no_names(tmp_path: Path) -> None:
    directory = built(tmp_path / "home", None, SameWords())
    assert load_name_vectors(directory) is None
    assert manifest(directory).encoder == ""


def test_vectors_of_an_encoder_with_other_dimensions_are_read_for_its_name(
    tmp_path: Path,
) -> None:
    arrays = {
        "vectors": np.zeros(2 * 384, np.int8),
        "concepts": np.arange(2, dtype=np.uint32),
        "encoder": np.frombuffer(b"of before", np.uint8),
    }
    write_arrays(tmp_path / VECTORS_FILE, arrays)
    names = kept(tmp_path)
    assert (names.encoder, names.vectors.shape) == ("of before", (2, 384))


def test_a_file_that_has_changed_is_not_read(tmp_path: Path, small: Vocabulary) -> None:
    path = built(tmp_path / "home", small, SameWords()) / VECTORS_FILE
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match=VECTORS_FILE):
        load_name_vectors(path.parent)
