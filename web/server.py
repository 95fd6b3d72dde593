"""Serves the site with gunicorn, without an access log: what people ask is nobody's business."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from web import create_app

LONGEST_REQUEST_LINE = 8190
"""Bytes; gunicorn's own upper bound. A question may have 4,000 characters."""

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
    _Server(
        home,
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": 4,
            "timeout": TIMEOUT,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": logging.getLevelName(logging.WARNING).lower(),
            "when_ready": _say_where,
            # Nothing is written to a directory that another user could have prepared.
            "control_socket_disable": True,
        },
    ).run()


def _say_where(server: Any) -> None:
    for listener in server.LISTENERS:
        print(f"Listing Search is at {str(listener).replace('0.0.0.0', 'localhost')}", flush=True)
        print("Press Ctrl-C to stop.", flush=True)
