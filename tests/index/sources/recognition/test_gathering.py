from __future__ import annotations

import json
from pathlib import Path

from index.sources.reader import read
from tests.index.sources.raw_records import study


def _told(folder: Path, files: dict[str, bytes]) -> list[str]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return [
        one.where if one.translation else str(one.notice or one.refused[0]) for one in read(folder)
    ]


_STUDY = json.dumps(study()).encode()


def test_every_file_of_a_folder_is_opened_whatever_its_name_ends_in(tmp_path: Path) -> None:
    names = ["a", "b.ndjson", "c.download", "d.JSON", "e.json.bak", "f/g.txt", "h.html"]
    told = _told(tmp_path, dict.fromkeys(names, _STUDY))
    assert told == [f"{name}, line 1" for name in names]


def test_documents_are_summed_up_and_files_that_should_hold_records_are_faults(
    tmp_path: Path,
) -> None:
    told = _told(
        tmp_path,
        {
            "a.json": _STUDY,
            "b.docx.pdf": b"%PDF-1.4",
            "c.csv": b"Name,Phone\nAnn,555-0100\n",
            "notes": b"Buy milk.",
            "old.7z": b"7z\xbc\xaf\x27\x1c",
            "z.json": b"<html>Bad gateway</html>",
        },
    )
    assert told[0] == "a.json, line 1"
    assert told[1].startswith("c.csv: is of no known kind")
    assert told[2].startswith("old.7z: is a 7-Zip archive. Unpack it")
    assert told[3].startswith("z.json: is a web page. It may be an error message")
    assert told[4] == f"{tmp_path.name}: 2 files of other kinds were not read: b.docx.pdf, notes"


def test_pages_of_a_folder_are_summed_up(tmp_path: Path) -> None:
    first = {"totalCount": 3, "studies": [study()], "nextPageToken": "x"}
    second = {"studies": [study()]}
    told = _told(tmp_path, {n: json.dumps(p).encode() for n, p in (("1", first), ("2", second))})
    assert told[2].startswith("1: is the first of 2 pages of a download, which hold 2 of 3")
    (tmp_path / "3").write_text(json.dumps(second))
    assert len(_told(tmp_path, {})) == 3


def test_a_folder_of_empty_files_names_each(tmp_path: Path) -> None:
    assert _told(tmp_path, {"a.json": b"", "b.json": b"[]"}) == [
        "a.json: is empty; download it again, or take it out.",
        "b.json: holds no records",
    ]
