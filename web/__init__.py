"""From an answer to a page: the site and its API."""

from web.app import create_app

__all__ = ["create_app"]
