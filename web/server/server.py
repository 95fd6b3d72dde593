"""Serves the site with gunicorn, without an access log: what people ask is nobody's business."""

from __future__ import annotations

import errno
import logging
import socket
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from web import create_app
from web.server.worker import QuietLog, Worker

TIMEOUT = 60
"""Seconds until a worker that does not answer is replaced."""


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, home: Path, options: dict[str, Any]) -> None:
        self._home = home
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Flask:
        return create_app(self._home)


def serve(home: Path, *, host: str, port: int, workers: int) -> None:
    """Serves until it is stopped. Raises OSError where the address cannot be had."""
    _try_address(host, port)
    _Server(
        home,
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": Worker,
            "threads": 4,
            "timeout": TIMEOUT,
            "accesslog": None,
            "errorlog": "-",
            "logger_class": QuietLog,
            "loglevel": logging.getLevelName(logging.WARNING).lower(),
            "when_ready": _say_where,
            # Nothing is written to a directory that another user could have prepared.
            "control_socket_disable": True,
        },
    ).run()


def _try_address(host: str, port: int) -> None:
    """Raises OSError, naming the address, where it is taken, forbidden or unknown.

    gunicorn itself would try for five seconds, log each try, and exit with a code of its own.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            # As gunicorn binds: connections that ended a moment ago do not hold the port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except UnicodeError as error:
        raise OSError(errno.EINVAL, "This cannot be the name of a host", host) from error
    except OSError as error:
        raise OSError(error.errno, error.strerror, f"{host}, port {port}") from error


def _say_where(server: Any) -> None:
    for listener in server.LISTENERS:
        print(f"Listing Search is at {str(listener).replace('0.0.0.0', 'localhost')}", flush=True)
        print("Press Ctrl-C to stop.", flush=True)
