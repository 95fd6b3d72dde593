"""The layout shows the architecture, and this holds it to that."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests import rooms
from tests.conftest import REPOSITORY
from tests.rooms import ENGINES, MAY_IMPORT, PACKAGES, Import, modules

CODE = [name for name in modules() if name not in PACKAGES]
FOLDERS = [name for name, path in modules().items() if path.name == "__init__.py"]
DOORS = [name for name in FOLDERS if name not in {"index", "search", *ENGINES}]


def _lies_in(module: str, folder: str) -> bool:
    return f"{module}.".startswith(f"{folder}.")


def where(one: Import) -> str:
    return f"{one.path.relative_to(REPOSITORY)}, line {one.line}: {one.module} {one.name}".rstrip()


# --- rooms and doors ------------------------------------------------------------------------------


@pytest.mark.parametrize("room", sorted({rooms.room_of(name) for name in CODE} - {*ENGINES}))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    assert room in MAY_IMPORT, "a new room is declared in tests/rooms.py"
    assert rooms.room_imports()[room] <= {*MAY_IMPORT[room]}


def test_no_room_may_import_what_it_does_not() -> None:
    spare = {room: {*may} - rooms.room_imports()[room] for room, may in MAY_IMPORT.items()}
    assert not {room: more for room, more in spare.items() if more}


def test_rooms_are_declared_from_below_to_above() -> None:
    below: set[str] = set()
    for room, may in MAY_IMPORT.items():
        assert {*may} <= below, room
        below.add(room)


def test_nothing_is_imported_past_a_door() -> None:
    past = [
        where(one)
        for name, found in rooms.imports().items()
        for one in found
        if rooms.is_past_a_door(name, one.module, modules())
    ]
    assert not past


KNOWN = {
    "search.searcher": Path("search/searcher/__init__.py"),
    "search.searcher.searcher": Path("search/searcher/searcher.py"),
    "index.listing": Path("index/listing/__init__.py"),
    "index.listing.model": Path("index/listing/model.py"),
    "index.listing.wording": Path("index/listing/wording/__init__.py"),
    "index.listing.wording.lead": Path("index/listing/wording/lead.py"),
    "index.engines.whoosh": Path("index/engines/whoosh/__init__.py"),
    "index.engines.whoosh.schema": Path("index/engines/whoosh/schema.py"),
    "index.errors": Path("index/errors.py"),
}


@pytest.mark.parametrize(
    ("importer", "source", "past"),
    [
        ("search.searcher.searcher", "from index.listing import Listing", False),
        ("search.searcher.searcher", "from index.listing.model import Listing", True),
        ("search.searcher.searcher", "from index.listing import model", True),
        ("search.searcher.searcher", "import index.listing.model", True),
        ("search.searcher.searcher", "from index.listing.wording import lead_sentence", True),
        ("search.searcher.searcher", "from index.engines.whoosh import Segment", False),
        ("search.searcher.searcher", "from index.engines.whoosh.schema import TEXT", True),
        ("search.searcher.searcher", "from index.errors import IndexingError", False),
        ("index.listing.wording.lead", "from index.listing.model import Listing", False),
        ("index.listing.model", "from index.listing.wording import lead_sentence", False),
        ("index.listing.model", "from index.listing.wording.lead import lead_sentence", True),
        ("search.searcher.searcher", "import json", False),
    ],
)
def test_an_import_past_a_door_is_seen(importer: str, source: str, past: bool) -> None:
    found = rooms.imports_in(KNOWN[importer], ast.parse(source), KNOWN)
    assert any(rooms.is_past_a_door(importer, one.module, KNOWN) for one in found) is past


@pytest.mark.parametrize("name", DOORS)
def test_a_door_says_what_its_room_promises_and_shows_names(name: str) -> None:
    tree = rooms.tree(name)
    assert ast.get_docstring(tree)
    assert rooms.door(name)
    plain = (ast.Expr, ast.ImportFrom, ast.Assign)
    assert all(isinstance(node, plain) for node in tree.body), "a door holds no code"


@pytest.mark.parametrize("name", DOORS)
def test_a_door_shows_what_others_import_and_no_more(name: str) -> None:
    taken = {
        one.name
        for importer, found in rooms.imports().items()
        for one in found
        if one.module == name and not _lies_in(rooms.folder_of(importer, modules()), name)
    }
    assert taken - {""} <= {*rooms.door(name)}
    assert {*rooms.door(name)} - taken <= SHOWN_FOR_OTHERS.get(name, set())


SHOWN_FOR_OTHERS = {
    "index.analysis": {"version"},  # read as `analysis.version`, so that tests can be of another
    "search.engines.memory": {"MemoryEngine"},  # what tests are asked beside the arrays
    "web": {"create_app"},  # what a server other than ours runs
}


@pytest.mark.parametrize("name", DOORS)
def test_no_name_at_a_door_is_that_of_a_file_beside_it(name: str) -> None:
    files = {entry.removesuffix(".py") for entry in rooms.entries(modules()[name].parent)}
    assert not {*rooms.door(name)} & files


def test_nothing_private_is_imported() -> None:
    private = [
        where(one)
        for found in rooms.imports().values()
        for one in found
        if one.name.startswith("_")
    ]
    assert not private


@pytest.mark.parametrize("depth", [2, 3, 4, 5])
def test_nothing_imports_itself_in_a_circle(depth: int) -> None:
    assert not rooms.circle(rooms.folder_graph(depth))


def test_a_circle_is_seen() -> None:
    assert rooms.circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ("a", "b", "c", "a")
    assert rooms.circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == ()


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_has_few_entries(name: str) -> None:
    most = rooms.MOST_ENTRIES if name in PACKAGES else rooms.MOST_ENTRIES_BELOW
    assert len(rooms.entries(modules()[name].parent)) <= most


def test_every_folder_of_code_has_a_door() -> None:
    for package in PACKAGES:
        for path in (REPOSITORY / package).rglob("*.py"):
            assert (path.parent / "__init__.py").exists(), path


# --- what is known where --------------------------------------------------------------------------


@cache
def foreign(module: str) -> frozenset[str]:
    """The packages that a module imports, ours and others'."""
    names: set[str] = set()
    for node in ast.walk(rooms.tree(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    return frozenset(names)


@pytest.mark.parametrize(
    ("package", "at_home"),
    [
        ("nltk", ("index.analysis.stemming",)),
        ("whoosh", ("index.engines.whoosh", "search.engines.whoosh")),
        ("flask", ("web.app", "web.errors", "web.routes", "web.views", "web.links", "web.server")),
        ("gunicorn", ("web.server",)),
        ("click", ("cli",)),
        ("rich", ("cli",)),
        ("sqlite3", ("index.reference",)),
        ("ir_measures", ("search.evaluation",)),
    ],
)
def test_a_package_is_known_in_its_own_rooms_alone(package: str, at_home: tuple[str, ...]) -> None:
    users = {name for name in modules() if package in foreign(name)}
    assert users, f"nothing imports {package}"
    assert not {one for one in users if not any(_lies_in(one, home) for home in at_home)}


def test_the_engine_in_memory_is_plain_python() -> None:
    for name in modules():
        if rooms.room_of(name) == "search.engines.memory":
            assert not foreign(name) & {"numpy", "whoosh"}, name


PURE = ("index.listing", "index.analysis", "search.request", "search.engine")


@pytest.mark.parametrize("room", PURE)
def test_what_is_pure_opens_no_file_and_reads_no_clock(room: str) -> None:
    edges = {"os", "time", "socket", "subprocess", "threading", "multiprocessing"}
    for name in modules():
        if rooms.room_of(name) == room:
            assert not foreign(name) & edges, name


# --- how it reads ---------------------------------------------------------------------------------


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert not {part for name in modules() for part in name.split(".")} & empty_names


def test_every_module_and_public_name_says_what_it_is() -> None:
    silent = []
    for name in CODE:
        tree = rooms.tree(name)
        silent += [] if ast.get_docstring(tree) else [name]
        silent += [
            f"{name}: {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert not silent


def test_no_file_is_so_long_that_it_is_two() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in modules().items()}
    assert not {name: long for name, long in lengths.items() if long > rooms.LONGEST_FILE}


def test_errors_are_never_swallowed_in_silence() -> None:
    for name in CODE:
        for node in ast.walk(rooms.tree(name)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{name}, line {node.lineno}: bare except"
                only_pass = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
                assert not only_pass, f"{name}, line {node.lineno}: silent except"


def test_nothing_on_a_page_comes_from_another_host() -> None:
    loads = re.compile(
        r"""(?:src|srcset|action)\s*=\s*["']\s*(?:https?:)?//|@import|url\(\s*["']?https?:"""
    )
    for path in [*(REPOSITORY / "web").rglob("*.html"), *(REPOSITORY / "web").rglob("*.css")]:
        assert not loads.search(path.read_text(encoding="utf-8")), path
