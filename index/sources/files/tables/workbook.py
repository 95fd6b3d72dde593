"""Excel workbooks as tables: the sheets that a known header stands on, streamed row by row."""

from __future__ import annotations

import datetime
import itertools
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from index.errors import Problem, Severity, SourceUnreadable
from index.sources.files.contents import Contents
from index.sources.files.tables.kinds import READ
from index.sources.files.tables.layout import Layout, layout_of
from index.sources.source import Raw

if TYPE_CHECKING:
    from openpyxl import Workbook

# It tells the terminal of colours and styles that it cannot keep, which nobody reads here.
warnings.filterwarnings("ignore", module="openpyxl")

_IN_MEMORY = 1 << 25
_MOST_ABOVE = 200
_MOST_PARTS = 10_000
_MOST_UNPACKED = 2 << 30
_MOST_STRINGS = 1 << 28
"""Bytes of the texts that cells share, which are held whole; 15,000 abstracts take 50 MB."""
_FREELY_UNPACKED, _MOST_TIMES_PACKED = 1 << 26, 200
"""Sheets of real exports unpack to 4 to 20 times their size; a bomb to a thousand times."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_OF_A_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""Of how a date is shown: words, the language, single signs."""
_FAULTS = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl and zipfile raise over damaged workbooks, and defusedxml over entities."""


def read_workbook(contents: Contents, name: str) -> Iterator[Raw | Problem]:
    """The rows of a workbook, each as ``Raw("file.xlsx, row 12", {column: text})``.

    Every sheet with a known header is read; one without that holds rows is named in a warning.
    Dates are ``2024-03-01``, whole numbers have no fraction. Raises `SourceUnreadable` before the
    first row where there is no such sheet, or the file is no workbook that can be opened.
    """
    with contents.seekable(_IN_MEMORY, _MOST_UNPACKED) as file:
        if contents.fault:
            raise SourceUnreadable(f"{name}: {contents.fault}.")
        _check(file, name)
        try:
            book = _opened(file)
        except _FAULTS as fault:
            raise _damaged(name, fault) from fault
        try:
            yield from _sheets(book.worksheets, name)
        finally:
            book.close()


def _opened(file: IO[bytes]) -> Workbook:
    # Takes 0.1 s to import, and few files are workbooks.
    import openpyxl

    return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _check(file: IO[bytes], name: str) -> None:
    """Refuses what is no workbook, is locked, or unpacks to more than any workbook."""
    start = file.read(8)
    if start == _OLD_OFFICE:
        file.seek(0)
        locked = _ENCRYPTED in file.read()
        what = (
            "an Excel file with a password; open it, take the password off and save it again"
            if locked
            else "a file of an old Excel (.xls); open it and save it as .xlsx or CSV"
        )
        raise SourceUnreadable(f"{name}: is {what}.")
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except _FAULTS as fault:
        raise _damaged(name, fault) from fault
    file.seek(0)
    if any(part.flag_bits & 1 for part in parts):
        raise SourceUnreadable(f"{name}: has a password; take it off and save the file again.")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    strings = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    if (
        len(parts) > _MOST_PARTS
        or unpacked > _MOST_UNPACKED
        or strings > _MOST_STRINGS
        or unpacked > max(_FREELY_UNPACKED, _MOST_TIMES_PACKED * packed)
    ):
        raise SourceUnreadable(
            f"{name}: unpacks to {unpacked:,} bytes from {packed:,}, more than a workbook may; "
            "save the sheet as CSV."
        )


def _damaged(name: str, fault: BaseException) -> SourceUnreadable:
    shown = " ".join(str(fault).split())[:120] or type(fault).__name__
    return SourceUnreadable(
        f"{name}: is no Excel workbook that can be opened ({shown}); open it in Excel and save it "
        "as .xlsx or CSV."
    )


def _sheets(sheets: list[Any], name: str) -> Iterator[Raw | Problem]:
    passed_over: list[Problem] = []
    refused = ""
    found = False
    for sheet in sheets:
        # Some programs write that a sheet has one cell, whatever is on it.
        sheet.reset_dimensions()
        place = f"{name}, sheet “{sheet.title}”" if len(sheets) > 1 else name
        numbered = enumerate(sheet.iter_rows(), start=1)
        rows = ((number, [_text(cell) for cell in row]) for number, row in numbered)
        try:
            layout, above = _header(rows)
            if layout is None:
                count = len(above) + sum(1 for _, cells in rows if any(cells))
                if count:
                    passed_over.append(Problem(place, _passed_over(count), Severity.WARNING))
            elif layout.kind.instead:
                refused = refused or f"{layout.kind.name}; {layout.kind.instead}"
                what = f"is {layout.kind.name}; {layout.kind.instead}"
                passed_over.append(Problem(place, what, Severity.WARNING))
            else:
                found = True
                for number, cells in above:
                    if layout.has_key(cells):
                        what = "stands above the header, so it was not read; move the header up"
                        yield Problem(f"{place}, row {number}", what)
                yield from _rows(rows, place, layout)
        except _FAULTS as fault:
            if not found:
                raise _damaged(name, fault) from fault
            shown = " ".join(str(fault).split())[:120]
            yield Problem(place, f"is damaged here ({shown}); what came before it was read")
    if refused and not found:
        raise SourceUnreadable(f"{name}: is {refused}.")
    if not found:
        raise SourceUnreadable(
            f"{name}: is an Excel workbook without a table of a known kind. Tables that can be "
            f"read: {READ}."
        )
    yield from passed_over


def _passed_over(count: int) -> str:
    rows = "1 row" if count == 1 else f"{count:,} rows"
    return f"has {rows} without a header that is known; the sheet was not read"


def _header(
    rows: Iterator[tuple[int, list[str]]],
) -> tuple[Layout | None, list[tuple[int, list[str]]]]:
    """The first row that a known table has as its header, and the rows above it."""
    above: list[tuple[int, list[str]]] = []
    for number, cells in itertools.islice(rows, _MOST_ABOVE):
        if layout := layout_of(cells):
            return layout, above
        if any(cells):
            above.append((number, cells))
    return None, above


def _rows(
    rows: Iterator[tuple[int, list[str]]], place: str, layout: Layout
) -> Iterator[Raw | Problem]:
    first = True
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if other := layout.replaced_by(cells):
            layout = other
            continue
        if first:
            layout, first = layout.shifted(cells), False
        # A sheet's rows end with their last cell, so that a short one lacks nothing.
        cells += [""] * (len(layout.columns) + layout.shift - len(cells))
        if fault := layout.fault(cells):
            yield Problem(f"{place}, row {number}", fault)
        else:
            yield Raw(f"{place}, row {number}", layout.row(cells))


def _text(cell: Any) -> str:
    """A cell as text: what a person would type to have the same."""
    value: object = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return _date(value, cell.number_format)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _date(value: datetime.datetime, shown_as: str) -> str:
    """A moment as exactly as it is shown: Excel takes ``2014-04`` for the first of April, and shows
    it as *Apr-14*."""
    parts = _NOT_OF_A_DATE.sub("", shown_as).lower()
    if value.time() != datetime.time():
        return value.isoformat(sep=" ")
    whole = value.date().isoformat()
    if "y" in parts and "d" not in parts:
        return whole[:7] if "m" in parts else whole[:4]
    return whole
