from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import FileRefused
from index.reference.vocabulary.compile.files import FileKind, read_vocabulary

GOOD = "kind: idiom\nentries:\n  - {means: gout, said: [bad toe], why: said so}\n"


def read(folder: Path, text: str) -> list[str]:
    """The problems of a file."""
    (folder / "words.yml").write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused) as caught:
        read_vocabulary(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_file_is_read_with_where_its_entries_stand(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text(GOOD, encoding="utf-8")
    (entry,) = read_vocabulary(tmp_path).entries
    assert (entry.file, entry.kind) == (f"{tmp_path.name}/words.yml", FileKind.IDIOM)
    assert entry.meaning.said == ("bad toe",)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("kind: idiom", "kind: joke", "“joke” is none of: idiom"),
        ("kind: idiom", "kinds: idiom", "the keys kind and entries"),
        ("why: said so", 'why: " "', "entry “gout”, why: is empty"),
        ("why: said so", "because: so", "(“gout”): Object contains unknown field"),
        (", why: said so", "", "missing required field `why`"),
        ("[bad toe]", "bad toe", "(“gout”): Expected `array`"),
        ("[bad toe]", "[no]", "Expected `str`, got `bool` - at `$.said[0]`"),
        ("[bad toe]", "[bad toe, bad toe]", "said: “bad toe” stands twice"),
        ("[bad toe]", "['?']", "said: “?” is no name"),
        ("[bad toe]", "['14']", "said: “14” is no name"),
        ("[bad toe]", "[]", "says nothing"),
        ("entries:", "entries: [", "is not valid YAML"),
        ("said: [bad toe],", "said: [toe], said: [bad toe],", "line 3: gives said twice"),
        ("kind: idiom", "kind: &a idiom", "line 1: anchors"),
        ("entries:\n", "entries: 3\nx:\n", "the keys kind and entries"),
    ],
)
def test_what_is_wrong_is_told_with_file_entry_and_field(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    problems = read(tmp_path, GOOD.replace(before, after))
    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path.name}/words.yml")
    assert told in problems[0]


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD.replace("said so", "''").replace("gout", "'?'"))) == 2


def test_the_files_of_the_repository_can_be_used() -> None:
    written = read_vocabulary()
    assert len(written.entries) > 2000
    assert len(written.denied) > 1000
