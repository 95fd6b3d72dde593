"""The layout shows the architecture, and this holds it to that."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGES = ("index", "search", "web")
MAY_IMPORT = {"index": {"index"}, "search": {"index", "search"}, "web": set(PACKAGES)}
LONGEST_FILE = 450


def modules(package: str) -> list[Path]:
    return sorted((REPOSITORY / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            yield str(node.module)


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_run_from_web_to_search_to_index_only(package: str) -> None:
    for path in modules(package):
        ours = {name.split(".")[0] for name in imported(path)} & {*PACKAGES, "cli", "tests"}
        assert ours <= MAY_IMPORT[package], path


def test_no_module_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for package in PACKAGES:
        for path in modules(package):
            name = ".".join(path.relative_to(REPOSITORY).with_suffix("").parts)
            graph[name.removesuffix(".__init__")] = set(imported(path))
    state: dict[str, str] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert state.get(name) != "open", " → ".join((*trail, name))
        if state.get(name) == "done":
            return
        state[name] = "open"
        for other in graph[name] & graph.keys():
            visit(other, (*trail, name))
        state[name] = "done"

    for name in graph:
        visit(name, ())


def test_the_stemmer_is_used_in_one_place_alone() -> None:
    users = {
        path.name for package in PACKAGES for path in modules(package)
        if any(name.split(".")[0] == "nltk" for name in imported(path))
    }  # fmt: skip
    assert users == {"terms.py"}


def test_whoosh_is_known_to_its_own_folders_and_the_build_alone() -> None:
    users = {
        path.relative_to(REPOSITORY).as_posix() for package in PACKAGES for path in modules(package)
        if any(name.split(".")[0] == "whoosh" for name in imported(path))
    }  # fmt: skip
    assert all("/whoosh/" in user for user in users), users


def test_only_the_commands_print() -> None:
    for package in PACKAGES:
        for path in modules(package):
            printers = {name.split(".")[0] for name in imported(path)} & {"click", "rich"}
            assert not printers, f"{path}: yield lines, and let cli.py print them"


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    for package in PACKAGES:
        assert not {path.stem for path in modules(package)} & empty_names


def test_every_module_and_public_name_says_what_it_is() -> None:
    silent = []
    for package in PACKAGES:
        for path in [*modules(package), REPOSITORY / "cli.py"]:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if path.name != "__init__.py" and not ast.get_docstring(tree):
                silent.append(str(path))
            silent += [
                f"{path}: {node.name}"
                for node in tree.body
                if isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ]
    assert not silent


def test_no_file_is_so_long_that_it_is_two() -> None:
    long = {
        path.name: count
        for package in PACKAGES
        for path in modules(package)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_errors_are_never_swallowed_in_silence() -> None:
    for package in PACKAGES:
        for path in modules(package):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ExceptHandler):
                    assert node.type is not None, f"{path}, line {node.lineno}: bare except"
                    only_pass = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
                    assert not only_pass, f"{path}, line {node.lineno}: silent except"


def test_nothing_on_a_page_comes_from_another_host() -> None:
    loads = re.compile(
        r"""(?:src|srcset|action)\s*=\s*["']\s*(?:https?:)?//|@import|url\(\s*["']?https?:"""
    )
    for path in [*(REPOSITORY / "web").rglob("*.html"), *(REPOSITORY / "web").rglob("*.css")]:
        assert not loads.search(path.read_text(encoding="utf-8")), path
