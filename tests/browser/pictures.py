"""The pictures of the README: pages over the sample listings, as a browser shows them.

`make pictures` writes them to docs/pictures/.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from index.build.pipeline import rebuild
from index.data_files import DATA
from index.generation.progress import silent
from index.reference.places.gazetteer import open_gazetteer
from index.reference.vocabulary.lookup import open_vocabulary
from tests.browser.conftest import ARGUMENTS
from tests.conftest import REPOSITORY
from web import create_app

PICTURES = REPOSITORY / "docs" / "pictures"
PAGES = {
    "results": "/search?q=breast+cancer,+women+over+50",
    "listing": "/listing/SAMPLE-001",
}
SCREEN = {"width": 1280, "height": 800}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Writes nothing: what failed is told by the browser."""


@contextmanager
def _served(home: Path) -> Iterator[str]:
    """Publishes the samples in `home`; yields the address at which they are served."""
    rebuild(
        home,
        [DATA / "listings"],
        gazetteer=open_gazetteer(),
        vocabulary=open_vocabulary(),
        progress=silent,
        tolerated=0,
    )
    server = make_server("127.0.0.1", 0, create_app(home), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def take(folder: Path) -> list[Path]:
    """Writes a picture of each page, PNG, what a desktop screen shows of it without scrolling.
    Needs a Chromium (`make browser`)."""
    executable = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        sys.exit("No Chromium was found. Run: make browser")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with (
        TemporaryDirectory() as home,
        _served(Path(home)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        page = browser.new_page(viewport=SCREEN, color_scheme="light")  # type: ignore[arg-type]
        for name, path in PAGES.items():
            answer = page.goto(site + path)
            if answer is None or not answer.ok:
                sys.exit(f"{path} could not be shown.")
            written.append(folder / f"{name}.png")
            page.screenshot(path=written[-1], animations="disabled")
        browser.close()
    return written


if __name__ == "__main__":
    # The compiled files of the checkout: a home of its own would compile them for half a minute.
    for kind in ("gazetteer", "vocabulary"):
        compiled = REPOSITORY / "var" / f"{kind}.sqlite"
        os.environ.setdefault(f"LISTINGS_{kind.upper()}", str(compiled))
    for picture in take(PICTURES):
        print(picture.relative_to(REPOSITORY))
