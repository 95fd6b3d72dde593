"""The story: from values that follow one another, or lie in one another, to the records in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from typing import Any

from index.errors import Problem
from index.sources.files.contents import Contents
from index.sources.files.json_records.lines import stand_alone
from index.sources.files.json_records.pages import SAYS, Page
from index.sources.files.json_records.values import decoded, first_inside, keys_of
from index.sources.files.json_records.window import RECORD, Cut, End, Window
from index.sources.files.kinds import foreign
from index.sources.records import in_words
from index.sources.source import JsonText, Raw

Recognises = Callable[[Any], bool]
"""Whether an object is a record of some source; it may be decoded, or have its keys alone."""

Found = Generator[Raw | Problem, None, bool]
"""What is found in a container, and in the end whether there was anything to be told of."""

_DEPTH = 12
"""How deep containers of records may lie in one another."""
_LOOKED_AT = 8 << 20
"""An object of more bytes is a container, unless its first keys are those of a record."""
_KEYS = 64
_LONGEST_KEY = 10_000
_SMALL = 1 << 16
_PENDING = 10_000
_RECORD_ARRAYS = frozenset({"studies", "results", "projects", "FullStudies", "StudyFields"})
_FIRST_KEY = re.compile(rb'\{\s*("(?:[^"\\\n]|\\.){0,80}")\s*:')
_OBJECT = re.compile(rb'\{\s*"')
_VALUE_OR_LINE = re.compile(rb"[\n{\[]")


class _Damaged(Exception):
    """Reading cannot go on as it did; `begun` is the line where the torn thing began, and `depth`
    how many containers were open. The window stands at the damage, or `at_start` of the torn."""

    def __init__(self, fault: str, begun: int, depth: int, at_start: bool = False) -> None:
        super().__init__(fault)
        self.begun, self.depth, self.at_start = begun, depth, at_start


def read_json_records(
    contents: Contents, name: str, recognises: Recognises, pages: list[Page]
) -> Iterator[Raw | Problem]:
    """The records of a JSON text as bytes, each with the line or the number that it is found by.

    Records may follow one another in lines or in any other way, and lie in arrays and objects, and
    these in one another. What is no record is a problem that says where and why; after damage, the
    next record is sought. What pages say of themselves is added to `pages`.
    """
    yield from _Reading(contents, name, recognises, pages).all()
    if contents.fault:
        yield Problem(name, f"{contents.fault}; what came before it was read")


class _Reading:
    def __init__(
        self, contents: Contents, name: str, recognises: Recognises, pages: list[Page]
    ) -> None:
        self._contents = contents
        self._window = Window(contents.utf8())
        self._name = name
        self._recognises = recognises
        self._pages = pages
        self._position = 0
        self._by_line: bool | None = None
        self._record_keys: set[bytes] = set()
        # Of the object that was looked into last, and of the first in a list of a value.
        self._keys: dict[str, None] = {}
        self._inside: dict[str, None] = {}
        self._seen: object = None
        # After damage, what was open around it may still be closed, and have more keys.
        self._open = 0

    def all(self) -> Iterator[Raw | Problem]:
        """Every value of the text, from its start to its end."""
        window = self._window
        while byte := window.skip_space():
            if byte in b"{[":
                yield from self._value(byte)
            elif self._open and byte in b"]}":
                self._open -= 1
                window.move(1)
            elif self._open and byte == b":":
                window.move(1)
            elif self._open and (cut := window.value(_LOOKED_AT)).end is End.WHOLE:
                window.move(cut.size)
            else:
                yield from self._stray()

    def _value(self, byte: bytes) -> Iterator[Raw | Problem]:
        """An object or an array that lies in no other."""
        window = self._window
        self._inside = {}
        cut = window.value(_LOOKED_AT)
        if cut.end in (End.TORN, End.CUT) and self._is_line():
            yield Problem(self._next_where(by_line=True), self._told(cut))
            window.skip_line()
            return
        try:
            yield from self._object(0, cut) if byte == b"{" else self._array(0, True)
        except _Damaged as damage:
            yield from self._resume(damage)

    def _object(self, depth: int, cut: Cut, *, named: bool = True) -> Found:
        """A record, or what is in an object. One with nothing in it is told of where it is
        `named`."""
        window = self._window
        begun = window.line
        by_line = False
        if cut.end is End.WHOLE:
            by_line = self._is_one_line(depth, cut.size)
            if self._is_record(cut.size):
                where = self._next_where(by_line)
                yield Raw(where, JsonText(window.taken(cut.size)))
                return True
            if isinstance(self._seen, dict) and not self._holds(self._seen):
                # Looking into it once more as text would take ten times as long.
                self._keys = dict.fromkeys(self._seen)
                inside = first_inside(self._seen) if depth == 0 else {}
                window.move(cut.size)
                if named:
                    yield Problem(self._next_where(by_line, begun), foreign(self._keys, inside))
                return False
        elif self._begins_record():
            cut = window.value(RECORD) if cut.end is End.LONG else cut
            if cut.end is not End.WHOLE:
                raise _Damaged(self._told(cut), begun, depth, at_start=True)
            yield Raw(self._next_where(), JsonText(window.taken(cut.size)))
            return True
        keys: dict[str, None] = {}
        found = yield from self._members(depth + 1, keys, begun)
        self._keys = keys
        if not found and named:
            inside = self._inside if depth == 0 else {}
            yield Problem(self._next_where(by_line, begun), foreign(keys, inside))
        return found

    def _members(self, depth: int, keys: dict[str, None], begun: int) -> Found:
        """What is found in an object that is no record; its keys are added to `keys`."""
        window = self._window
        page = Page(self._name)
        before = self._position
        says = found = False
        window.move(1)
        while (byte := window.skip_space()) != b"}":
            key = self._key(byte, begun, depth)
            if len(keys) < _KEYS:
                keys[key] = None
            byte = window.skip_space()
            if not byte or byte not in b"{[" or depth > _DEPTH:
                text = self._scalar(begun, depth)
                if key in SAYS:
                    says |= _note(page, {key: decoded(text)})
            elif byte == b"{":
                cut = window.value(_LOOKED_AT)
                if key == "meta" and cut.end is End.WHOLE and cut.size < _SMALL:
                    says |= _note(page, decoded(window.ahead(cut.size)))
                found |= yield from self._object(depth, cut, named=False)
            else:
                says |= key in _RECORD_ARRAYS
                found |= yield from self._array(depth, key in _RECORD_ARRAYS)
        window.move(1)
        page.held = self._position - before
        if says and found:
            self._pages.append(page)
        return found

    def _key(self, byte: bytes, begun: int, depth: int) -> str:
        """The key of a member; goes on to its value."""
        window = self._window
        cut = Cut(End.TORN, 0, "is not valid JSON: there should be a key in quotes")
        if not byte:
            cut = Cut(End.CUT, 0, "is not whole: the file breaks off here")
        if byte == b"'":
            fault = "is written as Python prints it, in single quotes; write it with json.dump"
            cut = Cut(End.TORN, 0, fault)
        if byte == b'"':
            cut = window.value(_LONGEST_KEY)
        if cut.end is not End.WHOLE:
            raise _Damaged(self._told(cut), begun, depth)
        if window.behind(cut.size) != b":":
            # What looks like a key may have swallowed the start of a record, which is still ahead.
            cut = Cut(End.TORN, 0, "is not valid JSON: there should be a colon after a key")
            raise _Damaged(self._told(cut), begun, depth)
        key = str(decoded(window.taken(cut.size)))
        window.skip_space()
        window.move(1)
        return key

    def _scalar(self, begun: int, depth: int) -> bytes:
        """The text of a value that is not looked into; goes on behind it."""
        cut = self._window.value(RECORD)
        if cut.end is End.WHOLE and self._window.behind(cut.size) not in (b",", b"]", b"}", b""):
            cut = Cut(End.TORN, cut.size, "is not valid JSON: there should be a comma")
        if cut.end is not End.WHOLE:
            raise _Damaged(self._told(cut), begun, depth)
        return self._window.taken(cut.size)

    def _array(self, depth: int, of_records: bool) -> Found:
        """What is found in an array. Where it holds records, all that is no record is told of; else
        it is only once a record was found in it."""
        window = self._window
        found = False
        pending: list[str] = []
        window.move(1)
        while (byte := window.skip_space()) != b"]":
            if not byte:
                cut = Cut(End.CUT, 0, "the file breaks off here, before its last bracket")
                raise _Damaged(self._told(cut), 0, depth + 1)
            if byte == b"[" and depth < _DEPTH:
                found |= yield from self._array(depth + 1, of_records)
            elif byte == b"{" and depth < _DEPTH:
                named = of_records or found
                cut = window.value(_LOOKED_AT)
                one = yield from self._object(depth + 1, cut, named=named)
                if one and not found:
                    for what in pending:
                        yield Problem(self._next_where(), what)
                elif not one and not named and len(pending) < _PENDING:
                    self._inside = self._inside or self._keys
                    pending.append(foreign(self._keys))
                found |= one
            else:
                text = self._scalar(window.line, depth + 1)
                if of_records or found:
                    said = in_words(decoded(text))
                    yield Problem(self._next_where(), f"should be a JSON object, but is {said}")
        window.move(1)
        return found or of_records

    def _is_record(self, size: int) -> bool:
        """Whether the whole object ahead is a record. One that begins with the same key as a record
        before it is taken for one."""
        window = self._window
        self._seen = None
        first = window.match(_FIRST_KEY)
        if first and first[1] in self._record_keys:
            return True
        text = window.ahead(size)
        self._seen = value = decoded(text)
        if value is None:
            # Not UTF-8, say: its keys can be told all the same.
            value = dict.fromkeys(keys_of(text))
        if not self._recognises(value):
            return False
        if first:
            self._record_keys.add(first[1])
        return True

    def _holds(self, value: object, depth: int = 0) -> bool:
        """Whether there is a record, or a list for some, inside a decoded value."""
        if depth > _DEPTH:
            return False
        if isinstance(value, list):
            return any(self._holds(one, depth + 1) for one in value)
        if not isinstance(value, dict):
            return False
        if depth and self._recognises(value):
            return True
        return any(
            (key in _RECORD_ARRAYS and isinstance(one, list)) or self._holds(one, depth + 1)
            for key, one in value.items()
        )

    def _begins_record(self) -> bool:
        """Whether the object ahead, which is not whole or very long, begins as records do."""
        window = self._window
        first = window.match(_FIRST_KEY)
        if first and first[1] in self._record_keys:
            return True
        keys: dict[str, None] = {}
        at = 1
        while len(keys) < _KEYS:
            at += window.space(at)
            cut = window.value(_LONGEST_KEY, at)
            if cut.end is not End.WHOLE or window.ahead(1, at) != b'"':
                return False
            keys[str(decoded(window.ahead(cut.size, at)))] = None
            if self._recognises(keys):
                return True
            at += cut.size
            at += window.space(at)
            if window.ahead(1, at) != b":":
                return False
            cut = window.value(_SMALL, at + 1)
            if cut.end is not End.WHOLE:
                return False
            at += 1 + cut.size
        return False

    def _is_one_line(self, depth: int, size: int) -> bool:
        """Whether the object ahead lies in no other, and has its line for itself."""
        window = self._window
        return (
            not (depth or self._open)
            and window.begins_line
            and window.line_of(size) == window.line
            and window.is_last_of_line(size)
        )

    def _is_line(self) -> bool:
        """Whether what is torn ahead is a line with a record of its own."""
        window = self._window
        if self._open or not window.begins_line or self._by_line is False:
            return False
        return stand_alone(window.peek(_LOOKED_AT)) if self._by_line is None else True

    def _next_where(self, by_line: bool = False, line: int = 0) -> str:
        """Where the next record is found: by its line, or as which record of the file."""
        self._position += 1
        self._by_line = by_line
        if by_line:
            return f"{self._name}, line {line or self._window.line}"
        return f"{self._name}, record {self._position}"

    def _told(self, cut: Cut) -> str:
        """What is wrong with what is cut, and in which line."""
        if cut.end is End.CUT and self._contents.fault:
            fault, self._contents.fault = self._contents.fault, ""
            return f"{fault}; what came before it was read"
        if cut.end is End.LONG:
            return f"seems to be longer than {RECORD >> 20} MB, which no record is"
        if cut.size and cut.end is End.TORN:
            return f"{cut.fault} (line {self._window.line_of(cut.size)})"
        return cut.fault

    def _resume(self, damage: _Damaged) -> Iterator[Problem]:
        """Tells of damage, and goes on to where the next record begins."""
        window = self._window
        begins = f"; it begins in line {damage.begun}" if damage.begun else ""
        yield Problem(self._next_where(), f"{damage}{begins}")
        self._open = damage.depth
        keys = set(self._record_keys)
        if damage.at_start and (own := window.match(_FIRST_KEY)):
            keys.add(own[1])
        start = int(damage.at_start)
        while window.find(_OBJECT, start):
            first = window.match(_FIRST_KEY)
            if first and first[1] in keys:
                return
            cut = window.value(_LOOKED_AT)
            if cut.end is End.WHOLE and self._is_record(cut.size):
                return
            start = 1

    def _stray(self) -> Iterator[Problem]:
        """What is neither object nor array and lies in neither."""
        window = self._window
        cut = window.value(_LOOKED_AT)
        if cut.end is End.WHOLE:
            said = in_words(decoded(window.ahead(cut.size)))
            yield Problem(self._stray_where(), f"should be a JSON object, but is {said}")
            window.move(cut.size)
            return
        line = window.line
        shown = window.peek(40).splitlines()[0].decode("utf-8", "replace").strip()
        yield Problem(self._stray_where(), f"is not JSON: {shown}")
        while window.find(_VALUE_OR_LINE, 1):
            byte = window.peek()
            if byte == b"\n" or window.value(_LOOKED_AT).end is End.WHOLE or window.line > line:
                return

    def _stray_where(self) -> str:
        self._position += 1
        return f"{self._name}, line {self._window.line}"


def _note(page: Page, said: object) -> bool:
    """Takes up what a page says of how much there is; whether it says anything."""
    notes = {key: said[key] for key in SAYS if key in said} if isinstance(said, dict) else {}
    for key, value in notes.items():
        page.note(key, value)
    return bool(notes)
