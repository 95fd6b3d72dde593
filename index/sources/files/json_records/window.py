"""A window on the bytes of a JSON text that moves on as it is read: values are cut, not decoded."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import msgspec

RECORD = 64 << 20
"""No record is longer, in bytes: the registry's longest has 3.6 MB. What seems to be is torn."""

_LEAST = 1 << 16
# Files that were joined have marks of their encoding in their midst, sequences of JSON texts have
# separators (RFC 7464), and a disk that failed leaves zeros.
_SPACE = re.compile(rb"(?:[\s,\x1e\0]+|\xef\xbb\xbf)*")
_JSON_SPACE = re.compile(rb"[ \t\r\n]*")
_LINE_END = re.compile(rb"[ \t,]*(?:\r?\n|\Z)")
_DECODER = msgspec.json.Decoder(msgspec.Raw)
# How msgspec says where a value ended, or why it did not; `test_window.py` holds it to that.
_AT = re.compile(r"(?:JSON is malformed: )?(.*) \(byte (\d+)\)")
_TRAILING = "trailing characters"
_TRUNCATED = "Input data was truncated"
_NO_NUMBER = re.compile(rb"-?(?:NaN|Infinity)\b")


class End(enum.Enum):
    """How the reading of a value ended."""

    WHOLE = "whole"
    TORN = "torn"
    LONG = "longer than was looked at"
    CUT = "cut off by the end of the file"


class Cut(msgspec.Struct, frozen=True):
    """A value from where the window stands: how it ends, after how many bytes, and what is wrong.

    Of a torn value, `size` leads to the byte that cannot stand where it does.
    """

    end: End
    size: int = 0
    fault: str = ""


