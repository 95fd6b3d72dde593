from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from index.errors import SourceUnreadable
from index.sources.files.kinds import KINDS, OtherKind
from index.sources.reader import read


def _tar() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.json"))
    return packed.getvalue()


def _old(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le")


# What a file begins with, what it is called, and whether none of its records can be missing.
OTHERS = [
    (_old("WordDocument"), "an old Word document", True),
    (_old("PowerPoint Document"), "an old PowerPoint file", True),
    (_old("__nameid_version1.0"), "an Outlook message", False),
    (b"%PDF-1.7\n%\xe2\xe3", "a PDF file", True),
    (rb"{\rtf1\ansi Larkspur}", "a Rich Text document", True),
    (b"\x89PNG\r\n\x1a\n\0\0", "an image", True),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image", True),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "an image", True),
    (b"7z\xbc\xaf\x27\x1c\0\4", "a 7-Zip archive", False),
    (b"Rar!\x1a\x07\x01\0", "a RAR archive", False),
    (b"\xfd7zXZ\0\0\4", "packed with xz", False),
    (b"BZh91AY&SY\x12", "packed with bzip2", False),
    (b"\x28\xb5\x2f\xfd\x04", "packed with Zstandard", False),
    (_tar(), "a tar archive", False),
    (b"SQLite format 3\0\x10", "an SQLite database", False),
    (b"PAR1\x15\x04", "a table for programs (Parquet or Arrow)", False),
    (b"PGDMP\x01\x0e", "a PostgreSQL dump, as AACT gives it", False),
    (b"RDX3\nX\n", "data of the program R", False),
    (b"<!DOCTYPE html>\n<title>Bad gateway</title>", "a web page", True),
    (b"\n<?xml version='1.0'?>\n<!-- x -->\n<HTML><head>", "a web page", True),
    ("\n<html lang='en'>".encode("utf-16"), "a web page", True),
    (b"MIME-Version: 1.0\nContent-Type: multipart", "a web page with all its parts (MHTML)", True),
    (b"Summary\nEudraCT Number:         2030-000001-18\n", "a download of the EU Clinical Trials "
     "Register", False),
    (b"TY  - JOUR\nTI  - Larkspur\n", "a list of references (RIS)", False),
    (b"\nPMID- 99999999\nOWN - NLM\n", "a list of references (PubMed)", False),
    (b"@article{larkspur,\n", "a list of references (BibTeX)", False),
    (b"version https://git-lfs.github.com/spec/v1\n", "a pointer to a file that is kept elsewhere "
     "(Git LFS)", False),
    (b"`query.bogus` is unknown parameter", "an error message of ClinicalTrials.gov in place of "
     "the data", False),
]  # fmt: skip


@pytest.mark.parametrize(("start", "name", "document"), OTHERS)
def test_a_file_of_another_kind_is_refused_by_name_with_what_to_do(
    tmp_path: Path, start: bytes, name: str, document: bool
) -> None:
    (tmp_path / "a.json").write_bytes(start)
    with pytest.raises(OtherKind) as refused:
        read(tmp_path / "a.json")
    said = str(refused.value)
    assert said.startswith(f"a.json: is {name}. ")
    assert len(said.removeprefix(f"a.json: is {name}. ")) > 15
    assert refused.value.document == document


def test_each_kind_that_is_told_has_a_file_here() -> None:
    assert {kind.name for kind in KINDS} == {name for _, name, _ in OTHERS}


# What those who read XML, tables, workbooks and JSON say of other kinds of them.
SAID = [
    (_old("Workbook"), "an old Excel"),
    (_old("EncryptedPackage"), "an Excel file with a password"),
    (b'<allTrials totalCount="1" xmlns="http://www.67bricks.com/isrctn"/>', "ISRCTN"),
    (b"<Trials_downloaded_from_ICTRP><Trial/></Trials_downloaded_from_ICTRP>", "ICTRP"),
    (b"TrialID,Last Refreshed on,Public title,Scientific title\nX1,,A,B\n", "ICTRP"),
    (b"nct_id|brief_title\nNCT90000001|Larkspur\n", "AACT"),
    (b'{"resourceType": "Bundle", "entry": [{"resource": {"id": "x"}}]}', "FHIR"),
    (b'{"data": [{"ctNumber": "2030-500001-18-00", "ctTitle": "L"}]}', "CTIS"),
    (b'[{"ctNumber": "2030-500001-18-00", "ctTitle": "Larkspur"}]', "CTIS"),
    (b'{"error": {"code": 400, "message": "Bad request"}}', "error message"),
]


@pytest.mark.parametrize(("content", "said"), SAID)
def test_records_of_other_registers_are_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(SourceUnreadable, match=said):
        read(tmp_path / "a.json")
