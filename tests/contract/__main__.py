"""Runs the contract and prints what each engine shows: `python -m tests.contract`."""

from __future__ import annotations

import contextlib
import io
import sys
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
_WORST_LAST = ("passed", "skipped", "failed")

Outcomes = dict[str, dict[str, str]]
"""Behaviour → engine → how it ended; a behaviour of several rows ends as the worst of them."""


class _Recorder:
    """Remembers how each behaviour ended on each engine, while pytest runs."""

    def __init__(self) -> None:
        self.themes: dict[str, Outcomes] = defaultdict(lambda: defaultdict(dict))
        self._asked: dict[str, tuple[str, str, str]] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            assert isinstance(item, pytest.Function)
            if "engine_name" in item.fixturenames:
                engine = str(item.callspec.params["engine_name"])
                self._asked[item.nodeid] = (item.path.stem, item.originalname, engine)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        asked = self._asked.get(report.nodeid)
        if asked is None or (report.when != "call" and report.passed):
            return
        theme, behaviour, engine = asked
        ended = self.themes[theme][behaviour]
        ended[engine] = max(ended.get(engine, "passed"), report.outcome, key=_WORST_LAST.index)


def table(themes: dict[str, Outcomes], names: Collection[str]) -> list[str]:
    """Behaviours by theme, and how many of them each engine of these names shows."""
    rows = [("behaviours about", "told", *names)]
    for theme, behaviours in sorted(themes.items()):
        shown = [_shown(behaviours, name) for name in names]
        rows.append((theme.removeprefix("test_"), str(len(behaviours)), *map(str, shown)))
    sums = [sum(int(row[column]) for row in rows[1:]) for column in range(1, len(rows[0]))]
    rows.append(("all", *map(str, sums)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows
    ]


def _shown(behaviours: Outcomes, engine: str) -> int:
    return sum(1 for ended in behaviours.values() if ended.get(engine) == "passed")


def main() -> int:
    """0 where every engine shows all that it does not skip."""
    told = _Recorder()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = pytest.main([str(FOLDER), "-q", "-p", "no:cacheprovider"], plugins=[told])
    # Imported late: what is imported before pytest begins cannot explain its assertions.
    from tests.contract.conftest import ENGINES, SKIPS

    print("\n".join(table(told.themes, ENGINES)))
    print(f"\n{len(SKIPS)} skipped{':' if SKIPS else ''}")
    for skip in SKIPS:
        print(f"  {skip.test}, {skip.engine}: {skip.reason}")
    if code:
        print(f"\n{printed.getvalue()}", file=sys.stderr)
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
