"""The way of a call through files and rooms is counted as it is told to be."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.spine import calls_of, room_of, way

ONE = """
def outer(inner):
    first()
    for _ in inner(2):
        first()
    return sorted([2, 1], key=first)

def first(number=0):
    return number
"""
OTHER = """
def inner(times):
    for number in range(times):
        yield number
"""


def test_calls_into_another_file_are_moves_and_calls_within_one_are_none(tmp_path: Path) -> None:
    one, other = tmp_path / "index" / "one.py", tmp_path / "search" / "words" / "other.py"
    for file, text in ((one, ONE), (other, OTHER), (tmp_path / "elsewhere.py", OTHER)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    outer = runpy.run_path(str(one))["outer"]
    inner = runpy.run_path(str(other))["inner"]
    unseen = runpy.run_path(str(tmp_path / "elsewhere.py"))["inner"]

    calls = calls_of(lambda: outer(inner), tmp_path)
    # Outer, first; then each of two numbers and the end of them; and twice for the order.
    one_, other_ = "index/one.py", "search/words/other.py"
    assert calls == [one_, one_, other_, one_, other_, one_, other_, one_, one_]
    assert way(calls) == ((one_, other_), 7)
    assert way(map(room_of, calls)) == (("index/one.py", "search/words"), 7)
    assert way(calls_of(lambda: outer(unseen), tmp_path)) == ((one_,), 1)


def test_nothing_that_is_called_is_no_move() -> None:
    assert way([]) == ((), 0)


@pytest.mark.parametrize(
    ("file", "room"),
    [
        ("cli.py", "cli.py"),
        ("index/errors.py", "index/errors.py"),
        ("index/analysis/analyzer.py", "index/analysis"),
        ("search/understanding/places/near.py", "search/understanding"),
        ("search/engines/whoosh/filters/sites.py", "search/engines/whoosh"),
        ("web/templates/base.html", "web/templates"),
    ],
)
def test_a_room_is_a_folder_of_a_package_and_an_engine_is_one(file: str, room: str) -> None:
    assert room_of(file) == room
