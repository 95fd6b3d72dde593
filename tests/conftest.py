"""What tests share: listings made of little, published homes, and the real data if it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import settings

from index.build import Encoded, build
from index.generations import Generations
from index.listing import Listing
from index.places import Gazetteer, open_gazetteer
from index.progress import silent
from index.vocabulary import Vocabulary, open_vocabulary
from index.writer_port import Effort

# No test is timed: what takes 0.1 s alone takes 0.3 s beside another command.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

REPOSITORY = Path(__file__).parent.parent

Publish = Callable[[Sequence[Listing]], Path]


def listing(id: str, **fields: Any) -> Listing:  # noqa: A002  what it is everywhere else
    """A listing of as little as a test needs: enums by their codes, parts as dictionaries."""
    raw = {"id": id, "kind": "trial", "source": "clinicaltrials", "title": f"Study {id}"} | fields
    return msgspec.convert(raw, Listing)


def publish_into(home: Path, listings: Sequence[Listing]) -> Path:
    """Publishes the listings as a generation of `home`."""
    generations = Generations(home)
    with generations.locked("a test"), generations.building() as directory:
        manifest = build(directory, Encoded(listings), effort=Effort(), progress=silent)
        generations.publish(directory, manifest)
    return home


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publishes listings into this test's home and returns the home."""

    def into_home(listings: Sequence[Listing]) -> Path:
        return publish_into(tmp_path / "home", listings)

    return into_home


_COMPILED = {
    "LISTINGS_GAZETTEER": "gazetteer.sqlite",
    "LISTINGS_VOCABULARY": "vocabulary.sqlite",
}


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Every home of a test, and every command that it starts, has the gazetteer and the vocabulary
    of the checkout: compiling them takes half a minute."""
    before = {name: os.environ.get(name) for name in _COMPILED}
    for name, file in _COMPILED.items():
        os.environ.setdefault(name, str(REPOSITORY / "var" / file))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]


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
