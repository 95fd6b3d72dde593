"""Listings that people write in YAML: checked key by key, every problem with its line."""

from __future__ import annotations

import difflib
import re
import types
import unicodedata
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from index.data_files import line_of
from index.errors import Problem, RecordRefused, Severity
from index.listing import FIELD, UNKNOWN, Coded, Funding, Listing, PartialDate, mechanism_words
from index.sources.files import is_empty, is_null, node_at, node_of_value
from index.sources.records import Facts, disagreements, partial_date, settled, spelled, visible
from index.sources.source import Raw, RecordAuthority, Translation

_LINE = re.compile(r", line \d+$")
_BOOL = "tag:yaml.org,2002:bool"
_TRUE = frozenset({"yes", "true", "on"})
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")


class _Fault(Exception):
    """A value that cannot be used; noted already."""


@lru_cache(maxsize=64)
def _part_types(part: type[msgspec.Struct]) -> dict[str, Any]:
    if part is Listing:
        return {name: field.type for name, field in FIELD.items()}
    return get_type_hints(part, include_extras=True)


@lru_cache(maxsize=256)
def _bare(wanted: Any) -> tuple[Any, bool]:
    """The type without its annotations, and whether nothing at all will do as well."""
    optional = False
    while True:
        if get_origin(wanted) is Annotated:
            wanted = get_args(wanted)[0]
        elif get_origin(wanted) in (Union, types.UnionType):
            choices = [one for one in get_args(wanted) if one is not type(None)]
            optional, wanted = True, choices[0]
        else:
            return wanted, optional


