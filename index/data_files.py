"""Files that people write: where ours lie, and how YAML is read, strictly.

What can be written in several ways, or twice, is refused with its line, so that a slip of the pen
never becomes a value. A record keeps the nodes (`yaml_root`), because it tells the line of every
field; our own files are read whole, as what is declared (`read_as`) or as values (`read_yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml
from yaml.constructor import SafeConstructor

from index.errors import FileRefused, Problem

DATA = Path(__file__).parent.parent / "data"
"""What we write: samples, words, names, judged questions. The checkout is the installation, so
that it lies beside the packages."""

DEEPEST = 20
"""Levels of nesting; a listing has four."""

# The C loader takes a seventh of the time: 1 s for 3,000 entries.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


def yaml_root(text: str, name: str) -> yaml.Node | None:
    """The root node of a text, None where nothing is written; `name` is what problems call it.

    Anchors, aliases, tags, nesting deeper than `DEEPEST` and a second document are refused before
    anything is built, so that no small file can unfold into a large one. Raises `FileRefused`.
    """
    try:
        fault = next(_unsafe(text, name), None)
        root: yaml.Node | None = yaml.compose(text, Loader=_LOADER) if fault is None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}, line {mark.line + 1}" if mark else name
        reason = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        raise FileRefused([Problem(where, f"is not valid YAML: {reason}")]) from error
    if fault is not None:
        raise FileRefused([fault])
    return root


def _unsafe(text: str, name: str) -> Iterator[Problem]:
    depth = documents = 0
    event: Any
    for event in yaml.parse(text, Loader=_LOADER):
        where = f"{name}, line {event.start_mark.line + 1}" if event.start_mark else name
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Problem(where, "anchors (&) and aliases (*) are not allowed; write the value out")
        if getattr(event, "tag", None) not in (None, "!"):
            yield Problem(where, f"tags such as {event.tag} are not allowed")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if depth > DEEPEST:
            yield Problem(where, f"is nested more than {DEEPEST} levels deep")
        if documents > 1:
            yield Problem(where, "begins a second document (---); a file holds one")


def line_of(node: yaml.Node) -> int:
    """The line on which a node begins, counted from 1."""
    return int(node.start_mark.line) + 1


def read_root(path: Path, name: str = "") -> yaml.Node | None:
    """The root node of one of our own files, in which no mapping gives a key twice; `name` is what
    problems call it, by default its own name. Raises `FileRefused`."""
    name = name or path.name
    try:
        root = yaml_root(path.read_text(encoding="utf-8"), name)
    except (OSError, UnicodeDecodeError) as problem:
        raise FileRefused([Problem(str(path), f"cannot be read ({problem})")]) from problem
    problems = [] if root is None else list(_bad_keys(root, name))
    if problems:
        raise FileRefused(problems)
    return root


def _bad_keys(node: yaml.Node, name: str) -> Iterator[Problem]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _bad_keys(child, name)
    elif isinstance(node, yaml.MappingNode):
        given = set()
        for key, value in node.value:
            where = f"{name}, line {line_of(key)}"
            if not isinstance(key, yaml.ScalarNode):
                yield Problem(where, "has a key that is not a word")
            elif key.value in given:
                yield Problem(where, f"gives {key.value} twice")
            else:
                given.add(key.value)
            yield from _bad_keys(value, name)


def read_yaml(path: Path, name: str = "") -> object:
    """What one of our own files holds, as plain values of the types that YAML knows: *no* is false.
    Raises `FileRefused`."""
    root = read_root(path, name)
    try:
        return None if root is None else SafeConstructor().construct_document(root)
    except (yaml.YAMLError, ValueError) as error:
        said = " ".join(str(error).split())
        raise FileRefused([Problem(name or path.name, f"is not valid YAML: {said}")]) from error


def read_as(path: Path, wanted: type[T]) -> T:
    """What one of our own files holds, as the declared type. Raises `FileRefused`."""
    try:
        return msgspec.convert(read_yaml(path), wanted)
    except msgspec.ValidationError as error:
        raise FileRefused([Problem(path.name, f"cannot be used: {error}")]) from error
