"""What the contract of engines is held to itself: how much it tells, and what it may skip."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

from tests.contract.conftest import ENGINES, SKIPS

FOLDER = Path(__file__).parent / "contract"
LEAST = 120
"""Behaviours: what is told of many rows of a table is one."""


def _told() -> list[str]:
    modules = [importlib.import_module(f"tests.contract.{one.stem}") for one in _themes()]
    return [name for module in modules for name, _ in inspect.getmembers(module, _is_behaviour)]


def _themes() -> list[Path]:
    return sorted(FOLDER.glob("test_*.py"))


def _is_behaviour(value: object) -> bool:
    return inspect.isfunction(value) and value.__name__.startswith("test_")


def test_the_contract_tells_many_behaviours_each_by_a_name_of_its_own() -> None:
    told = _told()
    assert len(told) >= LEAST
    assert len(set(told)) == len(told)


def test_what_is_skipped_is_told_of_a_known_engine_with_a_reason() -> None:
    for skip in SKIPS:
        assert skip.test in _told()
        assert skip.engine in ENGINES
        assert skip.reason
    assert len({(skip.test, skip.engine) for skip in SKIPS}) == len(SKIPS)
