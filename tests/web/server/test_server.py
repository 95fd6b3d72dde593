"""The site as it is served: a real process on a port of this machine."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from search.request.parameters import MAX_TEXT
from tests.conftest import REPOSITORY, publish_into
from tests.web.listings import LISTINGS
from tests.web.page import Page, words
from web.routes.headers import HEADERS

SECRET = "secretillness"


def _serve(home: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "cli", "serve", "--home", str(home), "--workers", "1", *options]


class Served:
    """A running server and what it has written so far."""

    def __init__(self, port: int, logs: tuple[Path, ...]) -> None:
        self.port = port
        self._logs = logs

    def said(self) -> str:
        return "".join(log.read_text(encoding="utf-8") for log in self._logs)

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, dict(response.getheaders()), body

    def send(self, raw: bytes) -> tuple[int, dict[str, str], str]:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(raw)
            response = http.client.HTTPResponse(connection)
            response.begin()
            return response.status, dict(response.getheaders()), response.read().decode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_into(tmp_path_factory.mktemp("home"), LISTINGS)


@pytest.fixture(scope="module")
def served(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("logs")
    out, err = folder / "out", folder / "err"
    with (
        out.open("w") as to_out,
        err.open("w") as to_err,
        subprocess.Popen(
            _serve(home, "--port", "0"), cwd=REPOSITORY, stdout=to_out, stderr=to_err
        ) as process,
    ):
        try:
            until = time.monotonic() + 30
            while "Press Ctrl-C" not in out.read_text():
                assert process.poll() is None, err.read_text()
                assert time.monotonic() < until, err.read_text()
                time.sleep(0.05)
            port = urlsplit(out.read_text().split()[4]).port
            assert port
            yield Served(port, (out, err))
        finally:
            process.terminate()


def _is_our_sentence(answer: tuple[int, dict[str, str], str]) -> None:
    code, headers, body = answer
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert headers["Cache-Control"] == "private, no-store"
    assert SECRET not in body
    page = Page(body)
    assert page.wrong == []
    assert "Go to the start page" in page.visible
    assert 400 <= code < 500


@pytest.mark.parametrize("character", ["喘", "𝔸", "a"])
def test_a_question_of_the_promised_length_is_answered(served: Served, character: str) -> None:
    question = f"{SECRET} " + character * (MAX_TEXT - len(SECRET) - 1)
    code, headers, _ = served.get(f"/search?q={quote(question)}")
    assert code == 200
    assert headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    assert SECRET not in served.said()


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (SECRET + "a" * 50_000, 400),
        (SECRET + "喘" * 10_700, 414),
        (SECRET + "喘" * 50_000, 414),
    ],
    ids=["read and refused", "refused by the app", "refused unread"],
)
def test_a_longer_question_is_refused_in_a_sentence(
    served: Served, question: str, code: int
) -> None:
    status, headers, body = served.get(f"/search?q={quote(question)}")
    assert status == code
    assert headers["X-Content-Type-Options"] == "nosniff"
    said = words(Page(body).visible)
    assert "use at most 4,000" in said or "This address is too long" in said
    assert SECRET not in served.said()


MALFORMED = {
    "a version that is none": f"GET / {SECRET} HTTP/1.1\r\n\r\n",
    "a method that is none": f"{SECRET}( / HTTP/1.1\r\n\r\n",
    "a bare line": f"GET /{SECRET}\n\n",
    "a header without a colon": f"GET / HTTP/1.1\r\nHost: x\r\n{SECRET}\r\n\r\n",
    "a header name that is none": f"GET /?q={SECRET} HTTP/1.1\r\n{SECRET} x: 1\r\n\r\n",
    "a transfer that is none": f"GET /?q={SECRET} HTTP/1.1\r\nHost: x\r\n"
    f"Transfer-Encoding: {SECRET}\r\n\r\n",
    "too many headers": f"GET /?q={SECRET} HTTP/1.1\r\n"
    + "".join(f"X-{n}: {SECRET}\r\n" for n in range(200))
    + "\r\n",
    "too long a header": f"GET / HTTP/1.1\r\nX: {SECRET}{'a' * 20_000}\r\n\r\n",
    "an endless line": f"GET /?q={SECRET}{'a' * 400_000} HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_cannot_be_read_gets_our_sentence_and_leaves_no_trace(
    served: Served, raw: str
) -> None:
    _is_our_sentence(served.send(raw.encode()))
    assert SECRET not in served.said()
    assert "127.0.0.1" not in served.said().replace(f"127.0.0.1:{served.port}", "")


def test_the_api_refuses_as_the_api(served: Served) -> None:
    code, headers, body = served.send(
        f"GET /api/v1/search?q={SECRET}{'a' * 400_000} HTTP/1.1\r\n\r\n".encode()
    )
    assert code == 414
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Frame-Options"] == "DENY"
    assert json.loads(body)["problems"][0]["what"].startswith("This address is too long.")
    assert SECRET not in body


def test_it_still_answers_after_all_that(served: Served) -> None:
    assert served.get("/health")[0] == 200


def test_a_port_that_is_taken_is_said_in_one_sentence(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            _serve(home, "--port", port),
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == f"127.0.0.1, port {port}: Address already in use.\n"


@pytest.mark.long
@pytest.mark.parametrize("host", ["no-such-host.invalid", "." * 3])
def test_a_host_that_is_none_is_said_in_one_sentence(home: Path, host: str) -> None:
    done = subprocess.run(
        _serve(home, "--host", host, "--port", "0"),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(host)
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
