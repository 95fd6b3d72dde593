"""Tables as text: commas, semicolons, tabs or bars between cells; streamed row by row."""

from __future__ import annotations

import csv
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator

from index.errors import Problem, SourceUnreadable
from index.sources.files.contents import Contents
from index.sources.files.tables.decoding import decoded
from index.sources.files.tables.kinds import DAY_FIRST, MONTH_FIRST, ORDER_OF_DATES, READ
from index.sources.files.tables.layout import Layout, layout_of
from index.sources.source import Raw

_SEPARATORS = ",;\t|"
# RePORTER writes nine lines above its header; people add some of their own.
_MOST_ABOVE = 200
_LONGEST_LINE = 1 << 25
"""Characters. A study with 1,412 sites has 150,000 in one cell."""
_LONGEST_ROW = 1 << 23
"""Characters of a row that goes over several lines: what is longer has a quotation mark too few."""
_MOST_LINES = 10_000
"""Lines of one row; the longest abstract has some 200."""
_DATE_IN_A_CELL = re.compile(r"""(?:^|[,;\t|"])(\d\d?)([-/])(\d\d?)\2\d{4}(?=$|[,;\t|"])""", re.M)
_LOOKED_THROUGH = 1 << 22
"""Characters from which the order of dates is read: some 2,000 rows."""
_RETURN = "\u2028"
"""Stands for a carriage return inside a cell, which the csv module takes for the end of a row."""

# The module's own limit of 131,072 is less than the sites of a large study take.
csv.field_size_limit(_LONGEST_LINE)


def has_known_header(contents: Contents) -> bool:
    """Whether a row near the start is the header of a known table, read or refused by name."""
    return _header(_Lines(contents))[0] is not None


