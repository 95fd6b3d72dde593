"""What is not read, by name, and what staff are told to do instead."""

from __future__ import annotations

import gzip

from tests.index.build.kinds.case import Case
from tests.index.build.kinds.json_files import ONE
from tests.index.build.kinds.shapes import archive, study, text

_BESIDE = {"one.json": text(study(1))}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _refused(name: str, file: str, content: bytes, *told: str, refused: int = 1) -> Case:
    return Case(
        name=name,
        files={file: content, **_BESIDE},
        listings={ONE: {"title": "Study 1"}},
        refused=refused,
        told=(file, *told),
    )


CASES = (
    _refused("an old Excel file", "old.xls", _OLE, "Excel"),
    _refused("a PDF", "paper.pdf", b"%PDF-1.7\n1 0 obj", refused=0),
    _refused("a Word document", "note.docx", archive({"word/document.xml": b"<w/>"}), refused=0),
    _refused(
        "a page of HTML", "page.html", b"<!DOCTYPE html><html><body>Hi</body></html>", refused=0
    ),
    _refused(
        "an error page that was saved as JSON",
        "err.json",
        b"<html><head><title>503</title></head></html>",
        "web page",
    ),
    _refused("a picture", "scan.png", b"\x89PNG\r\n\x1a\n" + bytes(50), refused=0),
    _refused(
        "another registry: ISRCTN",
        "isrctn.xml",
        b"<allTrials xmlns='http://www.67bricks.com/isrctn'><fullTrial/></allTrials>",
        "ISRCTN",
    ),
    _refused(
        "another registry: ICTRP",
        "ictrp.xml",
        b"<Trials_downloaded_from_ICTRP><Trial><TrialID>X</TrialID></Trial>"
        b"</Trials_downloaded_from_ICTRP>",
        "ICTRP",
    ),
    _refused(
        "another registry: CTIS",
        "ctis.json",
        text({"ctNumber": "2023-500001-11-00", "ctTitle": "A trial", "ctStatus": 4}),
        "CTIS",
    ),
    _refused(
        "FHIR",
        "bundle.json",
        text(
            {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "ResearchStudy"}}]}
        ),
        "FHIR",
    ),
    _refused(
        "tables of AACT",
        "studies.txt",
        b"nct_id|nlm_download_date_description|study_first_submitted_date|brief_title\n"
        b"NCT91000001||2020-01-01|Study\n",
        "AACT",
    ),
    _refused(
        "a tar archive",
        "all.tar.gz",
        gzip.compress(
            b"a.json" + bytes(94) + b"0000644\0" + bytes(149) + b"ustar\x0000" + bytes(300)
        ),
        "tar",
    ),
    _refused("another way to pack", "all.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40), "7-Zip"),
    _refused("words", "letter.txt", b"Dear team,\n\nplease find the list below.\n"),
    Case(
        name="an empty file beside others",
        files={"empty.json": b"", **_BESIDE},
        listings={ONE: {}},
        refused=1,
        told=("empty.json", "empty"),
    ),
)
