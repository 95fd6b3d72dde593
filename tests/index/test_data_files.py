from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import yaml

from index.data_files import DATA, DEEPEST, read_as, read_root, read_yaml, yaml_root
from index.errors import FileRefused
from tests.conftest import REPOSITORY


class Pet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    legs: int = 4


def written(folder: Path, text: str) -> Path:
    path = folder / "pet.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_data_lies_beside_the_packages() -> None:
    assert REPOSITORY / "data" == DATA
    assert DATA.is_dir()


def test_no_other_module_says_where_data_lies() -> None:
    ours = [REPOSITORY / "cli.py", *(REPOSITORY / "tests").rglob("*.py")]
    ours += [path for room in ("index", "search", "web") for path in (REPOSITORY / room).rglob("*")]
    finding = {
        path.relative_to(REPOSITORY).as_posix()
        for path in ours
        if path.suffix == ".py" and '/ "data"' in path.read_text(encoding="utf-8")
    }
    here = Path(__file__).relative_to(REPOSITORY).as_posix()
    assert len(finding - {here}) == 1


def test_yaml_is_loaded_in_one_place_alone() -> None:
    loads = ("yaml.load(", "yaml.safe_load(", "yaml.compose(", "yaml.parse(")
    loading = [
        path
        for room in ("index", "search", "web")
        for path in (REPOSITORY / room).rglob("*.py")
        if any(load in path.read_text(encoding="utf-8") for load in loads)
    ]
    assert len(loading) == 1


def test_a_file_is_read_as_what_is_declared(tmp_path: Path) -> None:
    assert read_as(written(tmp_path, "name: Rex\nlegs: 3\n"), Pet) == Pet("Rex", 3)
    assert read_yaml(written(tmp_path, "[no, 3, 'no', '']")) == [False, 3, "no", ""]
    assert read_yaml(written(tmp_path, "# nothing\n")) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: Rex\nname: Tom\n", "pet.yml, line 2: gives name twice"),
        ("- {name: Rex, pups: [{name: Tom, name: Tim}]}", "pet.yml, line 1: gives name twice"),
        ("? [name]\n: Rex\n", "pet.yml, line 1: has a key that is not a word"),
        ("name: &rex Rex\n", "pet.yml, line 1: anchors"),
        ("name: !!str Rex\n", "pet.yml, line 1: tags such as"),
        ("name: Rex\n---\nname: Tom\n", "pet.yml, line 2: begins a second document"),
        ("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), "is nested more than 20 levels deep"),
        ("name: Rex\nlegs: [\n", "pet.yml, line 3: is not valid YAML"),
        ("name: 2024-13-45\n", "pet.yml: is not valid YAML"),
        ("name: Rex\ntails: 1\n", "pet.yml: cannot be used: Object contains unknown field"),
        ("", "pet.yml: cannot be used"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_as(written(tmp_path, text), Pet)
    assert said in str(refused.value)
    assert said in str(refused.value.problems[0])


def test_every_key_that_is_given_twice_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        read_root(written(tmp_path, "- {a: 1, a: 2}\n- {b: 1, b: 2}\n"))
    assert [problem.where for problem in refused.value.problems] == [
        "pet.yml, line 1",
        "pet.yml, line 2",
    ]


def test_what_cannot_be_read_is_told_with_where_it_should_be(tmp_path: Path) -> None:
    (tmp_path / "latin.yml").write_bytes(b"name: caf\xe9")
    for name in ("nowhere.yml", "latin.yml"):
        with pytest.raises(FileRefused, match=rf"{name}: cannot be read"):
            read_yaml(tmp_path / name)


def test_a_record_may_repeat_a_key_for_its_own_reader_to_tell() -> None:
    root = yaml_root("name: Rex\nname: Tom\n", "pet.yml")
    assert isinstance(root, yaml.MappingNode)
    assert len(root.value) == 2
