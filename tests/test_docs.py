"""What the documents say is what the code does."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from index.engines.whoosh.segment.files import PARTS
from tests.browser.pictures import PAGES, PICTURES
from tests.conftest import REPOSITORY
from tests.docs_tables import README, TABLES, with_tables


@pytest.mark.parametrize("page", TABLES, ids=lambda page: page.name)
def test_the_tables_of_the_documents_are_those_of_the_code(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == with_tables(page), "run: make docs"


def test_every_path_that_the_documents_name_exists() -> None:
    for document in (README, *(REPOSITORY / "docs").glob("*.md")):
        text = document.read_text(encoding="utf-8")
        for path in re.findall(r"`((?:index|search|web|data|tests|docs)/[\w./-]*)`", text):
            assert (REPOSITORY / path).exists(), f"{document.name} names {path}"
        for link in re.findall(r"\]\(([\w./-]+)\)", text):
            assert (document.parent / link).exists(), f"{document.name} links to {link}"


def test_the_readme_shows_the_pictures_that_are_made_and_none_is_heavy() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert [README.parent / path for path in shown] == [PICTURES / f"{name}.png" for name in PAGES]
    assert {path.stem for path in PICTURES.iterdir()} == PAGES.keys(), "run: make pictures"
    assert all(path.stat().st_size < 200_000 for path in PICTURES.iterdir())


def test_every_module_that_the_architecture_names_exists() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    names = {
        path.name for package in ("index", "search", "web", "tests")
        for path in (REPOSITORY / package).rglob("*.py")
    } | {"cli.py"}  # fmt: skip
    assert not {name for name in re.findall(r"`([a-z_]+\.py)`", text) if name not in names}


def test_a_segment_has_as_many_files_as_the_documents_say() -> None:
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
               "eleven", "twelve")  # fmt: skip
    for document in (REPOSITORY / "docs").rglob("*.md"):
        text = document.read_text(encoding="utf-8")
        for said in re.findall(r"\bsegment\s+(?:is|has)\s+(\w+)\s+files\b", text):
            assert said == numbers[len(PARTS)], document.name


def test_every_make_target_that_the_documents_name_exists() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for document in (README, *(REPOSITORY / "docs").glob("*.md")):
        named = re.findall(r"\bmake ([a-z-]+)", document.read_text(encoding="utf-8"))
        assert set(named) <= targets, document.name


def test_every_dependency_has_its_reason_and_a_range_with_an_end() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = (REPOSITORY / "docs" / "decisions.md").read_text(encoding="utf-8")
    extras = project["optional-dependencies"]
    apart = {one: extra for extra in ("bench", "semantic") for one in extras[extra]}
    for requirement in chain(project["dependencies"], *extras.values()):
        name = re.match(r"[a-z0-9-]+", requirement)
        assert name, requirement
        assert re.search(rf"\b{re.escape(name[0])}\b", decisions), f"{name[0]} has no reason"
        assert "<" in requirement, f"{requirement} has no upper end"
        lock = f"requirements-{apart.get(requirement, 'test')}.lock"
        locked = (REPOSITORY / lock).read_text(encoding="utf-8")
        assert f"\n{name[0]}==" in f"\n{locked}", f"{name[0]} is not in {lock}"
