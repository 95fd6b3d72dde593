"""The way of a question, and of a listing, through our files: which it passes, and how often it
moves from one to another.

    python -m tests.spine                  the page /search?q=asthma over the samples
    python -m tests.spine listing [FILE]   a made-up record of a trial, or those of a file, into an
                                           index of its own

What is counted: the calls of functions, generators and templates that stand in `index/`, `search/`,
`web/` and `cli.py`, in the order in which they happen. A *file is passed* where one of its
functions is called. A *move* is a call into another file than that of the call before it, and so is
the first; returns are none, and what libraries do in between is passed over. Counted by rooms, a
move is a call into another room. Nothing is imported on the way, and what a process opens once is
open: the question is asked of a site that has answered another one, and the record is indexed with
the compiled places and names at hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import Any, NamedTuple

import click
import msgspec

from index.build.pipeline import rebuild
from index.data_files import DATA
from index.generation.progress import silent
from index.reference.places.gazetteer import open_gazetteer
from index.reference.vocabulary.lookup import open_vocabulary
from tests.conftest import REPOSITORY
from tests.index.sources.raw_records import study
from web import create_app

OURS = ("index", "search", "web", "cli.py")
ASKED = "/search?q=asthma"
ANOTHER = "/search?q=lupus"
"""Asked before it, so that everything is open that stays open."""


class Way(NamedTuple):
    """What is passed, in the order of first entry, and how often it is moved from one to another;
    the first entry is a move."""

    passed: tuple[str, ...]
    moves: int


def way(calls: Iterable[str]) -> Way:
    """The way of calls, each told by the name of where it goes."""
    passed: dict[str, None] = {}
    moves, last = 0, ""
    for name in calls:
        moves += name != last
        passed[name] = None
        last = name
    return Way(tuple(passed), moves)


def room_of(file: str) -> str:
    """The room of a file: its folder at depth two, that of an engine at depth three. What stands
    beside the rooms is its own."""
    parts = file.split("/")[:-1]
    depth = 3 if "engines" in parts[:2] else 2
    return "/".join(parts[:depth]) if len(parts) > 1 else file


def calls_of(run: Callable[[], object], root: Path = REPOSITORY) -> list[str]:
    """The files of every call of ours while something runs in this thread, by their paths below
    the root."""
    files: dict[CodeType, str] = {}
    calls: list[str] = []

    def told(frame: FrameType, event: str, _: Any) -> None:
        if event != "call":
            return
        code = frame.f_code
        if code not in files:
            files[code] = _ours(Path(code.co_filename), root)
        if files[code]:
            calls.append(files[code])

    before = sys.getprofile()
    sys.setprofile(told)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


def _ours(path: Path, root: Path) -> str:
    """A file's path below the root; empty where it is none of ours."""
    if not path.is_relative_to(root):
        return ""
    file = path.relative_to(root)
    return file.as_posix() if file.parts and file.parts[0] in OURS else ""


def question() -> list[str]:
    """The calls of a page of results over the samples."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        _indexing(home, DATA / "listings")()
        site = create_app(home).test_client()
        site.get(ANOTHER)
        return calls_of(lambda: site.get(ASKED))


def listing(file: Path | None) -> list[str]:
    """The calls of a rebuild from a made-up record of a trial, or from a file."""
    with TemporaryDirectory() as folder:
        made_up = Path(folder, "study.json")
        made_up.write_bytes(msgspec.json.encode(study()))
        return calls_of(_indexing(Path(folder, "home"), file or made_up))


def _indexing(home: Path, file: Path) -> Callable[[], object]:
    """What indexes a file into a home, with the compiled files of the checkout."""
    compiled = REPOSITORY / "var"
    places, names = open_gazetteer(compiled), open_vocabulary(compiled)
    home.mkdir(exist_ok=True)
    for path in compiled.glob("*.sqlite"):
        (home / path.name).symlink_to(path)
    return lambda: rebuild(home, [file], gazetteer=places, vocabulary=names, progress=silent)


@click.command()
@click.argument("what", type=click.Choice(["question", "listing"]), default="question")
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
def main(what: str, file: Path | None) -> None:
    """Print the files that a question or a listing passes, and how often it moves between them."""
    calls = listing(file) if what == "listing" else question()
    files, rooms = way(calls), way(map(room_of, calls))
    for number, name in enumerate(files.passed, start=1):
        click.echo(f"{number:3}  {name}")
    click.echo(f"{len(files.passed):,} files, {files.moves:,} moves between them")
    click.echo(f"{len(rooms.passed):,} rooms, {rooms.moves:,} moves between them")


if __name__ == "__main__":
    main()