class _Checker:
    """Turns nodes into values of declared types, noting every problem with its line and key."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.identifier = ""
        self.problems: list[Problem] = []

    def note(
        self, node: yaml.Node, key: str, what: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem with the value at a node."""
        parts = (f"{self._file}, line {line_of(node)}", self.identifier, key)
        self.problems.append(Problem(", ".join(part for part in parts if part), what, severity))

    def listing(self, node: yaml.Node) -> Listing:
        """The whole listing; what its values say of each other is checked as well."""
        values, sound = self._values(node, Listing, "")
        funding: Funding | None = values.get("funding")
        if funding and funding.mechanism and mechanism_words(funding.mechanism) == UNKNOWN:
            what = f"“{funding.mechanism[:20]}” is not in the table of award types"
            where = node_at(node, "funding.mechanism")
            self.note(where, "funding.mechanism", what, Severity.WARNING)
        if "kind" in values:
            names = [name for name in Facts.__struct_fields__ if name in values]
            facts = Facts(**{name: values[name] for name in names})
            for one in disagreements(facts):
                self.note(node_at(node, one.field), one.field, one.what)
                sound = False
            if sound:
                # A funded project that says nothing of its status enrolls nobody all the same.
                values.update(msgspec.structs.asdict(settled(facts)))
        if not sound:
            raise _Fault
        values["site"] = tuple(spelled(one) for one in values.get("site", ()))
        return Listing(**values)

    def part(self, node: yaml.Node, wanted: type[msgspec.Struct], path: str) -> Any:
        """A part of a listing: a mapping with known keys, each given once."""
        values, sound = self._values(node, wanted, path)
        if not sound:
            raise _Fault
        return wanted(**values)

    def _values(
        self, node: yaml.Node, wanted: type[msgspec.Struct], path: str
    ) -> tuple[dict[str, Any], bool]:
        """The values that could be read, without those left empty; and whether all could be."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, path, f"should be keys and values, but is {_sort_of(node)}")
            raise _Fault
        known = _part_types(wanted)
        required = [field.name for field in msgspec.structs.fields(wanted) if field.required]
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        sound = True
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            where = f"{path}.{key}" if path else key
            if key in lines:
                self.note(key_node, where, f"is given twice; first in line {lines[key]}")
                sound = False
                continue
            lines[key] = line_of(key_node)
            if key not in known:
                self.note(key_node, where or path, _unknown_key(key, list(known)))
                sound = False
                continue
            if key in required and is_empty(value_node):
                self.note(value_node, where, "has no value")
                sound = False
                continue
            try:
                values[key] = self.value(value_node, known[key], where)
            except _Fault:
                sound = False
        for name in required:
            if name not in lines:
                where = f"{path}.{name}" if path else name
                self.note(node, where, "is missing; every listing needs one" if not path else
                          "is missing")  # fmt: skip
                sound = False
        return {key: value for key, value in values.items() if value is not None}, sound

    def value(self, node: yaml.Node, wanted: Any, path: str) -> Any:
        """A value of the wanted type; raises `_Fault` after noting what is wrong."""
        bare, optional = _bare(wanted)
        if is_null(node):
            if optional or bare is str or get_origin(bare) is tuple:
                return None
            self.note(node, path, "has no value")
            raise _Fault
        if get_origin(bare) is tuple:
            return self._items(node, get_args(bare)[0], path)
        if issubclass(bare, msgspec.Struct):
            return self.part(node, bare, path)
        if not isinstance(node, yaml.ScalarNode):
            self.note(node, path, f"should be {_wanted_words(bare)}, but is {_sort_of(node)}")
            raise _Fault
        if issubclass(bare, Coded):
            return self._code(node, bare, path)
        plain = self._plain(node, bare, path)
        try:
            found = msgspec.convert(plain, wanted)
        except msgspec.ValidationError as error:
            self.note(node, path, _constraint(node.value, wanted, str(error)))
            raise _Fault from error
        if _wanted_date(wanted) and partial_date(found) is None:
            self.note(node, path, f"“{found[:40]}” is not a day there is")
            raise _Fault
        return found

    def _items(self, node: yaml.Node, wanted: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.note(node, path, f"should be a list such as [one, two], but is {_sort_of(node)}")
            raise _Fault
        found: list[Any] = []
        sound = True
        for position, item in enumerate(node.value, start=1):
            try:
                value = self.value(item, wanted, f"{path}[{position}]")
                if value in (None, ""):
                    self.note(item, f"{path}[{position}]", "is empty")
                    sound = False
                found.append(value)
            except _Fault:
                sound = False
        if not sound:
            raise _Fault
        return tuple(found)

    def _code(self, node: yaml.ScalarNode, words: type[Coded], path: str) -> Coded:
        codes = {str(member.value): member for member in words}
        if node.value in codes:
            return codes[node.value]
        near = difflib.get_close_matches(node.value[:60].lower(), codes, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        allowed = ", ".join(codes)
        self.note(node, path, f"“{node.value[:60]}” is not one of {allowed}.{hint}")
        raise _Fault

    def _plain(self, node: yaml.ScalarNode, bare: type, path: str) -> Any:
        text = node.value
        if bare is str:
            return unicodedata.normalize("NFC", visible(text)).strip()
        if bare is bool and node.tag == _BOOL:
            return text.lower() in _TRUE
        if bare in (int, float) and not node.style and _NUMBER.fullmatch(text):
            number = float(text)
            return int(number) if number.is_integer() else number
        self.note(node, path, f"should be {_wanted_words(bare)}, but is “{text[:60]}”")
        raise _Fault


def _wanted_date(wanted: Any) -> bool:
    """Whether a declared type is a partial date."""
    if wanted == PartialDate:
        return True
    return any(_wanted_date(one) for one in get_args(wanted))


def _wanted_words(bare: Any) -> str:
    words = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
    return words.get(bare, "one of the allowed codes")


def _sort_of(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return f"“{node.value[:60]}”" if node.value else "empty"


def _unknown_key(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key[:60].lower(), known, n=1, cutoff=0.55)
    hint = f"; did you mean {near[0]}?" if near else f"; the keys are {', '.join(known)}"
    return f"“{key[:60]}” is not a key of a listing{hint}"


def _constraint(said: str, wanted: Any, reason: str) -> str:
    said = f"“{said[:60]}”"
    if _wanted_date(wanted):
        return f"{said} is not a date such as 2024, 2024-03 or 2024-03-01"
    if "regex" in reason and "https" in reason:
        return f"{said} is not an https:// address"
    if "regex" in reason:
        return f"{said} is not an id: 2 to 64 letters, digits, dots, dashes or underscores"
    return f"{said} cannot be used: {reason[0].lower()}{reason[1:].split(' - at ')[0]}"


class YamlFiles:
    """Listings written by editors, one or a list of them in a YAML file."""

    name = "YAML listing"

    def recognises(self, sample: Any) -> bool:
        """Whether it is a node of a YAML file."""
        return isinstance(sample, yaml.Node)

    def translate(self, raw: Raw) -> Translation:
        """The node as a listing; refused with all its problems at once."""
        checker = _Checker(_LINE.sub("", raw.where))
        node = raw.value
        if not isinstance(node, yaml.Node):
            raise RecordRefused([Problem(raw.where, "is not a listing in YAML")])
        checker.identifier = _identifier(node)
        try:
            listing = checker.listing(node)
        except _Fault:
            raise RecordRefused(checker.problems) from None
        return Translation(
            listing=listing,
            where=raw.where,
            problems=tuple(checker.problems),
            authority=RecordAuthority.EDITORIAL,
        )


def _identifier(node: yaml.Node) -> str:
    found = node_of_value(node, "id")
    if found is not node and isinstance(found, yaml.ScalarNode) and not is_empty(found):
        return visible(found.value)[:70].replace("\n", " ")
    return ""
