"""Lists that people write in YAML, read strictly: a fault names file, line, entry and field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import yaml

from index.problems import Problem
from search.errors import BadRequest

_FIELD_OF = re.compile(r"`\$\.([a-z_]+)")
_NAMED = re.compile(r"(?:field|value) [`'](\w+)[`']")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


class Entry(NamedTuple):
    """One entry of a list as plain values, every scalar as the text that stands there."""

    where: str
    """File, line and, where it has one, the entry's name."""
    value: object


class _Fault(Exception):
    """What is wrong at a node."""

    def __init__(self, node: yaml.Node, what: str) -> None:
        super().__init__(what)
        self.line = int(node.start_mark.line) + 1
        self.what = what


def entries(path: Path, named_by: str) -> list[Entry]:
    """The entries of a file, each named by one of its fields.

    Scalars stay text, so that no question becomes a number, a date or *false*: `converted` makes
    of them what is declared.
    Raises `BadRequest` where the file cannot be read, is no list, or repeats a key.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRequest([Problem(str(path), f"cannot be read ({problem}).")]) from problem
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}, line {mark.line + 1}" if mark else path.name
        reason = getattr(error, "problem", None) or "it cannot be parsed"
        raise BadRequest([Problem(where, f"is not valid YAML: {reason}.")]) from error
    if not isinstance(root, yaml.SequenceNode):
        raise BadRequest([Problem(path.name, "is not a list: begin every entry with “- ”.")])
    found, problems = [], []
    for node in root.value:
        try:
            value = _plain(node)
        except _Fault as fault:
            problems.append(Problem(f"{path.name}, line {fault.line}", fault.what))
            continue
        name = value.get(named_by) if isinstance(value, dict) else None
        place = f"{path.name}, line {int(node.start_mark.line) + 1}"
        found.append(Entry(f"{place}, “{name}”" if isinstance(name, str) else place, value))
    if problems:
        raise BadRequest(problems)
    return found


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        values: dict[object, object] = {}
        for key_node, value_node in node.value:
            key = _plain(key_node)
            if not isinstance(key, str):
                raise _Fault(key_node, "has a key that is not a word.")
            if key in values:
                raise _Fault(key_node, f"gives {key} twice.")
            values[key] = _plain(value_node)
        return values
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    return str(node.value).strip()


def converted(entry: Entry, wanted: type[T]) -> T | Problem:
    """An entry as the declared type, or what is wrong with which of its fields."""
    try:
        return msgspec.convert(entry.value, wanted, strict=False)
    except msgspec.ValidationError as error:
        said = str(error)
        named = _FIELD_OF.search(said) or _NAMED.search(said)
        where = f"{entry.where}, {named[1]}" if named else entry.where
        return Problem(where, f"is wrong: {said.split(' - at ')[0]}.")
