from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from index.build.pipeline import rebuild
from index.errors import BuildFailed
from index.generation.progress import silent
from index.reference.places.gazetteer import Gazetteer
from search.searcher.searcher import Searcher
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


def test_rows_that_belong_to_what_was_read_are_collapsed_and_the_others_refused(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    trial = study()
    trial["protocolSection"]["identificationModule"]["secondaryIdInfos"] = []
    abstracts = [
        {"APPLICATION_ID": "90000001", "ABSTRACT_TEXT": "Cells grow."},
        {"APPLICATION_ID": "7", "ABSTRACT_TEXT": "Nobody's words."},
    ]
    links = [
        {"Core Project Number": "R21CA900001", "ClinicalTrials.gov ID": "NCT90000001"},
        {"Core Project Number": "R01HL900009", "ClinicalTrials.gov ID": "NCT90000001"},
    ]
    source = tmp_path / "source"
    source.mkdir()
    for name, records in (
        ("1-abstracts.json", abstracts),
        ("2-links.json", links),
        ("3-projects.json", [award(abstract_text=None)]),
        ("4-trials.json", [trial]),
    ):
        (source / name).write_text(json.dumps(records))
    home = tmp_path / "home"
    report = rebuild(home, [source], gazetteer=gazetteer, progress=silent)
    assert (report.read, report.indexed, report.collapsed, report.refused) == (6, 2, 2, 2)
    places = [problem.where.split(", ") for problem in report.problems]
    assert [(place[0], place[-1]) for place in places] == [
        ("1-abstracts.json", "NIH-7"),
        ("2-links.json", "R01HL900009"),
    ]
    served = Searcher(home)
    project, found = served.listing("NIH-90000001"), served.listing("NCT90000001")
    assert project is not None
    assert found is not None
    assert (project.description, project.trial) == ("Cells grow.", ("NCT90000001",))
    assert found.grant == ("NIH-90000001",)
