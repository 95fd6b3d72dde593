from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from index.errors import SourceUnreadable
from index.sources.reader import read
from tests.index.sources.raw_records import TRIAL_PAGE, award, study


def _zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _told(path: Path, content: bytes) -> list[str]:
    """What became of each thing read: an id and where it was, or what was said."""
    path.write_bytes(content)
    return [
        f"{one.translation.listing.id} {one.where}"
        if one.translation
        else str(one.notice or one.refused[0])
        for one in read(path)
    ]


_STUDY, _AWARD = json.dumps(study()).encode(), json.dumps([award()]).encode()


def test_every_file_of_an_archive_is_read_whichever_kind_and_folder(tmp_path: Path) -> None:
    members = {
        "01/NCT90000001.json": _STUDY,
        "b/projects": _AWARD,
        "c/inner.zip": _zipped({"page.txt": TRIAL_PAGE.encode()}),
        "__MACOSX/01/._NCT90000001.json": b"\0\5\x16\7",
        ".DS_Store": b"\0\0\0\1Bud1",
        "../../d.json": _STUDY,
        "readme.pdf": b"%PDF-1.4",
    }
    assert _told(tmp_path / "all.zip", _zipped(members)) == [
        "NCT90000001 all.zip, ../../d.json, line 1",
        "NCT90000001 all.zip, 01/NCT90000001.json, line 1",
        "NIH-90000001 all.zip, b/projects, record 1",
        "NCT90000001 all.zip, c/inner.zip, page.txt",
        "all.zip: a file of another kind was not read: all.zip, readme.pdf",
    ]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["all.zip"]


def test_an_archive_in_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    deep = _zipped({"c.zip": _zipped({"b.zip": _zipped({"a.json": _STUDY})}), "z.json": _STUDY})
    first, second = _told(tmp_path / "d.zip", deep)
    assert first.startswith("d.zip, c.zip, b.zip: is a ZIP archive in an archive in an archive. ")
    assert second == "NCT90000001 d.zip, z.json, line 1"


def test_a_damaged_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    packed = bytearray(_zipped({"a.json": _STUDY, "b.json": _AWARD}))
    packed[200] ^= 0xFF
    first, second = _told(tmp_path / "all.zip", bytes(packed))
    assert first.startswith("all.zip, a.json")
    assert "damaged" in first
    assert second == "NIH-90000001 all.zip, b.json, record 1"


def _with_flag(packed: bytes, flag: int) -> bytes:
    """An archive whose members all say that they are locked."""
    changed = bytearray(packed)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= flag
            at = changed.find(mark, at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_with_flag(_zipped({"a.json": _STUDY}), 1), "with a password. Unpack it"),
        (_zipped({"a.json": _STUDY})[:-30], "cut short or is damaged.* Download it again"),
        (_zipped({"a.json": b"0" * 300_000_000}), "more than any archive of records"),
        (_zipped({"word/document.xml": b"<w/>"}), "is a Word document"),
        (_zipped({"xl/workbook.bin": b"x"}), r"a binary Excel file \(.xlsb\). Open it"),
        (_zipped({"content.xml": b"<office/>"}), "an OpenDocument file. Open it"),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SourceUnreadable, match=f"a.zip: .*{said}"):
        read(tmp_path / "a.zip")


def test_an_archive_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    assert _told(tmp_path / "a.zip", _zipped({})) == [
        "a.zip: is a ZIP archive with nothing in it; download it again"
    ]
