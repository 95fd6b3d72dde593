"""JSON in all the forms people have it in: a page, an array, one object, one object per line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from index.problems import Problem
from index.sources.contents import Contents
from index.sources.record import in_words
from index.sources.source import Raw

_PAGE_KEYS = ("studies", "results")
_PAGE_START = re.compile(r'"(?:studies|results)"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError)


def records(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    """The records of a JSON file, each with the line or number it is found by.

    What is no JSON, or no object, is a problem that says where and why. JSON lines are
    streamed; a page or an array is held as one.
    """
    if _is_one_document(contents):
        yield from _document(contents, name)
    else:
        yield from _lines(contents, name)
    if contents.fault:
        yield Problem(name, f"{contents.fault}; what came before it was read")


def _is_one_document(contents: Contents) -> bool:
    """Whether the lines belong together; told by the first two that are not empty."""
    lines = (stripped for line in contents.lines() if (stripped := line.strip()))
    first, second = next(lines, b""), next(lines, b"")
    contents.fault = ""
    if _decoded(first)[1] is None:
        return False
    # A torn first line is followed by a whole one; a line of a larger document is not.
    within = first.startswith(b"[") or first.endswith(b"[")
    torn = not within and second.startswith(b"{") and _decoded(second)[1] is None
    return not torn


def _decoded(line: bytes) -> tuple[Any, str | None]:
    """The value of a JSON text, or why it has none."""
    try:
        return msgspec.json.decode(line), None
    except RecursionError:
        return None, "is nested too deeply"
    except _FAULTS as fault:
        return None, f"is not valid JSON: {fault}"


def _lines(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    number = 0
    for number, line in enumerate(contents.lines(), start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        value, fault = _decoded(line)
        if fault:
            yield Problem(where, fault)
        elif (inside := _inside(value)) is not None:
            for position, one in enumerate(inside, start=1):
                yield Raw(f"{where}, record {position}", one)
        elif isinstance(value, dict):
            yield Raw(where, value)
        else:
            yield Problem(where, f"should be a JSON object, but is {in_words(value)}")
    if contents.fault:
        fault, contents.fault = contents.fault, ""
        yield Problem(f"{name}, line {number + 1}", f"{fault}; the lines before it were read")


def _inside(value: Any) -> list[Any] | None:
    """The records of a page or an array; None for anything else."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in _PAGE_KEYS:
            if isinstance(value.get(key), list):
                found: list[Any] = value[key]
                return found
    return None


def _document(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    text = contents.whole()
    value, fault = _decoded(text)
    if fault:
        yield from _salvaged(text, name, fault)
        return
    inside = _inside(value)
    if inside is None and isinstance(value, dict):
        yield Raw(f"{name}, record 1", value)
    for position, one in enumerate(inside or (), start=1):
        where = f"{name}, record {position}"
        if isinstance(one, dict):
            yield Raw(where, one)
        else:
            yield Problem(where, f"should be a JSON object, but is {in_words(one)}")


def _salvaged(source: bytes, name: str, fault: str) -> Iterator[Raw | Problem]:
    """The whole records of a damaged page or array, and a problem for each that is not whole."""
    text = source.decode("utf-8", "surrogateescape")
    page = _PAGE_START.search(text)
    at = page.end() if page else len(text) - len(text.lstrip()) + 1
    if not page and not text.lstrip().startswith("["):
        yield Problem(f"{name}, record 1", fault)
        return
    decoder = json.JSONDecoder()
    again: re.Pattern[str] | None = None
    position = lines = counted = 0
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if text[at : at + 1] in ("]", ""):
            if not text[at : at + 1]:
                yield Problem(f"{name}, record {position + 1}", "the file breaks off here")
            return
        position += 1
        lines, counted = lines + text.count("\n", counted, at), at
        where = f"{name}, record {position}"
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as problem:
            reason = "is nested too deeply"
            if isinstance(problem, json.JSONDecodeError):
                reason = f"is not valid JSON: {problem.msg} (line {problem.lineno})"
            yield Problem(where, f"{reason}; it begins in line {lines + 1}")
            after = again.search(text, at + 1) if again else None
            if after is None:
                return
            at = after.start()
            continue
        if isinstance(value, dict) and value and again is None:
            # After a torn record, the next one begins with the same key as the first did.
            again = re.compile(r"\{\s*" + re.escape(json.dumps(next(iter(value)))) + r"\s*:")
        if _ESCAPED_BYTE.search(text, at, end):
            yield Problem(where, f"is not UTF-8; it begins in line {lines + 1}")
        elif isinstance(value, dict):
            yield Raw(where, value)
        else:
            yield Problem(where, f"should be a JSON object, but is {in_words(value)}")
        at = end
