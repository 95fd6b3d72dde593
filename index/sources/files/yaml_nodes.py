"""YAML as nodes that know their lines, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from index.data_files import line_of, yaml_root
from index.errors import FileRefused, Problem
from index.sources.records import visible
from index.sources.source import Raw

_LOOKS = re.compile(r"^(?:- +|  ?)?(?:id|kind|title|source|summary)\s*:", re.M)
_NULL = "tag:yaml.org,2002:null"


def looks_like_listings(text: str) -> bool:
    """Whether a text has a key that listings begin with."""
    return bool(_LOOKS.search(text))


def read_yaml_listings(text: str, name: str) -> Iterator[Raw | Problem]:
    """The listings of a YAML file as nodes that know their lines; or what is wrong with the file.

    What `yaml_root` refuses is a problem of the whole file.
    """
    try:
        root = yaml_root(text, name)
    except FileRefused as refused:
        yield from refused.problems
        return
    found = root.value if isinstance(root, yaml.SequenceNode) else [root]
    for node in found:
        if node is not None:
            yield Raw(f"{name}, line {line_of(node)}", node)


def node_of_value(node: yaml.Node, key: str) -> yaml.Node:
    """The value of a key of a mapping; the node itself where it has none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), node)


def node_at(node: yaml.Node, path: str) -> yaml.Node:
    """The node under a path such as ``site[2].status``, or the last one on the way to it."""
    for key, position in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        node = node_of_value(node, key)
        if position and isinstance(node, yaml.SequenceNode):
            node = node.value[int(position) - 1]
    return node


def is_null(node: yaml.Node) -> bool:
    """Whether a value is left out, or is written as null without quotes."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL and not node.style


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing is written where a value should be: also spaces in quotes."""
    blank = isinstance(node, yaml.ScalarNode) and not visible(node.value).strip()
    return blank or is_null(node)
