"""Lists that people write in YAML, read strictly: a fault names file, line, entry and field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import yaml

from index.data_files import line_of, read_root
from index.errors import FileRefused, Problem
from search.errors import BadRequest

_FIELD_OF = re.compile(r"`\$\.([a-z_]+)")
_NAMED = re.compile(r"(?:field|value) [`'](\w+)[`']")

T = TypeVar("T")


class Entry(NamedTuple):
    """One entry of a list as plain values, every scalar as the text that stands there."""

    where: str
    """File, line and, where it has one, the entry's name."""
    value: object


def entries(path: Path, named_by: str) -> list[Entry]:
    """The entries of a file, each named by one of its fields.

    Scalars stay text, so that no question becomes a number, a date or *false*: `converted` makes
    of them what is declared.
    Raises `BadRequest` where the file cannot be read, is no list, or repeats a key.
    """
    try:
        root = read_root(path)
    except FileRefused as refused:
        problems = [Problem(one.where, f"{one.what}.") for one in refused.problems]
        raise BadRequest(problems) from refused
    if not isinstance(root, yaml.SequenceNode):
        raise BadRequest([Problem(path.name, "is not a list: begin every entry with “- ”.")])
    found = []
    for node in root.value:
        value = _texts(node)
        name = value.get(named_by) if isinstance(value, dict) else None
        place = f"{path.name}, line {line_of(node)}"
        found.append(Entry(f"{place}, “{name}”" if isinstance(name, str) else place, value))
    return found


def _texts(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {_texts(key): _texts(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_texts(child) for child in node.value]
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