def read_table(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    """The rows of a table, each as ``Raw("file.csv, line 12", {column: text})``.

    Columns are spelled as `kinds.column_name` has them. A row that cannot be told apart is a
    problem that names its line, and the next one is read. Raises `SourceUnreadable` before the
    first row where the header is not known, or is that of a table that is not read.
    """
    lines = _Lines(contents)
    layout, separator, above = _header(lines)
    if layout is None:
        raise SourceUnreadable(unknown_header(name, above[0][1] if above else ""))
    if layout.kind.instead:
        raise SourceUnreadable(f"{name}: is {layout.kind.name}; {layout.kind.instead}.")
    for number, line in above:
        if layout.has_key(_cells(line, separator)):
            what = "stands above the header, so it was not read; move the header to the top"
            yield Problem(f"{name}, line {number}", what)
    known = {}
    if layout.kind.resaved_dates and (order := _order_of_dates(contents)):
        known[ORDER_OF_DATES] = order
    for one in _rows(lines, name, layout, separator):
        yield Raw(one.where, {**one.value, **known}) if isinstance(one, Raw) and known else one
    if lines.fault:
        yield Problem(f"{name}, line {lines.number}", lines.fault)
    if contents.fault:
        yield Problem(
            f"{name}, line {lines.number}", f"{contents.fault}; the lines before it were read"
        )


def _order_of_dates(contents: Contents) -> str:
    """Whether day or month comes first in the dates of a table, which one program wrote all in
    one way: ``28-02-2014`` shows it. Empty where no date does, or where they contradict."""
    found: set[str] = set()
    length = 0
    for text in decoded(contents.pieces()):
        for match in _DATE_IN_A_CELL.finditer(text):
            first, second = int(match[1]) > 12, int(match[3]) > 12
            if first != second:
                found.add(DAY_FIRST if first else MONTH_FIRST)
        length += len(text)
        if len(found) > 1 or length > _LOOKED_THROUGH:
            break
    contents.fault = ""
    return found.pop() if len(found) == 1 else ""


def unknown_header(name: str, first: str) -> str:
    """What to say of a table whose header is not known; `first` is its first row, to be shown."""
    shown = " ".join(first.split())
    shown = f"{shown[:80]}…" if len(shown) > 80 else shown
    begins = f" It begins with “{shown}”." if shown else ""
    return f"{name}: is a table of no known kind.{begins} Tables that can be read: {READ}."


class _Lines:
    """The lines of a table with their ends; those that were read can be put back."""

    def __init__(self, contents: Contents) -> None:
        self.number = 0
        """Of the line that was read last."""
        self.fault = ""
        self.taken: list[str] = []
        """The lines of the row that is being read."""
        self.ended = False
        self._lines = self._split(decoded(contents.pieces()))
        self._back: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._back:
            line = self._back.popleft()
        else:
            try:
                line = next(self._lines)
            except StopIteration:
                self.ended = True
                raise
        self.number += 1
        self.taken.append(line)
        if len(self.taken) > 1 and self._is_too_long():
            raise _Unclosed
        return line

    def _is_too_long(self) -> bool:
        # Counting all characters with every line would take the square of their number.
        many = len(self.taken)
        return many > _MOST_LINES or (many % 100 == 0 and sum(map(len, self.taken)) > _LONGEST_ROW)

    def put_back(self, lines: list[str]) -> None:
        """Lines that are read once more, before those that follow."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)

    def _split(self, pieces: Iterable[str]) -> Iterator[str]:
        rest = ""
        old_mac: bool | None = None
        for piece in pieces:
            text = rest + piece
            if not text:
                continue
            # The line feed of a pair may be in the next piece.
            kept = "\r" if text.endswith("\r") else ""
            text = text[: len(text) - len(kept)].replace("\r\n", "\n")
            if old_mac is None and ("\n" in text or "\r" in text):
                old_mac = "\n" not in text
            text = text.replace("\r", "\n" if old_mac else _RETURN)
            *whole, rest = text.split("\n")
            yield from (f"{line}\n" for line in whole)
            rest += kept
            if len(rest) > _LONGEST_LINE:
                self.fault = (
                    "goes on for more than 32 MB, which no table does; what came before it was "
                    "read, and nothing after it"
                )
                return
        if rest:
            yield rest.removesuffix("\r")


class _Unclosed(Exception):
    """A row goes on for longer than any row does."""


def _cells(line: str, separator: str) -> list[str]:
    """The cells of a line that stands alone; none where it cannot be one."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _header(lines: _Lines) -> tuple[Layout | None, str, list[tuple[int, str]]]:
    """The first row that a known table has as its header, what separates its cells, and the
    lines above it with their numbers."""
    above: list[tuple[int, str]] = []
    try:
        for line in itertools.islice(lines, _MOST_ABOVE):
            lines.taken.clear()
            for separator in _SEPARATORS:
                if separator in line and (layout := layout_of(_cells(line, separator))):
                    return layout, separator, above
            if line.strip():
                above.append((lines.number, line))
    except _Unclosed:
        return None, "", above
    return None, "", above


def _rows(lines: _Lines, name: str, layout: Layout, separator: str) -> Iterator[Raw | Problem]:
    first = True
    reader = csv.reader(lines, delimiter=separator)
    while True:
        lines.taken.clear()
        start = lines.number + 1
        fault = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Unclosed):
            fault = "has a quotation mark that is not closed"
        if lines.ended and not fault:
            fault = "breaks off inside quotation marks: the file was cut short, or one is missing"
        if not fault and not any(cell.strip() for cell in cells):
            continue
        if not fault and first:
            layout, first = layout.shifted(cells), False
        fault = fault or layout.fault(cells)
        if not fault:
            if (other := _another_header(layout, cells)) is not None:
                layout = other
            else:
                row = layout.row([cell.replace(_RETURN, "\n") for cell in cells])
                yield Raw(f"{name}, line {start}", row)
            continue
        if (other := _another_header(layout, cells)) is not None:
            layout = other
            continue
        again = _next_row(lines.taken[1:], layout, separator)
        last = lines.number - len(again)
        more = f"; lines {start} to {last} were not read" if last > start else ""
        yield Problem(f"{name}, line {start}", f"{fault}{more}")
        if again:
            lines.put_back(again)
        if again or len(lines.taken) > 1:
            lines.ended = False
            reader = csv.reader(lines, delimiter=separator)


def _another_header(layout: Layout, cells: list[str]) -> Layout | None:
    """The layout from here on, where a row is a header: files joined to one have several."""
    if layout.has_key(cells):
        return None
    if layout.is_repeated(cells):
        return layout
    found = layout_of(cells)
    return found if found is not None and not found.kind.instead else None


def _next_row(swallowed: list[str], layout: Layout, separator: str) -> list[str]:
    """The lines from the first that is a row of its own; a quotation mark that is not closed
    swallows those that follow it."""
    for position, line in enumerate(swallowed):
        cells = _cells(line, separator)
        if layout.has_key(cells) or (len(cells) > 1 and not layout.fault(cells)):
            return swallowed[position:]
    return []
