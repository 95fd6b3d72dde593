"""What tests share: how much they try, listings made of little, published homes, what is built once
for all of them, and the real data if it is there."""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings

from index.build.build import Encoded, build
from index.generation.generations import Generations
from index.generation.progress import silent
from index.generation.writer import Effort
from index.listing.model import Listing
from index.reference.places.gazetteer import Gazetteer, open_gazetteer
from index.reference.vocabulary.lookup import Vocabulary, open_vocabulary

# How many examples a property tries where it says nothing; all others try more or less in
# proportion. `--hypothesis-profile` chooses; without it, the default is taken.
PROFILES = {"quick": 10, "default": 25, "thorough": 2_000}

for _name, _count in PROFILES.items():
    # Where a change is judged, a failure must be the change's own and come again: there the
    # examples are always the same. Elsewhere, and in the thorough profile, they are new in every
    # run, and what fails is kept and tried first until it is mended.
    _fixed = os.environ.get("CI") == "true" and _name != "thorough"
    settings.register_profile(
        _name,
        max_examples=_count,
        derandomize=_fixed,
        print_blob=True,
        # No test is timed: what takes 0.1 s alone takes 0.3 s beside another command.
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Loads the profile before any test is read: a property's examples are counted then."""
    settings.load_profile(config.getoption("--hypothesis-profile") or "default")


def examples(usual: int, **others: Any) -> settings:
    """How heavy a property is, told as its number of examples where most try 100; the profile makes
    more or fewer of them. Keywords are further settings of hypothesis."""
    scaled = usual * settings.default.max_examples // 100  # type: ignore[union-attr]
    return settings(max_examples=max(1, scaled), **others)


REPOSITORY = Path(__file__).parent.parent

Publish = Callable[[Sequence[Listing]], Path]


def listing(id: str, **fields: Any) -> Listing:  # noqa: A002  what it is everywhere else
    """A listing of as little as a test needs: enums by their codes, parts as dictionaries."""
    raw = {"id": id, "kind": "trial", "source": "clinicaltrials", "title": f"Study {id}"} | fields
    return msgspec.convert(raw, Listing)


def publish_into(
    home: Path, listings: Sequence[Listing], vocabulary: Vocabulary | None = None
) -> Path:
    """Publishes the listings as a generation of `home`."""
    generations = Generations(home)
    with generations.locked("a test"), generations.building() as directory:
        manifest = build(
            directory,
            Encoded(listings),
            effort=Effort(),
            progress=silent,
            vocabulary=vocabulary,
        )
        generations.publish(directory, manifest)
    return home


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publishes listings into this test's home and returns the home."""

    def into_home(listings: Sequence[Listing]) -> Path:
        return publish_into(tmp_path / "home", listings)

    return into_home


# A test that asks for one of these fixtures, itself or through another, is of that kind.
_KINDS = {"browser": "browser", "shared": "real_data"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks what needs a browser or real data, so that it can be left out."""
    for fixture, kind in _KINDS.items():
        if fixture in getattr(item, "fixturenames", ()):
            item.add_marker(kind)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves what is marked thorough to the profile of that name, and begins with the files that
    need real data or a browser, which take longest, so that no process is left alone with one of
    them at the end. They take turns: the second file of real data would only wait for the index
    that the first one builds."""
    if config.getoption("--hypothesis-profile") != "thorough":
        left = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    turns: dict[Path, int] = {}
    for kind in sorted(set(_KINDS.values())):
        counts = Counter(item.path for item in items if item.get_closest_marker(kind))
        for turn, (path, _) in enumerate(counts.most_common()):
            turns.setdefault(path, turn)
    last = len(items)
    items.sort(key=lambda item: turns.get(item.path, last))


Fill = Callable[[Path], None]
Once = Callable[[str, Fill], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder once in a run, however many processes share the tests: the first that asks for
    its name fills it, the others wait and have the same."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # that of the whole run

    def made(name: str, fill: Fill) -> Path:
        folder = base / "once" / name
        folder.parent.mkdir(exist_ok=True)
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                draft = tmp_path_factory.mktemp(name)
                fill(draft)
                draft.rename(folder)
        return folder

    return made


_COMPILED = {
    "LISTINGS_GAZETTEER": "gazetteer.sqlite",
    "LISTINGS_VOCABULARY": "vocabulary.sqlite",
}


@contextmanager
def _compiled_of_the_checkout() -> Iterator[None]:
    """Every home, and every command that is started, has the gazetteer and the vocabulary of the
    checkout: compiling them takes half a minute."""
    before = {name: os.environ.get(name) for name in _COMPILED}
    for name, file in _COMPILED.items():
        os.environ.setdefault(name, str(REPOSITORY / "var" / file))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with _compiled_of_the_checkout():
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Compiles the two files before there are processes that would each do so."""
    with _compiled_of_the_checkout():
        open_gazetteer()
        open_vocabulary()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The whole vocabulary, compiled where there is none yet."""
    return open_vocabulary()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer, compiled where there is none yet."""
    return open_gazetteer()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data. Tests that need it skip, saying so, where it is absent."""
    folder = Path(os.environ.get("LISTINGS_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "records").is_dir():
        pytest.skip(f"there is no real data in {folder} (set LISTINGS_SHARED to its folder)")
    return folder
