"""The text of a question: normal form, spans, and what in it is taken as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from search.request import SearchRequest

Span = tuple[int, int]
"""Where a part of a text starts and ends."""

PART = re.compile(
    r"""(?P<minus>(?:(?<=\s)|^)[-–−](?=["“”\w])|(?:(?<=\s)|^)NOT\s+(?!(?i:in|near|for|at|from|with|due|caused|related)\b)(?=["“”\w]))?"""
    r"""(?:["“”](?P<quoted>[^"“”]*)["“”]|(?P<word>[^\s"“”]+)|["“”])"""
)


def normal(text: str) -> str:
    """A question as every part of a reading counts its characters: NFC, no control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)


@lru_cache(256)
def open_text(text: str) -> str:
    """A normal question with quotation marks over all that is quoted or left out, so that every
    character keeps its place."""
    hidden = list(text)
    for match in PART.finditer(text):
        if match["minus"] or match["quoted"] is not None:
            hidden[match.start() : match.end()] = '"' * (match.end() - match.start())
    return "".join(hidden)


def covered(text: str, spans: Iterable[Span]) -> str:
    """A text with quotation marks over some parts of it, as `open_text` has them."""
    hidden = list(text)
    for start, end in spans:
        hidden[start:end] = '"' * (end - start)
    return "".join(hidden)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """A text with ends of lines, which no question has, over some parts of it: they keep the words
    around from being read as one."""
    left = list(text)
    for start, end in spans:
        left[start:end] = "\n" * (end - start)
    return "".join(left)


def without(request: SearchRequest, start: int, end: int) -> SearchRequest:
    """The request without a part of its question, from the first page."""
    return msgspec.structs.replace(request, text=text_without(request, [(start, end)]), page=1)


def instead(request: SearchRequest, start: int, end: int, said: str) -> SearchRequest:
    """The request with something else in the place of a part of its question, from the first
    page."""
    text = normal(request.text)
    return msgspec.structs.replace(request, text=f"{text[:start]}{said}{text[end:]}", page=1)


def text_without(request: SearchRequest, parts: Iterable[Span]) -> str:
    """The question of a request without some parts of it, one space between the words."""
    text = normal(request.text)
    for start, end in sorted(parts, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def plain_spans(request: SearchRequest) -> list[Span]:
    """Where the parts of a question stand that are to be taken as plain words."""
    text = normal(request.text)
    return [
        (start, start + len(said))
        for said in map(normal, request.words)
        for start in _occurrences(said, text)
    ]


def _occurrences(said: str, text: str) -> list[int]:
    """Where a text stands in another."""
    found: list[int] = []
    at = text.find(said) if said else -1
    while at >= 0:
        found.append(at)
        at = text.find(said, at + 1)
    return found
