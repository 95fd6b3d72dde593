"""The rooms of the code, what each may import, and what the imports really are.

A room is a folder in `index/`, `search/` or `web/`; the engines have a room each, one folder
deeper. `tests/test_architecture.py` holds the code to this, and `make docs` writes the table of
docs/architecture.md from it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.conftest import REPOSITORY

PACKAGES = ("index", "search", "web")

MOST_ENTRIES = 12
"""Files and folders in `index/`, `search/` and `web/` at most, ``__init__.py`` aside."""

MOST_ENTRIES_BELOW = 9
"""In any folder below."""

LONGEST_FILE = 400
"""Lines; a file that is longer is two."""

ENGINES = ("index.engines", "search.engines")
"""Folders that only hold rooms."""

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "index.errors": (),
    "index.data_files": ("index.errors",),
    "index.processes": ("index.errors",),
    "index.analysis": (
        "index.errors",
        "index.data_files",
    ),
    "index.listing": (
        "index.data_files",
        "index.analysis",
    ),
    "index.generation": (
        "index.errors",
        "index.analysis",
        "index.listing",
    ),
    "index.reference": (
        "index.errors",
        "index.data_files",
        "index.analysis",
        "index.listing",
        "index.generation",
    ),
    "index.terms": (
        "index.errors",
        "index.data_files",
        "index.analysis",
        "index.listing",
        "index.generation",
    ),
    "index.sources": (
        "index.errors",
        "index.data_files",
        "index.analysis",
        "index.listing",
        "index.reference",
    ),
    "index.engines.whoosh": (
        "index.errors",
        "index.processes",
        "index.analysis",
        "index.listing",
        "index.generation",
        "index.terms",
    ),
    "index.build": (
        "index.errors",
        "index.processes",
        "index.analysis",
        "index.listing",
        "index.generation",
        "index.reference",
        "index.sources",
        "index.engines.whoosh",
    ),
    "search.errors": ("index.errors",),
    "search.request": (
        "index.errors",
        "index.listing",
        "search.errors",
    ),
    "search.engine": (
        "index.listing",
        "index.terms",
        "search.errors",
    ),
    "search.understanding": (
        "index.errors",
        "index.data_files",
        "index.analysis",
        "index.listing",
        "index.generation",
        "index.reference",
        "index.terms",
        "search.request",
        "search.engine",
    ),
    "search.engines.memory": (
        "index.analysis",
        "index.listing",
        "index.generation",
        "index.reference",
        "index.terms",
        "search.engine",
    ),
    "search.engines.whoosh": (
        "index.errors",
        "index.analysis",
        "index.listing",
        "index.generation",
        "index.reference",
        "index.engines.whoosh",
        "search.errors",
        "search.engine",
    ),
    "search.results": (
        "index.analysis",
        "index.listing",
        "index.generation",
        "index.reference",
        "search.request",
        "search.engine",
        "search.understanding",
    ),
    "search.searcher": (
        "index.errors",
        "index.listing",
        "index.generation",
        "index.reference",
        "search.errors",
        "search.request",
        "search.engine",
        "search.understanding",
        "search.engines.whoosh",
        "search.results",
    ),
    "search.evaluation": (
        "index.errors",
        "index.analysis",
        "index.data_files",
        "index.listing",
        "index.generation",
        "search.errors",
        "search.engine",
    ),
    "web.errors": (
        "index.errors",
        "index.listing",
        "search.errors",
        "search.request",
    ),
    "web.links": (
        "index.analysis",
        "search.request",
        "search.engine",
    ),
    "web.wording": (
        "index.analysis",
        "index.listing",
        "index.reference",
        "search.request",
        "search.results",
    ),
    "web.views": (
        "index.listing",
        "index.reference",
        "search.request",
        "search.engine",
        "search.understanding",
        "search.results",
        "web.links",
        "web.wording",
    ),
    "web.routes": (
        "index.errors",
        "index.listing",
        "index.reference",
        "search.errors",
        "search.request",
        "search.engine",
        "search.results",
        "web.errors",
        "web.links",
        "web.wording",
        "web.views",
    ),
    "web.app": (
        "index.listing",
        "search.errors",
        "search.request",
        "search.engine",
        "search.results",
        "search.searcher",
        "web.errors",
        "web.links",
        "web.wording",
        "web.views",
        "web.routes",
    ),
    "web.server": (
        "web.errors",
        "web.app",
    ),
    "cli": (
        "index.errors",
        "index.data_files",
        "index.listing",
        "index.generation",
        "index.reference",
        "index.build",
        "search.errors",
        "search.request",
        "search.results",
        "search.searcher",
        "search.evaluation",
        "web.server",
    ),
}
"""The rooms, and the modules that stand beside them, from below to above, and which of the others
each may import."""


class Import(NamedTuple):
    """`name` imported from `module`, in a line of a file of ours; `name` is empty for a module."""

    path: Path
    line: int
    module: str
    name: str


@cache
def modules() -> dict[str, Path]:
    """Every module of the code by its full name; a folder has that of its ``__init__.py``."""
    found = {"cli": REPOSITORY / "cli.py"}
    for package in PACKAGES:
        for path in sorted((REPOSITORY / package).rglob("*.py")):
            parts = path.relative_to(REPOSITORY).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def folder_of(module: str, known: Mapping[str, Path]) -> str:
    """The folder that a module lies in: for a door, the folder that it opens."""
    return module if known[module].name == "__init__.py" else module.rpartition(".")[0]


@cache
def tree(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def imports_in(path: Path, source: ast.Module, known: Mapping[str, Path]) -> Iterator[Import]:
    """What a file imports of ours; a module that is imported by name is told as a module."""
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in known:
                    yield Import(path, node.lineno, alias.name, "")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: import by full name"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield Import(path, node.lineno, inner, "")
                elif node.module in known:
                    yield Import(path, node.lineno, node.module, alias.name)


@cache
def imports() -> dict[str, tuple[Import, ...]]:
    """What each module imports of ours."""
    return {
        name: tuple(imports_in(path, tree(name), modules())) for name, path in modules().items()
    }


def room_of(module: str) -> str:
    """The room of a module; for what stands beside the rooms, itself."""
    parts = module.split(".")
    if module == "web":
        return "web.app"
    depth = 3 if ".".join(parts[:2]) in ENGINES else 2
    return ".".join(parts[:depth])


def is_past_a_door(importer: str, imported: str, known: Mapping[str, Path]) -> bool:
    """Whether a module imports another one past a door.

    A module may name what lies in the folders that it stands in, and the doors of all rooms. What
    lies in any other folder it has from the door of that folder.
    """
    if imported in {room_of(imported), *PACKAGES}:
        return False
    above = imported.rpartition(".")[0]
    folder = folder_of(importer, known)
    return not (folder == above or folder.startswith(f"{above}."))


def door(module: str) -> tuple[str, ...]:
    """What a door shows: the names in its ``__all__``."""
    for node in tree(module).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return tuple(ast.literal_eval(node.value))
    return ()


def rooms() -> tuple[str, ...]:
    """Every room, and every module that stands beside them, from below to above."""
    return tuple(MAY_IMPORT)


def files_of(room: str) -> list[Path]:
    """The files of a room."""
    return [path for name, path in modules().items() if room_of(name) == room]


def entries(folder: Path) -> list[str]:
    """The files and folders of code in a folder, ``__init__.py`` aside."""
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if (entry.suffix == ".py" and entry.name != "__init__.py")
        or (entry.is_dir() and (entry / "__init__.py").exists())
    )


@cache
def room_imports() -> dict[str, set[str]]:
    """Which rooms each room really imports."""
    graph: dict[str, set[str]] = {}
    for name, found in imports().items():
        room = room_of(name)
        graph.setdefault(room, set()).update(room_of(one.module) for one in found)
    return {room: others - {room} for room, others in graph.items()}


def folder_graph(depth: int) -> dict[str, set[str]]:
    """Which folders, cut at a depth, import which: a file that lies higher stands for itself."""
    graph: dict[str, set[str]] = {}
    for name, found in imports().items():
        here = ".".join(name.split(".")[:depth])
        graph.setdefault(here, set())
        for one in found:
            there = ".".join(one.module.split(".")[:depth])
            # A door is the folder itself, which everything in it stands below.
            if there != here and not here.startswith(f"{there}."):
                graph[here].add(there)
    return graph


def circle(graph: Mapping[str, set[str]]) -> tuple[str, ...]:
    """A circle in a graph, from its first node back to it; empty where there is none."""
    done: set[str] = set()
    trail: list[str] = []

    def found_from(node: str) -> tuple[str, ...]:
        if node in trail:
            return (*trail[trail.index(node) :], node)
        if node in done or node not in graph:
            return ()
        trail.append(node)
        for other in sorted(graph[node]):
            if found := found_from(other):
                return found
        trail.pop()
        done.add(node)
        return ()

    for node in sorted(graph):
        if found := found_from(node):
            return found
    return ()


def table() -> Iterator[str]:
    """The table of docs/architecture.md: a line a room."""
    yield "| room | entries | lines, about | may import |"
    yield "|---|---|---|---|"
    for room in rooms():
        paths = files_of(room)
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
        where = PurePosixPath(*room.split("."))
        folder = REPOSITORY / where
        inside = str(len(entries(folder))) if folder.is_dir() else ""
        shown = f"`{where}/`" if folder.is_dir() else f"`{where}.py`"
        about = round(lines, -1 if lines < 100 else -2)
        yield f"| {shown} | {inside} | {about:,} | {', '.join(MAY_IMPORT[room]) or '–'} |"
