from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fake_searcher import FakeSearcher
from tests.web.listings import LISTINGS
from web import create_app


@pytest.fixture
def searcher() -> FakeSearcher:
    return FakeSearcher(LISTINGS)


@pytest.fixture
def app(searcher: FakeSearcher, tmp_path: Path) -> Flask:
    return create_app(tmp_path, searcher)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
