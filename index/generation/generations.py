"""A built index on disk: built aside, verified, published by one atomic rename, pruned.

    <home>/index/<generation>/      a generation: Whoosh files, columns, manifest.json
    <home>/index/current            the name of the generation that is served
    <home>/index/building-<pid>/    a build under way, or what a killed one left behind
    <home>/lock                     held by the staff command at work, with its name

A generation never changes after it is published, so a reader may keep one for as long as
it likes; its files stay readable to it even when the generation is pruned.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from index.errors import GenerationUnusable, HomeLocked, NoGeneration
from index.generation.manifest import MANIFEST, Manifest, file_sum, tail_of

KEPT = 3
"""Generations that stay on disk: the one served and two to go back to."""
REBUILD = "Run: listings rebuild"


class Generations:
    """The generations of one home directory."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._root = home / "index"
        self._current = self._root / "current"

    @contextmanager
    def locked(self, command: str) -> Iterator[None]:
        """Holds the home for one staff command. Raises `HomeLocked` naming who has it."""
        self._root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._home / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as busy:
                holder = os.read(descriptor, 200).decode(errors="replace").strip() or "unknown"
                raise HomeLocked(
                    f"Another command is at work in {self._home} ({holder}). "
                    "Wait until it has finished, then try again."
                ) from busy
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{command}, process {os.getpid()}".encode(), 0)
            self._clean()
            yield
            os.ftruncate(descriptor, 0)
        finally:
            os.close(descriptor)

    def _clean(self) -> None:
        """Removes what killed builds left behind. Only called under the lock."""
        for leftover in self._root.glob("building-*"):
            shutil.rmtree(leftover)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A fresh directory to build in; removed unless it is published before the end."""
        directory = self._root / f"building-{os.getpid()}"
        directory.mkdir()
        try:
            yield directory
        finally:
            if directory.exists():
                shutil.rmtree(directory)

    def publish(self, directory: Path, manifest: Manifest) -> None:
        """Makes a finished build the one that is served, in one step, and prunes old ones."""
        (directory / MANIFEST).write_bytes(msgspec.json.encode(manifest))
        for path in directory.iterdir():
            _sync(path)
        _sync(directory)
        directory.rename(self._root / manifest.generation)
        self._point_to(manifest.generation)
        self._prune()

    def _point_to(self, generation: str) -> None:
        pointer = self._root / "current.new"
        pointer.write_text(generation + "\n", encoding="utf-8")
        _sync(pointer)
        pointer.replace(self._current)
        _sync(self._root)

    def _prune(self) -> None:
        served = self.current_name()
        for name in self.names()[:-KEPT]:
            if name != served:
                # Under a name that the next command cleans up, should this one be killed here.
                doomed = self._root / f"building-{name}"
                (self._root / name).rename(doomed)
                shutil.rmtree(doomed)

    def names(self) -> list[str]:
        """The generations on disk, the oldest first."""
        return sorted(path.parent.name for path in self._root.glob(f"*/{MANIFEST}"))

    def current_name(self) -> str:
        """The generation that is served. Raises `NoGeneration` where there is none."""
        try:
            name = self._current.read_text(encoding="utf-8").strip()
        except FileNotFoundError as missing:
            raise NoGeneration(f"There is no index in {self._home} yet. {REBUILD}") from missing
        except (OSError, UnicodeDecodeError) as damaged:
            raise GenerationUnusable(
                f"{self._current} cannot be read ({damaged}). {REBUILD}"
            ) from damaged
        if not name.isprintable() or not name or "/" in name or name.startswith("."):
            raise GenerationUnusable(f"{self._current} names no generation. {REBUILD}")
        return name

    def directory(self, generation: str) -> Path:
        """Where a generation lies."""
        return self._root / generation

    def manifest(self, generation: str) -> Manifest:
        """The manifest of a generation. Raises `GenerationUnusable` where it cannot be read."""
        path = self._root / generation / MANIFEST
        try:
            manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
        except (OSError, UnicodeDecodeError, msgspec.DecodeError) as damaged:
            raise GenerationUnusable(
                f"The manifest of generation {generation} cannot be read ({damaged}). {REBUILD}"
            ) from damaged
        if manifest.generation != generation:
            raise GenerationUnusable(
                f"The {MANIFEST} of generation {generation} is that of another one. {REBUILD}"
            )
        return manifest

    def check_files(self, manifest: Manifest) -> None:
        """Raises `GenerationUnusable` where a file is missing, has not its size, or ends in other
        bytes than it was written with."""
        for name, expected in manifest.files.items():
            with _reading(manifest, name):
                path = self.directory(manifest.generation) / name
                size = path.stat().st_size
                if size != expected.size:
                    raise _damaged(manifest, f"{name} has {size} bytes, not {expected.size}")
                if tail_of(path) != expected.tail:
                    raise _damaged(manifest, f"{name} is not the file that was written")

    def check_sums(self, manifest: Manifest, names: Iterable[str]) -> None:
        """Raises `GenerationUnusable` where one of the named files is not what was written, bit
        for bit."""
        for name in names:
            with _reading(manifest, name):
                if file_sum(self.directory(manifest.generation) / name) != manifest.files[name]:
                    raise _damaged(manifest, f"{name} has changed since it was written")


def damage(generation: str, what: object) -> str:
    """What to say and do where a file of a generation turns out to be damaged."""
    return f"Generation {generation} is damaged: {what}. {REBUILD}"


def _damaged(manifest: Manifest, what: str) -> GenerationUnusable:
    return GenerationUnusable(damage(manifest.generation, what))


@contextmanager
def _reading(manifest: Manifest, name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as missing:
        raise _damaged(manifest, f"{name} is missing") from missing
    except OSError as unreadable:
        raise _damaged(manifest, f"{name} cannot be read ({unreadable.strerror})") from unreadable


def generation_name(moment: datetime, stamp: str) -> str:
    """A name that sorts by time: ``20240301T120000.123456-1a2b3c4d5e6f``."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{stamp}"


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
