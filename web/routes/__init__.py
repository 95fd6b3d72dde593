"""Addresses: which page or answer a request gets, and with which headers."""

from web.routes.api import make_api
from web.routes.headers import protect
from web.routes.pages import make_pages
from web.routes.places import make_places
from web.routes.service import Answers

__all__ = [
    "Answers",
    "make_api",
    "make_pages",
    "make_places",
    "protect",
]
