"""Building and updating: the same listings give the same index, whatever way they came there."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import msgspec
import pytest

from index.build.build import Encoded, build
from index.engines.whoosh.segment.files import PARTS
from index.engines.whoosh.writing import writer
from index.errors import BuildFailed
from index.generation import writer as writer_port
from index.generation.completion import COMPLETION_FILE
from index.generation.generations import Generations
from index.generation.manifest import Manifest
from index.generation.progress import silent
from index.generation.spelling import WORDS_FILE
from index.generation.writer import Effort
from index.listing.model import Listing
from tests.conftest import listing, publish_into
from tests.generated import by_id, corpus, held


class Raw:
    """Listings given as JSON already, some of which may be none."""

    def __init__(self, raw: Sequence[bytes]) -> None:
        self._raw = raw

    def __len__(self) -> int:
        return len(self._raw)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._raw)


# --- the same however it is built ---------------------------------------------------------------


def built(directory: Path, listings: Sequence[Listing], effort: Effort) -> tuple[Manifest, Path]:
    directory.mkdir()
    manifest = build(directory, Encoded(listings), effort=effort, progress=silent)
    return manifest, directory


class _HereAndNow:
    """Stands for a pool of processes, which take seconds to start, and does the work at once."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __enter__(self) -> _HereAndNow:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, work: Callable[..., int], *given: object) -> Future[int]:
        done: Future[int] = Future()
        done.set_result(work(*given))
        return done

    def shutdown(self, *, cancel_futures: bool) -> None:
        pass


def test_processes_and_memory_change_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listings = corpus(60)
    at_once, one_go = built(tmp_path / "1", listings, Effort(processes=1))
    monkeypatch.setattr(writer_port, "LEAST_LISTINGS", 7)
    monkeypatch.setattr(writer_port, "BEST_LISTINGS", 7)
    monkeypatch.setattr(writer, "BEST_LISTINGS", 7)
    two, two_processes = built(tmp_path / "2", listings, Effort(processes=2))
    # Twelve runs, of which three are merged at a time.
    monkeypatch.setattr(writer_port, "MOST_LISTINGS", 5)
    monkeypatch.setattr(writer_port, "MOST_RUNS", 3)
    monkeypatch.setattr(writer, "MOST_RUNS", 3)
    monkeypatch.setattr(writer, "ProcessPoolExecutor", _HereAndNow)
    small, small_runs = built(tmp_path / "3", listings, Effort(processes=1, memory=1))
    assert at_once.stamp == two.stamp == small.stamp
    assert at_once.listings == two.listings == small.listings == 60
    beside = [Path(name).suffix.removeprefix(".") for name in (WORDS_FILE, COMPLETION_FILE)]
    for part in (*PARTS, *beside):
        contents_ = {
            path.read_bytes()
            for directory in (one_go, two_processes, small_runs)
            for path in directory.glob(f"*.{part}")
        }
        assert len(contents_) == 1, part
    names = sorted(path.name for path in one_go.iterdir())
    assert names == sorted(at_once.files)
    assert len(names) == len(PARTS) + len(beside) + 1


def test_equal_listings_in_another_order_have_an_equal_stamp(tmp_path: Path) -> None:
    one, _ = built(tmp_path / "1", corpus(20), Effort())
    other, _ = built(tmp_path / "2", corpus(20)[::-1], Effort())
    changed, _ = built(tmp_path / "3", [*corpus(19), listing("T019")], Effort())
    assert one.stamp == other.stamp != changed.stamp


def test_progress_never_goes_back_and_ends_with_every_listing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_port, "LEAST_LISTINGS", 7)
    monkeypatch.setattr(writer_port, "BEST_LISTINGS", 7)
    monkeypatch.setattr(writer, "BEST_LISTINGS", 7)
    monkeypatch.setattr(writer, "ProcessPoolExecutor", _HereAndNow)
    told: list[tuple[str, int, int | None]] = []
    build(
        tmp_path,
        Encoded(corpus(60)),
        effort=Effort(processes=1),
        progress=lambda step, done, whole: told.append((step, done, whole)),
    )
    steps = [step for step, _, _ in told]
    assert list(dict.fromkeys(steps)) == ["Indexing", "Merging"]
    for step in ("Indexing", "Merging"):
        done = [n for one, n, _ in told if one == step]
        assert done == sorted(done)
        assert done[-1] == 60
    assert len(told) > 5
    assert {whole for _, _, whole in told} == {60}


# --- what goes wrong while it is built ----------------------------------------------------------


def assert_refused_and_left_alone(home: Path, listings: Raw, error: type[Exception]) -> None:
    before = sorted((home / "index").rglob("*"))
    generations = Generations(home)
    with (
        pytest.raises(error),
        generations.locked("a test"),
        generations.building() as directory,
    ):
        build(directory, listings, effort=Effort(processes=1), progress=silent)
    assert sorted((home / "index").rglob("*")) == before


def test_a_listing_that_cannot_be_read_by_an_indexing_process_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish_into(tmp_path, [listing("T1")])
    monkeypatch.setattr(writer_port, "LEAST_LISTINGS", 5)
    monkeypatch.setattr(writer_port, "BEST_LISTINGS", 5)
    monkeypatch.setattr(writer, "BEST_LISTINGS", 5)
    raw = [*Encoded(corpus(30))]
    raw[22] = b'{"id": "T022"'
    assert_refused_and_left_alone(home, Raw(raw), msgspec.DecodeError)
    assert held(home) == by_id(listing("T1"))


class Deadly(Raw):
    """Ends indexing processes as soon as there are any, as an exhausted machine does."""

    def __iter__(self) -> Iterator[bytes]:
        for raw in super().__iter__():
            for process in multiprocessing.active_children():
                process.kill()
            yield raw


def test_a_killed_indexing_process_is_told_with_what_to_do_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish_into(tmp_path, [listing("T1")])
    monkeypatch.setattr(writer_port, "LEAST_LISTINGS", 2)
    monkeypatch.setattr(writer_port, "BEST_LISTINGS", 2)
    monkeypatch.setattr(writer, "BEST_LISTINGS", 2)
    before = sorted((home / "index").rglob("*"))
    generations = Generations(home)
    with (
        pytest.raises(BuildFailed, match=r"killed.*smaller --memory or fewer --processes"),
        generations.locked("a test"),
        generations.building() as directory,
    ):
        build(
            directory,
            Deadly([*Encoded(corpus(60))]),
            effort=Effort(processes=2),
            progress=silent,
        )
    assert sorted((home / "index").rglob("*")) == before
    assert held(home) == by_id(listing("T1"))


def test_an_index_of_nothing_is_not_published(tmp_path: Path) -> None:
    home = publish_into(tmp_path, [listing("T1")])
    assert_refused_and_left_alone(home, Raw([]), BuildFailed)
    assert held(home) == by_id(listing("T1"))


def test_what_cannot_be_published_is_abandoned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: writer.WhooshWriter, generation: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer.WhooshWriter, "publish", full)
    with pytest.raises(OSError, match="No space left"):
        build(tmp_path, Encoded(corpus(5)), effort=Effort(processes=1), progress=silent)
    assert not list(tmp_path.glob("*MAIN_*"))
