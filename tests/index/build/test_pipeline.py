from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from index.build.pipeline import rebuild
from index.errors import BuildFailed
from index.generation.progress import silent
from index.reference.places.gazetteer import Gazetteer
from tests.index.sources.raw_records import award, study


def _left(home: Path) -> list[str]:
    return [path.name for path in (home / "index").iterdir()]


@pytest.mark.usefixtures("no_room")
def test_a_full_disk_is_told_with_its_place_and_the_way_out(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    source, home = tmp_path / "source", tmp_path / "home"
    source.mkdir()
    for number in range(40):
        records = [award(appl_id=100 * number + n, core_project_num=f"{number}-{n}") for n in
                   range(20)]  # fmt: skip
        (source / f"{number:02}.json").write_text(json.dumps(records))
    with pytest.raises(BuildFailed, match="no room") as failed:
        rebuild(home, [source], gazetteer=gazetteer, progress=silent)
    assert str(home) in str(failed.value)
    assert "Free some space" in str(failed.value)
    assert _left(home) == []


def test_a_disk_that_fills_while_the_index_is_written_is_told_as_well(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("index.build.pipeline.build", full)
    (tmp_path / "one.json").write_text(json.dumps(study()))
    with pytest.raises(BuildFailed, match=r"home: there is no room .*No space left on device"):
        rebuild(tmp_path / "home", [tmp_path / "one.json"], gazetteer=gazetteer, progress=silent)
    assert _left(tmp_path / "home") == []


def test_another_error_of_the_system_is_not_taken_for_a_full_disk(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("index.build.pipeline.build", broken)
    (tmp_path / "one.json").write_text(json.dumps(study()))
    with pytest.raises(OSError, match="Input/output error"):
        rebuild(tmp_path / "home", [tmp_path / "one.json"], gazetteer=gazetteer, progress=silent)
