from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
import pytest

from index.errors import Problem, Severity, SourceUnreadable
from index.sources.files.contents import Contents
from index.sources.files.tables.workbook import read_workbook
from index.sources.source import Raw

_HEADER = ["Application ID", "Project Number", "Project Title"]
_ROW = [10057091, "5R01CA998001-03", "Hay fever"]
_READ = {"application id": "10057091", "project number": "5R01CA998001-03",
         "project title": "Hay fever"}  # fmt: skip


def _book(sheets: Mapping[str, Iterable[Iterable[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _read(path: Path, content: bytes) -> list[Raw | Problem]:
    path.write_bytes(content)
    return list(read_workbook(Contents(path), "f.xlsx"))


def _refusal(path: Path, content: bytes) -> str:
    with pytest.raises(SourceUnreadable) as refusal:
        _read(path, content)
    return str(refusal.value)


def _changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == name else data)
    return written.getvalue()


def test_rows_come_with_their_numbers_below_banner_lines(tmp_path: Path) -> None:
    content = _book({"Projects": [["Search criteria:", "fiscal year 2024"], [], _HEADER, _ROW]})
    assert _read(tmp_path / "f", content) == [Raw("f.xlsx, row 4", _READ)]


def test_cells_are_what_a_person_would_type(tmp_path: Path) -> None:
    header = [
        *_HEADER,
        "Start",
        "Moment",
        "Cost",
        "Share",
        "Yes",
        "Escaped",
        "Nothing",
        "Total Cost",
    ]
    row = [
        10057091.0, "x", "t", datetime.date(2024, 3, 1), datetime.datetime(2024, 3, 1, 9, 30),
        1234567.0, 0.5, True, "two_x000D_\nlines _x005F_x000D_", None, 12,
    ]  # fmt: skip
    (found,) = _read(tmp_path / "f", _book({"S": [header, row]}))
    assert isinstance(found, Raw)
    assert list(found.value.values()) == [
        "10057091", "x", "t", "2024-03-01", "2024-03-01 09:30:00", "1234567", "0.5", "TRUE",
        "two\nlines _x000D_", "", "12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [
        ("mmm-yy", "2014-04"),
        ('[$-409]mmm\\-yy;@"d"', "2014-04"),
        ("yyyy\\-mm", "2014-04"),
        ("yyyy", "2014"),
        ("yyyy-mm-dd", "2014-04-01"),
        ("mm/dd/yyyy", "2014-04-01"),
        ("d-mmm", "2014-04-01"),
    ],
)
def test_a_date_is_as_exact_as_excel_shows_it(tmp_path: Path, shown_as: str, text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_book({"S": [[*_HEADER, "Start"], _ROW]})))
    book.worksheets[0]["D2"] = datetime.datetime(2014, 4, 1)
    book.worksheets[0]["D2"].number_format = shown_as
    written = io.BytesIO()
    book.save(written)
    (found,) = _read(tmp_path / "f", written.getvalue())
    assert isinstance(found, Raw)
    assert found.value["start"] == text


def test_a_row_may_end_early_and_an_empty_one_is_none(tmp_path: Path) -> None:
    found = _read(tmp_path / "f", _book({"S": [_HEADER, [], [10057091], [None, None, " "], _ROW]}))
    assert [one.where for one in found] == ["f.xlsx, row 3", "f.xlsx, row 5"]
    assert isinstance(found[0], Raw)
    assert found[0].value["project title"] == ""


def test_a_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    found = _read(tmp_path / "f", _book({"S": [_HEADER, [*_ROW, "", "more"], _ROW]}))
    assert isinstance(found[0], Problem)
    assert found[0].where == "f.xlsx, row 2"
    assert isinstance(found[1], Raw)


def test_every_sheet_with_a_known_header_is_read_and_others_are_named(tmp_path: Path) -> None:
    content = _book(
        {
            "Notes": [["to do"], ["ask Ada"]],
            "2023": [_HEADER, _ROW],
            "Empty": [],
            "Links": [["PMID", "Project Number"], [1, "x"]],
            "2024": [["", *_HEADER], ["1", *_ROW]],
        }
    )
    found = _read(tmp_path / "f", content)
    assert found[0] == Raw("f.xlsx, sheet “2023”, row 2", _READ)
    assert isinstance(found[1], Raw)
    assert found[1].where == "f.xlsx, sheet “2024”, row 2"
    notes, links = found[2:]
    assert notes == Problem(
        "f.xlsx, sheet “Notes”",
        "has 2 rows without a header that is known; the sheet was not read",
        Severity.WARNING,
    )
    assert isinstance(links, Problem)
    assert "links between NIH projects and publications" in links.what


def test_a_wrong_size_of_a_sheet_is_not_believed(tmp_path: Path) -> None:
    content = _changed(
        _book({"S": [_HEADER, _ROW]}),
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', data),
    )
    assert _read(tmp_path / "f", content) == [Raw("f.xlsx, row 2", _READ)]


def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    locked = old + "EncryptedPackage".encode("utf-16-le")
    whole = _book({"S": [_HEADER, _ROW]})
    file = tmp_path / "f"
    assert _refusal(file, old) == (
        "f.xlsx: is a file of an old Excel (.xls); open it and save it as .xlsx or CSV."
    )
    assert _refusal(file, locked) == (
        "f.xlsx: is an Excel file with a password; open it, take the password off and save it "
        "again."
    )
    for damaged in (
        whole[:200],
        whole[:-40],
        b"PK\x03\x04",
        b"",
    ):
        assert "is no Excel workbook that can be opened" in _refusal(file, damaged)


def test_a_workbook_without_a_known_table_is_refused_with_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "f"
    said = _refusal(file, _book({"S": [["a", "b"], [1, 2]]}))
    assert "without a table of a known kind" in said
    assert "an export of NIH RePORTER" in said
    assert _refusal(file, _book({"S": [["TrialID", "Public title"], ["x", "y"]]})).startswith(
        "f.xlsx: is a download of the WHO's ICTRP; "
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    content = _changed(_book({"S": [_HEADER, _ROW]}), "xl/styles.xml", lambda data: data)
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b" " * (80 << 20))
    assert "more than a workbook may" in _refusal(tmp_path / "f", written.getvalue())


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        content = _changed(
            _book({"S": [_HEADER, _ROW]}),
            part,
            lambda data: bomb + re.sub(rb"<\?xml.*?\?>", b"", data),
        )
        assert "is no Excel workbook that can be opened" in _refusal(tmp_path / "f", content)
