"""JSON in all the forms people have it in: a page, an array, one object, one object per line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from index.errors import Problem
from index.sources.files.contents import Contents
from index.sources.records import in_words
from index.sources.source import JsonText, Raw

_PAGE_KEYS = ("studies", "results")
_PAGE_START = re.compile(rb'"(?:studies|results)"\s*:\s*\[')
_FIRST_KEY = re.compile(r'\{\s*("[^"\\\n]{1,80}")\s*:')
_BETWEEN = re.compile(r"[\s,]*")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError)


def read_json_records(contents: Contents, name: str) -> Iterator[Raw | Problem]:
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
    """Whether the lines belong together; told by the first that could not stand as it does.

    In one document, nothing but ``[``, ``,`` or ``:`` comes before an object, and no other object
    right after it. Among JSON lines, no whole object has a comma after it. Torn lines say nothing.
    """
    before = b""
    whole = False
    try:
        for line in (stripped for one in contents.lines() if (stripped := one.strip())):
            if not before and _decoded(line)[1] is None:
                return False
            if whole and line.startswith(b"{"):
                return False
            if _is_whole(line.removesuffix(b",")):
                whole = not line.endswith(b",")
                if not whole:
                    return True
                if before[-1:] not in b"[,:":
                    return False
            else:
                whole = False
            before = line
        return True
    finally:
        contents.fault = ""


def _is_whole(line: bytes) -> bool:
    """Whether a line is an object that is not empty."""
    inside = line.startswith(b"{") and line.endswith(b"}") and len(line) > 2
    return inside and _decoded(line)[1] is None


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
            yield Raw(where, JsonText(line))
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
        if _PAGE_START.search(text) or text.lstrip().startswith(b"["):
            yield from _salvaged(text, name)
        elif any(_is_whole(line.strip()) for line in contents.lines()):
            yield from _lines(contents, name)
        else:
            yield Problem(f"{name}, record 1", fault)
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


def _beginning(key: str) -> re.Pattern[str]:
    """How the record after a torn one begins: with the same key, in its quotes, as the first."""
    return re.compile(r"\{\s*" + re.escape(key) + r"\s*:")


def _salvaged(source: bytes, name: str) -> Iterator[Raw | Problem]:
    """The whole records of a damaged page or array, and a problem for each that is not whole."""
    page = _PAGE_START.search(source)
    start = page.end() if page else source.index(b"[") + 1
    at = len(source[:start].decode("utf-8", "surrogateescape"))
    text = source.decode("utf-8", "surrogateescape")
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
            if again is None and (key := _FIRST_KEY.match(text, at)):
                again = _beginning(key[1])
            after = again.search(text, at + 1) if again else None
            if after is None:
                return
            at = after.start()
            continue
        if isinstance(value, dict) and value and again is None:
            again = _beginning(json.dumps(next(iter(value))))
        if _ESCAPED_BYTE.search(text, at, end):
            yield Problem(where, f"is not UTF-8; it begins in line {lines + 1}")
        elif isinstance(value, dict):
            yield Raw(where, value)
        else:
            yield Problem(where, f"should be a JSON object, but is {in_words(value)}")
        at = end
