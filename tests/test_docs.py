"""What the documents say is what the code does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from cli import main
from index.engines.whoosh.segment.files import PARTS
from tests import rooms as layout
from tests.browser.pictures import PAGES, PICTURES
from tests.conftest import PROFILES, REPOSITORY
from tests.docs_tables import README, TABLES, with_tables
from tests.spine import listing, question

DOCS = REPOSITORY / "docs"
DECISIONS = DOCS / "decisions"
RECORDS = sorted(one for one in DECISIONS.glob("*.md") if one.name != "README.md")
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *DOCS.rglob("*.md")])
FILES = {
    path.name
    for folder in ("index", "search", "web", "data", "tests")
    for path in (REPOSITORY / folder).rglob("*.*")
} | {"cli.py"}

EVERY_DOCUMENT = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda one: one.relative_to(REPOSITORY).as_posix()
)


@pytest.mark.parametrize("page", TABLES, ids=lambda page: page.name)
def test_the_tables_of_the_documents_are_those_of_the_code(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == with_tables(page), "run: make docs"


def _named(text: str) -> set[str]:
    """Everything that stands as code in a text, blocks of code aside."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))


@EVERY_DOCUMENT
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    for name in _named(document.read_text(encoding="utf-8")):
        if re.fullmatch(r"(?:index|search|web|data|tests|docs)(?:/[\w.-]*)+", name):
            assert (REPOSITORY / name).exists(), name


@EVERY_DOCUMENT
def test_every_module_that_a_document_names_exists(document: Path) -> None:
    for name in _named(document.read_text(encoding="utf-8")):
        if re.fullmatch(r"\w+\.(?:py|yml|js|html|css)", name):
            assert name in FILES, name
        if re.fullmatch(r"(?:index|search|web|tests)(?:\.\w+)+", name):
            path = REPOSITORY.joinpath(*name.split("."))
            assert path.is_dir() or path.with_suffix(".py").exists(), name


@EVERY_DOCUMENT
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        if re.match(r"https?:", path):
            continue
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not heading or heading in _anchors(target.read_text(encoding="utf-8")), link


def _anchors(text: str) -> set[str]:
    """The headings of a document as they are linked to."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in headings}


def test_the_readme_shows_the_pictures_that_are_made_and_none_is_heavy() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert [README.parent / path for path in shown] == [PICTURES / f"{name}.png" for name in PAGES]
    assert {path.stem for path in PICTURES.iterdir()} == PAGES.keys(), "run: make pictures"
    assert all(path.stat().st_size < 200_000 for path in PICTURES.iterdir())


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve")  # fmt: skip


@EVERY_DOCUMENT
def test_a_segment_has_as_many_files_as_the_documents_say(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for said in re.findall(r"\bsegment\s+(?:is|has)\s+(\w+)\s+files\b", text):
        assert said == NUMBERS[len(PARTS)]


@EVERY_DOCUMENT
def test_every_make_target_and_command_that_a_document_names_exists(document: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE)
    assert set(named) <= targets
    commands = re.findall(r"(?:`|/)listings ([a-z]+)", text)
    assert set(commands) <= main.commands.keys()


def test_decisions_are_numbered_without_gaps_and_say_what_they_must() -> None:
    assert [one.name[:5] for one in RECORDS] == [f"{n:04}-" for n in range(1, len(RECORDS) + 1)]
    for record in RECORDS:
        text = record.read_text(encoding="utf-8")
        title, *sections = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        assert title.startswith(f"{record.name[:4]}. "), record.name
        assert sections == ["Status", "Context", "Decision", "Figures"], record.name
        assert not re.search(r"^## .+\n\s*(?:##|\Z)", text, re.MULTILINE), record.name


def test_the_list_of_decisions_has_each_with_its_title() -> None:
    listed = re.findall(
        r"^- \[(\d{4})\]\(([\w.-]+)\) (.+)$",
        (DECISIONS / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    titles = [one.read_text(encoding="utf-8").splitlines()[0] for one in RECORDS]
    assert [f"# {number}. {title}" for number, _, title in listed] == titles
    assert [name for _, name, _ in listed] == [one.name for one in RECORDS]


def test_every_dependency_has_its_reason_and_a_range_with_an_end() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (DECISIONS / "0001-dependencies.md").read_text(encoding="utf-8")
    extras = project["optional-dependencies"]
    apart = {one: extra for extra in ("bench", "semantic") for one in extras[extra]}
    for requirement in chain(project["dependencies"], *extras.values()):
        name = re.match(r"[a-z0-9-]+", requirement)
        assert name, requirement
        assert re.search(rf"\b{re.escape(name[0])}\b", reasons), f"{name[0]} has no reason"
        assert "<" in requirement, f"{requirement} has no upper end"
        lock = f"requirements-{apart.get(requirement, 'test')}.lock"
        locked = (REPOSITORY / lock).read_text(encoding="utf-8")
        assert f"\n{name[0]}==" in f"\n{locked}", f"{name[0]} is not in {lock}"


def _spine(heading: str) -> list[str]:
    """The files of a numbered list of the architecture, in order."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([^`]+)`", section, re.MULTILINE)


@pytest.mark.long
@pytest.mark.parametrize(
    ("heading", "calls"),
    [
        ("The spine of a question", question),
        ("The spine of a listing", lambda: listing(None)),
    ],
)
def test_a_spine_is_passed_in_the_order_that_is_told(
    heading: str, calls: Callable[[], list[str]]
) -> None:
    told, passed = _spine(heading), iter(calls())
    assert len(told) > 8
    assert not [file for file in told if file not in passed]  # each after those before it


def test_the_bounds_of_the_layout_are_told_as_they_are() -> None:
    text = " ".join((DOCS / "architecture.md").read_text(encoding="utf-8").split())
    assert f"at most {NUMBERS[layout.MOST_ENTRIES]} entries" in text
    assert f"every folder of code below at most {NUMBERS[layout.MOST_ENTRIES_BELOW]}" in text
    assert f"No file is longer than {layout.LONGEST_FILE} lines" in text


def test_the_profiles_of_properties_are_told_as_they_are() -> None:
    told = ", ".join(f"{name} {count:,}" for name, count in PROFILES.items())
    record = DECISIONS / "0022-tests-that-people-run.md"
    assert told in " ".join(record.read_text(encoding="utf-8").split())


def test_the_glossary_is_sorted_and_long_enough() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("| term | what it means here |\n|---|---|\n")[2].partition("\n\n")[0]
    terms = [line.split("|")[1].strip() for line in section.splitlines()]
    assert len(terms) >= 40
    assert terms == sorted(set(terms), key=str.casefold)
    assert all(line.count("|") == 3 for line in section.splitlines())


def test_the_newest_changes_stand_first() -> None:
    text = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = re.findall(r"^## \[?([\w.]+)\]?", text, re.MULTILINE)
    assert versions[:2] == ["Unreleased", project["version"]]
