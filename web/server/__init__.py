"""Runs the site: workers, limits, no access log."""

from web.server.server import serve

__all__ = [
    "serve",
]
