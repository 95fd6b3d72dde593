from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import msgspec
import pytest

from index.build.build import Encoded, build
from index.engines.whoosh.segment.files import not_self_checked
from index.engines.whoosh.writing.writer import WhooshWriter
from index.errors import BuildFailed, GenerationUnusable, HomeLocked, NoGeneration
from index.generation.generations import KEPT, Generations
from index.generation.progress import silent
from index.generation.writer import Effort
from tests.conftest import Publish, listing, publish_into


def test_the_current_generation_is_the_last_one_published(publish: Publish) -> None:
    home = publish([listing("T1")])
    first = Generations(home).current_name()
    publish([listing("T1"), listing("T2")])
    assert Generations(home).current_name() != first
    assert Generations(home).directory(first).is_dir()


def test_equal_listings_have_an_equal_stamp_and_others_another(tmp_path: Path) -> None:
    def stamp(home: str, *ids: str) -> str:
        generations = Generations(publish_into(tmp_path / home, [listing(id_) for id_ in ids]))
        return generations.manifest(generations.current_name()).stamp

    assert stamp("a", "T1", "T2") == stamp("b", "T1", "T2") != stamp("c", "T1", "T3")


def test_only_the_last_generations_are_kept(publish: Publish) -> None:
    for n in range(KEPT + 3):
        home = publish([listing(f"T{n}")])
    names = [path for path in (home / "index").iterdir() if path.is_dir()]
    assert len(names) == KEPT
    assert Generations(home).directory(Generations(home).current_name()) in names


def test_the_generations_on_disk_are_named_the_oldest_first(publish: Publish) -> None:
    homes = [publish([listing("T1"), listing(f"T{n}")]) for n in (2, 3)]
    generations = Generations(homes[0])
    older, newer = generations.names()
    assert older < newer == generations.current_name()


def test_a_failed_build_leaves_the_old_generation_and_nothing_half_made(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish([listing("T1")])
    before = sorted((home / "index").iterdir())
    finish = WhooshWriter.finish
    monkeypatch.setattr(
        WhooshWriter,
        "finish",
        lambda writer: msgspec.structs.replace(finish(writer), listings=0),
    )
    with pytest.raises(BuildFailed, match="holds 0 of 1"):
        publish_into(home, [listing("T2")])
    assert sorted((home / "index").iterdir()) == before


def test_a_full_disk_leaves_the_old_generation_and_nothing_half_made(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = publish([listing("T1")])
    before = sorted((home / "index").iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.generation.array_file.ArrayWriter._write", full)
    with pytest.raises(OSError, match="No space left"):
        publish_into(home, [listing("T2")])
    assert sorted((home / "index").iterdir()) == before


def test_a_second_command_is_told_who_is_at_work(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    with (
        generations.locked("listings rebuild"),
        pytest.raises(HomeLocked, match=f"listings rebuild, process {os.getpid()}"),
        Generations(tmp_path).locked("another"),
    ):
        pass


def _build_slowly(home: Path, started: Path) -> None:
    generations = Generations(home)
    with generations.locked("a build"), generations.building() as directory:
        build(directory, Encoded([listing("T9")]), effort=Effort(), progress=silent)
        started.touch()
        time.sleep(60)


def test_a_killed_build_is_cleaned_up_by_the_next_command(publish: Publish, tmp_path: Path) -> None:
    home = publish([listing("T1")])
    served = Generations(home).current_name()
    started = tmp_path / "started"
    process = multiprocessing.get_context("spawn").Process(
        target=_build_slowly, args=(home, started)
    )
    process.start()
    while not started.exists():
        assert process.is_alive(), "the build ended before it could be killed"
        time.sleep(0.01)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    assert list((home / "index").glob("building-*"))
    assert Generations(home).current_name() == served
    with Generations(home).locked("the next command"):
        assert not list((home / "index").glob("building-*"))


def test_a_home_without_a_generation_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration, match="Run: listings rebuild"):
        Generations(tmp_path).current_name()


def test_a_pointer_that_leads_elsewhere_is_refused(publish: Publish) -> None:
    home = publish([listing("T1")])
    (home / "index" / "current").write_text("../../etc\n")
    with pytest.raises(GenerationUnusable, match="names no generation"):
        Generations(home).current_name()


def test_a_damaged_manifest_is_refused(publish: Publish) -> None:
    home = publish([listing("T1")])
    generations = Generations(home)
    name = generations.current_name()
    (generations.directory(name) / "manifest.json").write_text("{")
    with pytest.raises(GenerationUnusable, match="cannot be read"):
        generations.manifest(name)


@pytest.mark.parametrize("harmed", ["_MAIN_1.toc", "MAIN_000001.docs"])
def test_a_flipped_bit_is_found_in_the_files_that_are_asked_about(
    publish: Publish, harmed: str
) -> None:
    home = publish([listing("T1")])
    generations = Generations(home)
    manifest = generations.manifest(generations.current_name())
    generations.check_sums(manifest, manifest.files)
    path = generations.directory(manifest.generation) / harmed
    content = bytearray(path.read_bytes())
    content[0] ^= 1  # far from the tail, which is looked at in any case
    path.write_bytes(content)
    generations.check_files(manifest)
    generations.check_sums(manifest, [name for name in manifest.files if name != harmed])
    with pytest.raises(GenerationUnusable, match=rf"{harmed} has changed since.*listings rebuild"):
        generations.check_sums(manifest, manifest.files)


@pytest.mark.parametrize("harm", ["missing", "shorter", "longer", "another"])
def test_a_file_that_is_another_one_is_found(publish: Publish, harm: str) -> None:
    home = publish([listing("T1")])
    generations = Generations(home)
    manifest = generations.manifest(generations.current_name())
    for name in manifest.files:
        path = generations.directory(manifest.generation) / name
        content = path.read_bytes()
        if harm == "missing":
            path.unlink()
        elif harm == "another":
            path.write_bytes(content[:-12] + b"4 more bytes")
        else:
            path.write_bytes(content[:-1] if harm == "shorter" else content + b"x")
        with pytest.raises(GenerationUnusable, match=rf"damaged: {name}.*listings rebuild"):
            generations.check_files(manifest)
        path.write_bytes(content)
    generations.check_files(manifest)


def test_every_file_of_a_generation_is_in_its_manifest(publish: Publish) -> None:
    generations = Generations(publish([listing("T1"), listing("T2")]))
    manifest = generations.manifest(generations.current_name())
    names = {path.name for path in generations.directory(manifest.generation).iterdir()}
    assert names == {*manifest.files, "manifest.json"}
    assert not_self_checked(manifest.files) == ["_MAIN_1.toc"]


def test_a_file_that_the_disk_does_not_give_back_is_found(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    generations = Generations(publish([listing("T1")]))
    manifest = generations.manifest(generations.current_name())

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    with pytest.raises(GenerationUnusable, match=r"Input/output.*Run: listings rebuild"):
        generations.check_files(manifest)
    with pytest.raises(GenerationUnusable, match=r"Input/output.*Run: listings rebuild"):
        generations.check_sums(manifest, manifest.files)


def test_a_manifest_of_another_generation_is_refused(publish: Publish) -> None:
    generations = Generations(publish([listing("T1")]))
    first = generations.current_name()
    publish([listing("T2")])
    name = generations.current_name()
    other = (generations.directory(first) / "manifest.json").read_bytes()
    (generations.directory(name) / "manifest.json").write_bytes(other)
    with pytest.raises(GenerationUnusable, match="Run: listings rebuild"):
        generations.manifest(name)
