from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index.listing import Listing
from index.places import Gazetteer
from index.vocabulary import Vocabulary
from search.served import Served
from tests.in_memory import MemorySearcher, served_in_memory
from tests.web.listings import LISTINGS
from web import create_app

ClientOf = Callable[[Sequence[Listing]], FlaskClient]


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
def searcher(served: Served) -> MemorySearcher:
    return MemorySearcher(served)


@pytest.fixture
def app(searcher: MemorySearcher, tmp_path: Path) -> Flask:
    return create_app(tmp_path, searcher)


@pytest.fixture
def client_of(gazetteer: Gazetteer, tmp_path: Path) -> ClientOf:
    """The site over some listings alone, which knows no names of concepts."""

    def client(listings: Sequence[Listing]) -> FlaskClient:
        searcher = MemorySearcher(served_in_memory(listings, gazetteer, tmp_path))
        return create_app(tmp_path, searcher).test_client()

    return client


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
