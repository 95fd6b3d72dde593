"""What tests of the pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from index.listing.model import Listing
from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.searcher.searcher import Searcher
from search.searcher.serving import Served
from tests.in_memory import Recorded, served_in_memory
from tests.web.listings import DAY, LISTINGS
from web import create_app

ClientOf = Callable[[Sequence[Listing]], FlaskClient]


class _InMemory(BytecodeCache):
    """Templates that were compiled once, for all apps of a process."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Nearly every test has an app of its own, and each would compile the templates anew: half of
    what a page costs here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": _InMemory()})
        yield


@pytest.fixture(scope="session")
def served(
    gazetteer: Gazetteer, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Served:
    """What is known to answer from the listings of the web tests."""
    return served_in_memory(LISTINGS, gazetteer, tmp_path_factory.mktemp("served"), vocabulary)


@pytest.fixture(scope="session")
def stamp(served: Served) -> str:
    """The stamp of what answers."""
    return served.engine.status().stamp


@pytest.fixture
def searcher(served: Served) -> Recorded:
    return Recorded.over(served, lambda: DAY)


@pytest.fixture
def app(searcher: Recorded, tmp_path: Path) -> Flask:
    return create_app(tmp_path, searcher)


@pytest.fixture
def client_of(gazetteer: Gazetteer, tmp_path: Path) -> ClientOf:
    """The site over some listings alone, which knows no names of concepts."""

    def client(listings: Sequence[Listing]) -> FlaskClient:
        searcher = Searcher.over(served_in_memory(listings, gazetteer, tmp_path), lambda: DAY)
        return create_app(tmp_path, searcher).test_client()

    return client


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
