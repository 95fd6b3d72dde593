"""Translating in processes: the same as in one, in order, bounded, and nobody is left behind."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.build import translating
from index.build.pipeline import rebuild
from index.build.translating import AHEAD, translations
from index.errors import BuildFailed, GazetteerUnusable, Problem
from index.generation.progress import silent
from index.generation.writer import Effort
from index.reference.places.gazetteer import Gazetteer
from index.sources import Prepared
from index.sources.source import JsonText, Raw
from tests.index.sources.raw_records import award, study

BATCH = 5


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translating, "BATCH_RECORDS", BATCH)


class Deadly(str):
    """A record that kills the process that it is sent to."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _kill, (os.getpid(),)


def _kill(sender: int) -> str:
    assert os.getpid() != sender
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def _study(number: int) -> Raw:
    value = study()
    value["protocolSection"]["identificationModule"]["nctId"] = f"NCT{90_000_000 + number}"
    return Raw(f"a.json, record {number}", JsonText(json.dumps(value).encode()))


def _mixed(count: int) -> Iterator[Raw | Problem]:
    """Studies, with a record that is damaged and one that cannot be read here and there."""
    for number in range(count):
        if number % 7 == 3:
            yield Problem(f"a.json, record {number}", "breaks off here")
        elif number % 7 == 5:
            yield Raw(f"a.json, record {number}", JsonText(b'{"protocolSection": '))
        else:
            yield _study(number)


def _in(processes: int, count: int, gazetteer: Gazetteer) -> list[Prepared]:
    return list(translations(_mixed(count), gazetteer, processes))


def test_several_processes_give_what_one_gives_in_the_order_of_the_records(
    gazetteer: Gazetteer,
) -> None:
    alone = _in(1, 60, gazetteer)
    assert [one.where for one in alone] == [f"a.json, record {number}" for number in range(60)]
    assert {one.record is None for one in alone} == {True, False}
    assert _in(2, 60, gazetteer) == alone
    assert _in(3, 60, gazetteer) == alone


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH * AHEAD, BATCH * AHEAD + 1])
def test_nothing_is_lost_where_batches_end(count: int, gazetteer: Gazetteer) -> None:
    assert len(_in(2, count, gazetteer)) == count


def test_one_process_and_small_work_start_none(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(translating, "started_processes", started)
    assert len(_in(1, 60, gazetteer)) == 60
    assert len(_in(2, BATCH * 2, gazetteer)) == BATCH * 2


def test_only_so_many_records_are_read_ahead(gazetteer: Gazetteer) -> None:
    read = 0

    def counted() -> Iterator[Raw | Problem]:
        nonlocal read
        for one in _mixed(500):
            read += 1
            yield one

    with closing(translations(counted(), gazetteer, 2)) as found:
        most = 0
        for taken, _ in enumerate(found):
            most = max(most, read - taken)
    assert read == 500
    assert most <= AHEAD * 2 * BATCH


def test_a_killed_translating_process_is_told_with_what_to_do_and_none_is_left(
    gazetteer: Gazetteer,
) -> None:
    records = [*(_study(number) for number in range(40)), Raw("a.txt", Deadly("page"))]
    with pytest.raises(BuildFailed, match=r"translating.*killed.*smaller --memory or fewer"):
        list(translations(records, gazetteer, 2))
    assert multiprocessing.active_children() == []


def test_a_fault_in_a_process_is_raised_here_and_none_is_left(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gazetteer, "path", tmp_path / "none.sqlite")
    with pytest.raises(GazetteerUnusable, match=r"none\.sqlite"):
        _in(2, 60, gazetteer)
    assert multiprocessing.active_children() == []


def test_a_fault_of_reading_ends_the_processes(gazetteer: Gazetteer) -> None:
    def torn() -> Iterator[Raw | Problem]:
        yield from _mixed(60)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(translations(torn(), gazetteer, 2))
    assert multiprocessing.active_children() == []


def test_whoever_stops_taking_ends_the_processes(gazetteer: Gazetteer) -> None:
    with closing(translations(_mixed(500), gazetteer, 2)) as found:
        next(found)
        assert multiprocessing.active_children()
    assert multiprocessing.active_children() == []


def test_any_number_of_processes_publishes_the_same_index(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    projects = [award(appl_id=number, core_project_num=f"R01CA{number % 50:06}") for number in
                range(1, 80)]  # fmt: skip
    lines = [one.value.text for one in map(_study, range(60))]
    lines += [json.dumps(one).encode() for one in projects]
    (tmp_path / "all.jsonl").write_bytes(b"\n".join(lines))
    reports = [
        rebuild(
            tmp_path / f"home{processes}", [tmp_path / "all.jsonl"],
            gazetteer=gazetteer, progress=silent, effort=Effort(processes=processes),
        )
        for processes in (1, 2, 3)
    ]  # fmt: skip
    assert len({one.stamp for one in reports}) == 1
    assert len({(one.read, one.indexed, one.collapsed, one.warnings) for one in reports}) == 1
    files = [
        {
            path.name: path.read_bytes()
            for path in (tmp_path / f"home{processes}" / "index").rglob("*")
            if path.is_file() and path.suffix in (".listings", ".positions", ".columns")
        }
        for processes in (1, 2, 3)
    ]
    assert files[0]
    assert files[0] == files[1] == files[2]
