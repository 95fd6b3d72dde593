"""Kinds of files and records that are known by name and not read: what is said of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from index.errors import SourceUnreadable

_SHOWN_KEYS = 5
_OURS = "Only records of ClinicalTrials.gov and NIH RePORTER are read"
_UNPACK = "Unpack it, and rebuild from the folder of what was in it, or pack it as ZIP or gzip"
_AS_JSON = "Download the studies from ClinicalTrials.gov as JSON"
_SAVE = "Open it in Excel and save it as .xlsx or CSV"


class OtherKind(SourceUnreadable):
    """A file of a kind that is not read. A `document` holds no records, so that none is missing
    where it lies among files that do."""

    def __init__(self, text: str, document: bool) -> None:
        super().__init__(text)
        self.document = document


class Kind(msgspec.Struct, frozen=True):
    """A kind of file that is not read: its name, and what to do instead."""

    name: str
    """With its article: ``a PDF file``."""
    instead: str
    recognised: Callable[[bytes], bool]
    """By the first 64 kB of the file, unpacked where it is gzipped; text is in UTF-8."""
    document: bool = False


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _has(pattern: str) -> Callable[[bytes], bool]:
    compiled = re.compile(pattern.encode(), re.I)
    return lambda head: compiled.match(head) is not None


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _ole(stream: str) -> Callable[[bytes], bool]:
    name = stream.encode("utf-16-le")
    return lambda head: head.startswith(_OLE) and name in head


def _webp(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


_CONVERT = "Read the text in it, and write what matters as a YAML file of listings"
KINDS = (
    Kind("an old Word document", _CONVERT, _ole("WordDocument"), document=True),
    Kind("an old PowerPoint file", _CONVERT, _ole("PowerPoint Document"), document=True),
    Kind("an Outlook message", "Save what is attached to it", _ole("__nameid_version1.0")),
    Kind("a PDF file", _CONVERT, _begins(b"%PDF-"), document=True),
    Kind("a Rich Text document", _CONVERT, _begins(b"{\\rtf"), document=True),
    Kind(
        "an image",
        "Read the text in it, and write what matters as a YAML file of listings",
        _begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
        document=True,
    ),
    Kind("an image", _CONVERT, _webp, document=True),
    Kind("a 7-Zip archive", _UNPACK, _begins(b"7z\xbc\xaf\x27\x1c")),
    Kind("a RAR archive", _UNPACK, _begins(b"Rar!\x1a\x07")),
    Kind("packed with xz", _UNPACK, _begins(b"\xfd7zXZ\0")),
    Kind("packed with bzip2", _UNPACK, _has(r"BZh[1-9]1AY&SY")),
    Kind("packed with Zstandard", _UNPACK, _begins(b"\x28\xb5\x2f\xfd")),
    Kind("a tar archive", _UNPACK, lambda head: head[257:262] == b"ustar"),
    Kind(
        "an SQLite database",
        "Write the records that are in it as JSON, in the shape of ClinicalTrials.gov or NIH "
        "RePORTER",
        _begins(b"SQLite format 3\0"),
    ),
    Kind(
        "a table for programs (Parquet or Arrow)",
        "Save it as CSV with the columns of the download it was made from",
        _begins(b"PAR1", b"ARROW1"),
    ),
    Kind(
        "a PostgreSQL dump, as AACT gives it",
        f"AACT cuts a study into many tables. {_AS_JSON}",
        _begins(b"PGDMP"),
    ),
    Kind("data of the program R", "Save it as CSV in R", _begins(b"RDX2\n", b"RDX3\n")),
    Kind(
        "a web page",
        "It may be an error message that was saved in place of the data: open it in a browser, "
        "then download the data again",
        _has(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)"),
        document=True,
    ),
    Kind(
        "a web page with all its parts (MHTML)",
        "Download the data itself",
        _has(r"(?:from: <saved by|mime-version: )"),
        document=True,
    ),
    Kind(
        "a download of the EU Clinical Trials Register",
        f"{_OURS}. Studies with an NCT number can be downloaded from ClinicalTrials.gov",
        _has(r"\s*(?:[^{\[<]{0,3000}\n)?\s*EudraCT Number:\s"),
    ),
    Kind(
        "a list of references (RIS)",
        f"It names publications, not studies. {_AS_JSON}",
        _has(r"\s*TY  - "),
    ),
    Kind(
        "a list of references (PubMed)",
        f"It names publications, not studies. {_AS_JSON}",
        _has(r"\s*PMID- ?\d"),
    ),
    Kind(
        "a list of references (BibTeX)",
        f"It names publications, not studies. {_AS_JSON}",
        _has(r"\s*@(?:article|misc|book|inproceedings|techreport)\s*\{"),
    ),
    Kind(
        "a pointer to a file that is kept elsewhere (Git LFS)",
        "Run: git lfs pull",
        _begins(b"version https://git-lfs.github.com/spec/"),
    ),
    Kind(
        "an error message of ClinicalTrials.gov in place of the data",
        "Mend what it names in the request, then download again",
        _has(r"\s*(?:`[^`\n]{1,80}` is unknown parameter|Invalid value in parameter `"
             r"|Parameter `[^`\n]{1,80}` contains|Error parsing query in |Too many requests)"),
    ),
)  # fmt: skip
"""Told before anything is read. XML, tables and workbooks of other kinds are told by those who read
such files."""

_ZIPPED = (
    ("word/document.xml", "a Word document", _CONVERT, True),
    ("ppt/presentation.xml", "a PowerPoint file", _CONVERT, True),
    ("xl/workbook.bin", "a binary Excel file (.xlsb)", _SAVE, False),
    ("META-INF/container.xml", "an electronic book", _CONVERT, True),
    ("content.xml", "an OpenDocument file", "Open it and save it as .xlsx or CSV", False),
    ("Index/Document.iwa", "a file of Apple's Numbers or Pages", "Export it as CSV", False),
)
_SHAPES = (
    (("resourceType",), "a FHIR resource"),
    (("ctNumber",), "a trial of the EU's CTIS"),
    (("ctTitle",), "a trial of the EU's CTIS"),
    (("TrialID",), "a trial of the WHO's ICTRP"),
    (("Trial_ID",), "a trial of the WHO's ICTRP"),
    (("isrctn",), "a trial of ISRCTN"),
    (("nct_id", "brief_title"), "a row of AACT's tables, which cuts a study into many"),
    (("pmid",), "a publication"),
    (("coreproject",), "a publication of NIH RePORTER"),
    (("error",), "an error message in place of the data; download it again"),
    (("errors",), "an error message in place of the data; download it again"),
)


def refuse_other_kind(head: bytes, text: bytes, name: str) -> None:
    """Raises `OtherKind` where the start of a file, or the same as text in UTF-8, shows a kind that
    is known and not read."""
    for kind in KINDS:
        if kind.recognised(head) or kind.recognised(text):
            raise OtherKind(f"{name}: is {kind.name}. {kind.instead}.", kind.document)


def refuse_zipped_kind(members: Iterable[str], name: str) -> None:
    """Raises `OtherKind` where a ZIP archive is a file of some program, by its members."""
    found = frozenset(members)
    for member, kind, instead, document in _ZIPPED:
        if member in found:
            raise OtherKind(f"{name}: is {kind}. {instead}.", document)


def foreign(keys: Iterable[object], inside: Iterable[object] = ()) -> str:
    """What is said of a JSON object that no source recognises, by its keys, and those of the first
    object in a list inside it."""
    names = [str(key)[:40] for key in keys]
    for known in (names, list(inside)):
        for shape, what in _SHAPES:
            if all(key in known for key in shape):
                return f"is {what}. {_OURS}."
    has = ", ".join(names[:_SHOWN_KEYS]) + (", …" if len(names) > _SHOWN_KEYS else "")
    return (
        "is neither a study of ClinicalTrials.gov (version 2: protocolSection) nor a project of "
        f"NIH RePORTER (version 2: appl_id, project_title). It has {has or 'nothing in it'}."
    )
