from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from index.reference.places.gazetteer import Gazetteer
from index.reference.vocabulary.lookup import Vocabulary
from search.searcher.searcher import Searcher
from tests.in_memory import served_in_memory
from tests.web.furnished import FURNISHED
from tests.web.listings import DAY, LISTINGS
from web import create_app

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 640}

Open = Callable[..., Page]


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        pass


def _chromium() -> str:
    known = Path("/usr/bin/chromium")
    found = str(known) if known.exists() else None
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = found or shutil.which(name)
    if found:
        return found
    missing = "No Chromium was found. Install it with: apt-get install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = _chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(
    gazetteer: Gazetteer, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site, served over the listings of the web tests."""
    served = served_in_memory(
        (*LISTINGS, *FURNISHED), gazetteer, tmp_path_factory.mktemp("served"), vocabulary
    )
    app = create_app(tmp_path_factory.mktemp("home"), Searcher.over(served, lambda: DAY))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens a path in a context of its own; keywords are those of a browser context."""
    contexts = []

    def opened(path: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield opened
    for context in contexts:
        context.close()
