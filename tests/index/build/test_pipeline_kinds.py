"""What became of small files of every kind: which listings came out, field by field, and what staff
were told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.build.pipeline import rebuild
from index.build.report import refusal_lines, report_lines
from index.generation.progress import silent
from index.listing.model import Listing
from index.reference.places.gazetteer import Gazetteer
from search.engine import Everything, Query
from search.searcher.serving import open_engine
from tests.index.build.kinds import forms, json_files, others, projects, studies
from tests.index.build.kinds.case import Case

CASES = (*json_files.CASES, *studies.CASES, *forms.CASES, *projects.CASES, *others.CASES)


def test_there_are_at_least_sixty() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def _at(value: Any, path: str) -> Any:
    """What stands at a path of a listing; None where there is nothing."""
    for step in path.split("."):
        if isinstance(value, tuple):
            value = value[int(step)] if int(step) < len(value) else None
        elif value is not None:
            value = getattr(value, step)
    return value if value not in ("", ()) else None


def _agrees(found: Any, wanted: Any) -> bool:
    return bool(wanted(found)) if callable(wanted) else found == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_files_become_what_they_say(case: Case, tmp_path: Path, gazetteer: Gazetteer) -> None:
    source, home = tmp_path / "source", tmp_path / "home"
    source.mkdir()
    for name, content in case.files.items():
        (source / name).write_bytes(content)
    report = rebuild(home, [source], gazetteer=gazetteer, progress=silent)
    found = _listings(home)
    assert {*found} == {*case.listings}
    differ = {
        f"{id_} {path}": (_at(found[id_], path), wanted)
        for id_, fields in case.listings.items()
        for path, wanted in fields.items()
        if not _agrees(_at(found[id_], path), wanted)
    }
    assert not differ
    assert report.read == report.indexed + report.collapsed + report.refused
    told = "\n".join([*refusal_lines(report), *report_lines(report)])
    assert [piece for piece in case.told if piece not in told] == []
    assert (report.collapsed, report.refused) == (case.collapsed, case.refused), told


def _listings(home: Path) -> dict[str, Listing]:
    every = open_engine(home).scan(Query(match=Everything()))
    return {listing.id: listing for listing in every}