class Window:
    """The bytes from where reading stands; what is behind is let go."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._bytes = b""
        self._at = 0
        self._ended = False
        self._newlines = 0
        self._line_start = True

    def fill(self, least: int) -> int:
        """How many bytes lie ahead; less than `least` only where the text ends."""
        ahead = len(self._bytes) - self._at
        if ahead >= least or self._ended:
            return ahead
        held = [self._bytes[self._at :]]
        while ahead < least:
            piece = next(self._pieces, None)
            if piece is None:
                self._ended = True
                break
            held.append(piece)
            ahead += len(piece)
        self._bytes, self._at = b"".join(held), 0
        return ahead

    def peek(self, most: int = 1) -> bytes:
        """The bytes ahead, at most so many."""
        self.fill(most)
        return self._bytes[self._at : self._at + most]

    def move(self, size: int) -> None:
        """Goes on by so many of the bytes that lie ahead."""
        if size:
            end = self._at + size
            self._newlines += self._bytes.count(b"\n", self._at, end)
            last = self._bytes.rfind(b"\n", self._at, end)
            if last >= 0:
                self._line_start = not self._bytes[last + 1 : end].strip()
            elif self._line_start:
                self._line_start = not self._bytes[self._at : end].strip()
            self._at = end

    @property
    def line(self) -> int:
        """The number of the line that the window stands in."""
        return self._newlines + 1

    @property
    def begins_line(self) -> bool:
        """Whether nothing but space comes before in its line."""
        return self._line_start

    def line_of(self, size: int) -> int:
        """The number of the line so many bytes ahead."""
        return self.line + self._bytes.count(b"\n", self._at, self._at + size)

    def skip_space(self) -> bytes:
        """Goes on to what is neither space nor comma; its first byte, or none at the end."""
        while self.fill(_LEAST):
            found = _SPACE.match(self._bytes, self._at)
            assert found is not None
            self.move(found.end() - self._at)
            if self._at < len(self._bytes):
                return self._bytes[self._at : self._at + 1]
        return b""

    def is_last_of_line(self, size: int) -> bool:
        """Whether nothing follows so many bytes in their line but space or a comma."""
        self.fill(size + 1_000)
        return _LINE_END.match(self._bytes, self._at + size) is not None

    def find(self, pattern: re.Pattern[bytes], start: int) -> bool:
        """Goes on to the next match that begins at least `start` bytes ahead, or to the end where
        there is none."""
        while True:
            ahead = self.fill(start + _LEAST)
            found = pattern.search(self._bytes, self._at + start)
            # What matches at the end of what is held may go on, or begin, in what is not.
            if found and (self._ended or found.end() < len(self._bytes)):
                self.move(found.start() - self._at)
                return True
            if self._ended:
                self.move(ahead)
                return False
            self.move(max(start, ahead - 1_000))
            start = 0

    def behind(self, size: int) -> bytes:
        """The first byte behind so many that is no space; none at the end."""
        skip = size
        while self.fill(skip + 1) > skip:
            self.fill(skip + _LEAST)
            found = _JSON_SPACE.match(self._bytes, self._at + skip)
            assert found is not None
            skip = found.end() - self._at
            if found.end() < len(self._bytes):
                return self.ahead(1, skip)
        return b""

    def skip_line(self) -> None:
        """Goes on to the start of the next line."""
        while ahead := self.fill(_LEAST):
            end = self._bytes.find(b"\n", self._at)
            if end >= 0:
                self.move(end + 1 - self._at)
                return
            self.move(ahead)

    def taken(self, size: int) -> bytes:
        """So many of the bytes ahead; goes on behind them."""
        text = self._bytes[self._at : self._at + size]
        self.move(size)
        return text

    def ahead(self, size: int, skip: int = 0) -> bytes:
        """So many of the bytes ahead, behind some others."""
        return self._bytes[self._at + skip : self._at + skip + size]

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """What of a pattern, which is not long, the bytes ahead begin with."""
        self.fill(_LEAST)
        return pattern.match(self._bytes, self._at)

    def space(self, skip: int) -> int:
        """How much space, commas among it, there is behind some of the bytes ahead."""
        self.fill(skip + _LEAST)
        found = _SPACE.match(self._bytes, self._at + skip)
        return found.end() - found.start() if found else 0

    def value(self, most: int, skip: int = 0) -> Cut:
        """The JSON value that begins here, or behind some of the bytes ahead; at most about so many
        bytes of it are looked at."""
        size = _LEAST
        while True:
            ahead = self.fill(skip + size) - skip
            try:
                _DECODER.decode(memoryview(self._bytes)[self._at + skip :])
            except RecursionError:
                return Cut(End.TORN, 0, "is nested too deeply")
            except msgspec.DecodeError as fault:
                said = str(fault)
                if said != _TRUNCATED:
                    found = _cut(said)
                    if found.end is End.WHOLE:
                        return self._whole(skip, found.size)
                    if not self._blank_no_number(skip + found.size):
                        return found
                    continue
            else:
                # A number may go on in what is not held yet.
                if self._ended or self._bytes[-1:] in b'}]"':
                    return self._whole(skip, ahead)
            if self._ended:
                return Cut(End.CUT, ahead, "is not whole: the file breaks off here")
            if ahead > most:
                return Cut(End.LONG, ahead)
            size = 2 * ahead

    def _blank_no_number(self, size: int) -> bool:
        """Puts an empty text of the same length where behind so many bytes NaN or Infinity stands,
        as Python and R write what has no value; whether it does."""
        at = self._at + size
        # The sign before Infinity is read before what follows shows that it is no number's.
        found = _NO_NUMBER.match(self._bytes, at - (self._bytes[at - 1 : at] == b"-"))
        if found is None:
            return False
        nothing = b'""'.ljust(len(found[0]))
        self._bytes = self._bytes[: found.start()] + nothing + self._bytes[found.end() :]
        return True

    def _whole(self, skip: int, size: int) -> Cut:
        """A whole value, without the space that was looked at behind it."""
        while self._bytes[self._at + skip + size - 1] in b" \t\r\n":
            size -= 1
        return Cut(End.WHOLE, size)


def _cut(said: str) -> Cut:
    found = _AT.fullmatch(said)
    if found is None:
        return Cut(End.TORN, 0, f"is not valid JSON: {said}")
    what, at = found[1], int(found[2])
    if what == _TRAILING:
        return Cut(End.WHOLE, at - 1)
    return Cut(End.TORN, at, f"is not valid JSON: {what}")
