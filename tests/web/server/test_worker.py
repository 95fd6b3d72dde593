from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from gunicorn.config import Config
from gunicorn.http.errors import InvalidHTTPVersion

from search.request.parameters import MAX_TEXT
from web.errors import BYTES_OF_A_CHARACTER, MAX_QUERY_BYTES
from web.routes.headers import HEADERS
from web.server.worker import LONGEST_REQUEST_LINE, QuietLog, Worker

SECRET = "secretillness"


class Asked:
    """A request that was read, as far as a worker looks at it."""

    method = "GET"
    uri = f"/search?q={SECRET}"

    def __init__(self, path: str) -> None:
        self.path = path


@pytest.fixture
def log(tmp_path: Path) -> Iterator[QuietLog]:
    config = Config()
    config.set("loglevel", "debug")
    config.set("errorlog", str(tmp_path / "log"))
    log = QuietLog(config)
    yield log
    # gunicorn hangs its handlers on one logger of the process; this one goes again.
    for handler in list(log.error_log.handlers):
        log.error_log.removeHandler(handler)
        handler.close()


def _answered(app: Flask, log: QuietLog, req: Any, error: Exception) -> str:
    """What a sender reads when a worker handles an error."""
    worker = Worker.__new__(Worker)
    worker.wsgi, worker.log = app, log
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.shutdown(socket.SHUT_WR)
        worker.handle_error(req, ours, ("192.0.2.7", 1), error)
        ours.close()
        with theirs.makefile("rb") as answer:
            return answer.read().decode()


@pytest.mark.parametrize("path", ["/search", "/api/v1/search"])
def test_a_failure_outside_the_app_says_nothing_of_the_request(
    app: Flask, log: QuietLog, tmp_path: Path, path: str
) -> None:
    answer = _answered(app, log, Asked(path), ValueError(f"asked: {SECRET}"))
    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 500 ")
    for name, value in HEADERS.items():
        assert f"{name}: {value}" in head
    assert "Something went wrong on our side" in body
    assert body.startswith("{") == path.startswith("/api")
    said = (tmp_path / "log").read_text()
    assert "ValueError" in said
    for kept_back in (SECRET, "192.0.2.7"):
        assert kept_back not in answer + said


def test_a_broken_body_is_the_senders_mistake_and_is_not_logged(
    app: Flask, log: QuietLog, tmp_path: Path
) -> None:
    answer = _answered(app, log, Asked("/search"), InvalidHTTPVersion(SECRET))
    assert answer.startswith("HTTP/1.1 400 ")
    assert SECRET not in answer
    assert (tmp_path / "log").read_text() == ""


def test_a_logged_exception_keeps_its_place_and_not_its_text(log: QuietLog, tmp_path: Path) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError:
        log.exception("Error handling request %s", SECRET)
    said = (tmp_path / "log").read_text()
    assert "KeyError" in said
    assert "test_worker.py" in said
    assert SECRET not in said


def test_every_limit_follows_from_the_longest_question() -> None:
    longest = len("q=") + MAX_TEXT * BYTES_OF_A_CHARACTER
    assert longest <= MAX_QUERY_BYTES < LONGEST_REQUEST_LINE


def test_a_sender_that_is_gone_breaks_nothing(app: Flask, log: QuietLog) -> None:
    worker = Worker.__new__(Worker)
    worker.wsgi, worker.log = app, log
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours:
        worker.handle_error(None, ours, None, InvalidHTTPVersion("x"))
