"""What the contract of engines is held to itself: how much it tells, and what it may skip."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tests.contract import conftest
from tests.contract.conftest import ENGINES, SKIPS

FOLDER = Path(__file__).parent / "contract"
LEAST = 120
"""Behaviours: what is told of many rows of a table is one."""


def behaviours() -> list[str]:
    """What the contract tells of engines, by the names of its tests."""
    modules = [importlib.import_module(f"tests.contract.{one.stem}") for one in _themes()]
    return [
        name
        for module in modules
        for name, test in inspect.getmembers(module, _is_behaviour)
        if _asks_an_engine(test, module)
    ]


def _themes() -> list[Path]:
    return sorted(FOLDER.glob("test_*.py"))


def _is_behaviour(value: object) -> bool:
    return inspect.isfunction(value) and value.__name__.startswith("test_")


def _asks_an_engine(asker: Callable[..., object], module: ModuleType) -> bool:
    """Whether a test, or a fixture that it asks for, asks for the name of an engine."""
    asked = inspect.signature(asker).parameters
    fixtures = (getattr(module, name, None) or getattr(conftest, name, None) for name in asked)
    return "engine_name" in asked or any(
        _asks_an_engine(fixture, module) for fixture in fixtures if callable(fixture)
    )


def test_the_contract_tells_many_behaviours_each_by_a_name_of_its_own() -> None:
    told = behaviours()
    assert len(told) >= LEAST
    assert len(set(told)) == len(told)


def test_what_is_skipped_is_told_of_a_known_engine_with_a_reason() -> None:
    for skip in SKIPS:
        assert skip.test in behaviours()
        assert skip.engine in ENGINES
        assert skip.reason
    assert len({(skip.test, skip.engine) for skip in SKIPS}) == len(SKIPS)
