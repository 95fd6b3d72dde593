"""gunicorn's threaded worker, kept to what the site promises about every request.

gunicorn reads request lines of 8,190 bytes at most, answers what it cannot read with a page of
its own that repeats the text, and logs that text beside the address it came from. Here a
question of the promised length fits, what cannot be read gets the site's own page or JSON with
the site's headers, and no log ever holds what somebody typed.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.errors import (
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import ThreadWorker
from werkzeug.wrappers import Response

from web.errors import API, MAX_QUERY_BYTES, refusal, where_it_failed

LONGEST_REQUEST_LINE = MAX_QUERY_BYTES + 2_000
"""Bytes: the longest query string, and room for the method, the path and the version."""

LINGER = 2.0
"""Seconds that a refused sender gets to read why. Closing at once, with bytes of the request
still unread, would reset the connection and take the answer from the sender."""

CODES = {LimitRequestLine: 414, LimitRequestHeaders: 431}
"""How what cannot be read is answered; the rest of it with 400."""


class _Refused(Exception):
    """A request that cannot be read: the code of the answer, and nothing of its text."""

    def __init__(self, code: int, path: str) -> None:
        super().__init__(code)
        self.code = code
        self.path = path


class _Request(Request):  # type: ignore[misc]
    # Where it is refused, the API answers in its own way. Known from the first bytes read.
    _begins: bytes | None = None

    def parse(self, unreader: Any) -> Any:
        # gunicorn cuts what is configured to 8,190, or has no bound at all; this is ours.
        self.limit_request_line = self._fast_limit_request_line = LONGEST_REQUEST_LINE
        try:
            return super().parse(unreader)
        except ParseException as error:
            raise _Refused(CODES.get(type(error), 400), self._refused_path()) from None

    def read_into(self, unreader: Any, buf: bytearray, stop: bool = False) -> None:
        super().read_into(unreader, buf, stop=stop)
        if self._begins is None:
            self._begins = bytes(buf[:64])

    def _refused_path(self) -> str:
        target = (self._begins or b"").split()[1:2]
        return API if target and target[0].startswith(API.encode()) else "/"


class _Parser(RequestParser):  # type: ignore[misc]
    mesg_class = _Request


class QuietLog(Logger):  # type: ignore[misc]
    """gunicorn's log, where an exception is its type and its place in the code.

    Its text could repeat what somebody typed.
    """

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """Logs the exception that is being handled; the message's own values are left out."""
        error = sys.exc_info()[1]
        self.error("A failure while serving\n%s", "".join(where_it_failed(error)) if error else "")


class Worker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker that answers what it cannot read as the site answers everything."""

    def handle(self, conn: Any) -> Any:
        """Handles a request on a connection, read within the site's own limits."""
        if conn.parser is None:
            conn.parser = _Parser(self.cfg, conn.sock, conn.client)
        return super().handle(conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answers a request that could not be read, or an answer that could not be made."""
        path = API if req is not None and str(req.path).startswith(API) else "/"
        code = 500
        if isinstance(exc, _Refused):
            code, path = exc.code, exc.path
        elif isinstance(exc, ParseException) and not isinstance(
            exc, InvalidResponseHeader | InvalidResponseHeaderName
        ):
            code = CODES.get(type(exc), 400)
        else:
            self.log.error("A failure while serving\n%s", "".join(where_it_failed(exc)))
        # A sender that is gone, or reads nothing for so long, has nobody left to tell.
        with contextlib.suppress(OSError):
            _send(client, refusal(self.wsgi, code, path))


def _send(client: socket.socket, response: Response) -> None:
    body = response.get_data()
    lines = [f"HTTP/1.1 {response.status}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    deadline = time.monotonic() + LINGER
    client.settimeout(LINGER)
    client.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
    client.shutdown(socket.SHUT_WR)
    while (left := deadline - time.monotonic()) > 0:
        client.settimeout(left)
        if not client.recv(65_536):
            return
