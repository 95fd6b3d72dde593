from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Problem
from search.errors import BadRequest
from search.evaluation.entries import Entry, converted, entries


class Pet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    legs: int = 4


def read(folder: Path, text: str) -> list[Entry]:
    path = folder / "pets.yml"
    path.write_text(text, encoding="utf-8")
    return entries(path, named_by="name")


def test_scalars_stay_the_text_that_stands_there_until_a_type_is_declared(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, "- {name: no, legs: 3, born: 2024-03-01}\n")
    assert entry.value == {"name": "no", "legs": "3", "born": "2024-03-01"}
    (pet,) = read(tmp_path, "- {name: all, legs: 3}\n")
    assert converted(pet, Pet) == Pet("all", 3)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("- {name: Rex, legs: many}", "pets.yml, line 1, “Rex”, legs", "int"),
        ("- {name: Rex}\n- {name: Tom, tails: 1}", "pets.yml, line 2, “Tom”, tails", "unknown"),
        ("- {legs: 4}", "pets.yml, line 1, name", "missing"),
        ("- Rex", "pets.yml, line 1", "object"),
    ],
)
def test_a_value_that_is_wrong_is_named_with_file_line_entry_and_field(
    tmp_path: Path, text: str, where: str, said: str
) -> None:
    problem = converted(read(tmp_path, text)[-1], Pet)
    assert isinstance(problem, Problem)
    assert problem.where == where
    assert said in problem.what


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {name: Rex, name: Tom}", "pets.yml, line 1: gives name twice"),
        ("- name: Rex\n  ? [a]\n  : 1", "pets.yml, line 2: has a key that is not a word"),
        ("name: Rex", "pets.yml: is not a list"),
        ("", "pets.yml: is not a list"),
        ("- {name: ]", "pets.yml, line 1: is not valid YAML"),
    ],
)
def test_a_file_that_is_no_list_of_entries_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadRequest) as bad:
        read(tmp_path, text)
    assert said in str(bad.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"nowhere\.yml"):
        entries(tmp_path / "nowhere.yml", named_by="name")


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "any.yml"
    path.write_text(text, encoding="utf-8")
    try:
        found = entries(path, named_by="name")
    except BadRequest as bad:
        assert all(problem.where.startswith("any.yml") for problem in bad.problems)
    else:
        for entry in found:
            assert isinstance(converted(entry, Pet), Pet | Problem)
