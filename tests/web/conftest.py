"""What tests of the pages share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.web.fake_searcher import FakeSearcher
from tests.web.listings import LISTINGS
from web import create_app


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


@pytest.fixture
def searcher() -> FakeSearcher:
    return FakeSearcher(LISTINGS)


@pytest.fixture
def app(searcher: FakeSearcher, tmp_path: Path) -> Flask:
    return create_app(tmp_path, searcher)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
