"""Reads decoded JSON with care: a value has the asked type, or is left out with a warning."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

import msgspec

from index.errors import Problem, RecordRefused, Severity
from index.listing import PARTIAL_DATE
from index.sources.records.text import line, passage

Meaning = TypeVar("Meaning")

# A study with 1,412 sites that all have the same fault should not bury the other records.
_MOST_WARNINGS = 12

_LARGEST_COUNT = 2_000_000_000
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_WORDS_OF_TYPE: dict[type, str] = {
    str: "text", int: "a number", float: "a number", bool: "true or false",
    list: "a list", dict: "an object", type(None): "nothing",
}  # fmt: skip


def in_words(value: object) -> str:
    """What a value is, for a problem: ``a list``; short texts and numbers as they stand."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        shown = line(value[:200])
        return f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
    if isinstance(value, int | float):
        # Python refuses to print integers of more than 4,300 digits.
        too_long = isinstance(value, int) and value.bit_length() > 64
        return "a number far out of range" if too_long else f"{value}"
    return _WORDS_OF_TYPE.get(type(value), type(value).__name__)


class Notes:
    """Collects what was wrong with one record, with the places a person can look up."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._problems: list[Problem] = []
        self._unsaid = 0

    def name(self, identifier: str) -> None:
        """From now on, say which record it is."""
        self._where = f"{self._where}, {identifier}"

    def warn(self, field: str, what: str) -> None:
        """Note that a value was dropped or changed."""
        where = f"{self._where}, {field}" if field else self._where
        problem = Problem(where, what, Severity.WARNING)
        # Links and publications are both read from one part of a study: it is told of once.
        if problem in self._problems:
            return
        if len(self._problems) >= _MOST_WARNINGS:
            self._unsaid += 1
            return
        self._problems.append(problem)

    def problems(self) -> tuple[Problem, ...]:
        """Everything noted so far."""
        if not self._unsaid:
            return tuple(self._problems)
        more = Problem(self._where, f"{self._unsaid} more warnings like these", Severity.WARNING)
        return (*self._problems, more)

    def refuse(self, faults: Mapping[str, str]) -> NoReturn:
        """Refuse the record: field → reason; what was noted before explains it and comes along."""
        errors = [Problem(f"{self._where}, {field}", what) for field, what in faults.items()]
        raise RecordRefused([*errors, *self.problems()])


class Section(msgspec.Struct, frozen=True, gc=False):
    """One object of a decoded record, read by key. A study has a hundred of them."""

    values: dict[str, Any]
    notes: Notes
    parent: Section | None = None
    key: str = ""
    """Of the object in its parent."""
    position: int | None = None
    """In the list under the key, where there is one."""

    @classmethod
    def of_record(cls, value: Any, notes: Notes) -> Section:
        """A whole record; an empty one where the value is no object."""
        return cls(value if type(value) is dict else {}, notes)

    def path(self, key: str) -> str:
        """The field as a person would look for it: ``statusModule.startDateStruct.date``."""
        if self.parent is None:
            return key
        item = "" if self.position is None else f"[{self.position}]"
        return self.parent.path(f"{self.key}{item}.{key}")

    def raw(self, key: str) -> Any:
        """The value under a key as it stands."""
        return self.values.get(key)

    def warn(self, key: str, what: str) -> None:
        """Note something about the value under a key."""
        self.notes.warn(self.path(key), what)

    def _wrong(self, key: str, wanted: str) -> None:
        self.warn(key, f"should be {wanted}, but is {in_words(self.values.get(key))}; left out")

    def _one(self, key: str) -> Any:
        """The value under a key, or that of a list of one: the program R writes each value so. An
        empty text is nothing."""
        value = self.values.get(key)
        if type(value) is list and len(value) == 1:
            value = value[0]
        return None if value == "" else value

    def section(self, key: str) -> Section:
        """The object under a key; an empty one where there is none."""
        value = self.values.get(key)
        if type(value) is not dict:
            value = self._one(key)
            if type(value) is not dict:
                if value is not None:
                    self._wrong(key, "an object")
                value = {}
        return Section(value, self.notes, self, key)

    def sections(self, key: str) -> Iterator[Section]:
        """The objects of the list under a key."""
        return self._sections(key) if key in self.values else iter(())

    def _sections(self, key: str) -> Iterator[Section]:
        for position, value in self._items(key):
            if type(value) is dict:
                yield Section(value, self.notes, self, key, position)
            else:
                self.warn(f"{key}[{position}]", f"should be an object, but is {in_words(value)}")

    def _items(self, key: str) -> Iterable[tuple[int, Any]]:
        value = self.values.get(key)
        if type(value) is list:
            return enumerate(value)
        if value is not None and value != "":
            self._wrong(key, "a list")
        return ()

    def text(self, key: str) -> str:
        """The text under a key, on one line; empty where there is none."""
        value = self.values.get(key)
        if type(value) is not str:
            if value is None:
                return ""
            value = self._one(key)
            if type(value) is not str:
                if value is not None:
                    self._wrong(key, "text")
                return ""
        return line(value)

    def passage(self, key: str) -> str:
        """The text under a key, with its paragraphs and list items."""
        value = self._one(key)
        if type(value) is str:
            return passage(value)
        if value is not None:
            self._wrong(key, "text")
        return ""

    def texts(self, key: str) -> Iterator[str]:
        """The texts of the list under a key, each on one line, without empty ones."""
        for position, value in self._items(key):
            if type(value) is not str:
                self.warn(f"{key}[{position}]", f"should be text, but is {in_words(value)}")
            elif cleaned := line(value):
                yield cleaned

    def count(self, key: str) -> int | None:
        """A whole number, zero or more."""
        value = self._one(key)
        if value is None:
            return None
        if type(value) is float and value.is_integer():
            value = int(value)
        if type(value) is str and value.isascii() and value.isdigit() and len(value) < 12:
            value = int(value)
        if type(value) is int and 0 <= value <= _LARGEST_COUNT:
            return value
        self._wrong(key, "a whole number")
        return None

    def number(self, key: str, low: float, high: float) -> float | None:
        """A number between two others."""
        value = self.values.get(key)
        if type(value) is float and low <= value <= high:
            return value
        value = self._one(key)
        if value is None:
            return None
        if type(value) in (int, float) and low <= value <= high:
            return float(value)
        self._wrong(key, f"a number from {low:g} to {high:g}")
        return None

    def truth(self, key: str) -> bool | None:
        """True or false, also as the words yes and no."""
        value = self._one(key)
        if value is None or type(value) is bool:
            return value
        if type(value) is str and value.strip().casefold() in ("yes", "no", "true", "false"):
            return value.strip().casefold() in ("yes", "true")
        self._wrong(key, "true or false")
        return None

    def coded(self, key: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
        """What a code means; spaces, case and dashes in the code do not matter."""
        code = self.values.get(key)
        if code is None:
            return None
        if type(code) is str and code in meanings:
            return meanings[code]
        code = self.text(key)
        return self.meaning(key, code, meanings) if code else None

    def meaning(self, key: str, code: str, meanings: Mapping[str, Meaning]) -> Meaning | None:
        """What one code means, noting an unknown one under the key it came from."""
        code = code if code in meanings else re.sub(r"[\s,/-]+", "_", code.upper())
        if code not in meanings:
            self.warn(key, f"has the unknown code {in_words(code)}; left out")
            return None
        return meanings[code]

    def date(self, key: str, read: Callable[[str], str | None] | None = None) -> str | None:
        """A date as exactly as it is stated; one that cannot be is left out."""
        value = self.text(key)
        if not value:
            return None
        found = (read or partial_date)(value)
        if found is None:
            self.warn(key, f"{in_words(value)} is not a date; left out")
        return found


@lru_cache(maxsize=50_000)
def partial_date(text: str) -> str | None:
    """``2024``, ``2024-03`` or ``2024-03-01`` if there is such a day; a time after it is cut."""
    stated = re.sub(r"T[\d:.]+(Z|[+-]\d\d:?\d\d)?$", "", text.strip())
    if not stated.isascii() or not (match := PARTIAL_DATE.fullmatch(stated)):
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return stated
