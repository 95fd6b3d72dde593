"""Tests mirror the code: what tests a module lies where the module lies and is named after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

TESTS = REPOSITORY / "tests"
PACKAGES = ("index", "search", "web")

EXCEPTIONS = {
    "search/understanding/test_metamorphic.py": "what holds of reading and finding together",
    "web/test_templates.py": "templates and styles are no modules; each must know every code",
}
"""Files of no module, and why."""


def _files() -> list[str]:
    return sorted(
        path.relative_to(TESTS).as_posix()
        for package in PACKAGES
        for path in (TESTS / package).rglob("test_*.py")
    )


def module_of(file: str, root: Path = REPOSITORY) -> str:
    """The module that a file of tests is named after, by its path; empty where there is none. A
    file says after the name of a long module what of it it tests: `test_build_updates.py`."""
    *folders, name = Path(file).with_suffix("").parts
    words = name.removeprefix("test_").split("_")
    for end in range(len(words), 0, -1):
        module = Path(*folders, "_".join(words[:end])).with_suffix(".py")
        if (root / module).is_file():
            return module.as_posix()
    return ""


@pytest.mark.parametrize("file", [one for one in _files() if one not in EXCEPTIONS])
def test_a_file_of_tests_is_named_after_a_module_that_lies_alike(file: str) -> None:
    assert module_of(file), "move it beside its module, or say in EXCEPTIONS why there is none"


def test_what_is_an_exception_is_there_and_tests_no_module() -> None:
    assert set(EXCEPTIONS) <= set(_files())
    assert not any(map(module_of, EXCEPTIONS))


def test_a_name_may_say_what_of_its_module_is_tested(tmp_path: Path) -> None:
    for module in ("index/build.py", "index/build_report.py"):
        (tmp_path / module).parent.mkdir(exist_ok=True)
        (tmp_path / module).touch()
    assert module_of("index/test_build.py", tmp_path) == "index/build.py"
    assert module_of("index/test_build_updates.py", tmp_path) == "index/build.py"
    assert module_of("index/test_build_report.py", tmp_path) == "index/build_report.py"
    assert module_of("index/test_updates.py", tmp_path) == ""
    assert module_of("index/build/test_build.py", tmp_path) == ""


def test_every_folder_of_tests_of_a_package_is_a_folder_of_the_package() -> None:
    folders = {Path(one).parent.as_posix() for one in _files()}
    assert {one for one in folders if not (REPOSITORY / one).is_dir()} == set()
