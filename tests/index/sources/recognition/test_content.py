from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.sources.reader import read
from tests.index.sources.raw_records import TRIAL_PAGE, award, study


def _told(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    return [
        one.translation.listing.id if one.translation else str(one.notice or one.refused[0])
        for one in read(path)
    ]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_IDS = ["NCT90000001", "NIH-90000001"]
_STUDY, _AWARD = study(), award()


@pytest.mark.parametrize(
    "text",
    [
        _text(_STUDY) + "\n" + _text(_AWARD),
        _text([_STUDY]) + _text({"meta": {"total": 1}, "results": [_AWARD]}),
        _text({"data": {"studies": [_STUDY, _AWARD]}}),
        _text([{"studies": [_STUDY]}, {"results": [_AWARD]}]),
        _text({"NCT90000001": _STUDY, "NIH-90000001": _AWARD}),
        json.dumps(_STUDY, indent=2) + "\n" + json.dumps(_AWARD, indent=2),
        "\x1e" + _text(_STUDY) + "\n\x1e" + _text(_AWARD) + "\n",
        _text({"hits": {"hits": [{"_source": _STUDY}, {"_source": _AWARD}]}}),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_records_are_found_however_they_are_contained_and_encoded(
    tmp_path: Path, text: str, encoding: str
) -> None:
    content = text.encode(encoding)
    assert _told(tmp_path / "a.download", content) == _IDS
    assert _told(tmp_path / "a", gzip.compress(content)) == _IDS


def test_accents_in_windows_1252_are_read_and_told(tmp_path: Path) -> None:
    named = study()
    named["protocolSection"]["contactsLocationsModule"]["locations"][1]["city"] = "Málaga"
    (tmp_path / "f").write_bytes(_text(named).encode("latin-1"))
    record, notice = read(tmp_path / "f")
    assert record.translation is not None
    assert record.translation.listing.site[1].city == "Málaga"
    assert notice.notice is not None
    assert "was read as Windows-1252" in notice.notice.what


@pytest.mark.parametrize("text", ['{"studies": []}', "[]", '{"meta": {"total": 0}, "results": []}'])
def test_an_empty_page_is_a_notice(tmp_path: Path, text: str) -> None:
    assert _told(tmp_path / "f", text.encode()) == ["f: holds no records"]


def test_one_page_of_many_says_what_to_do(tmp_path: Path) -> None:
    page = {"totalCount": 4213, "studies": [_STUDY], "nextPageToken": "x"}
    first, said = _told(tmp_path / "page.json", _text(page).encode())
    assert first == "NCT90000001"
    assert said.startswith("page.json: is one page of a download, and holds 1 of 4,213 studies. ")


def test_a_listing_page_may_be_in_utf_16(tmp_path: Path) -> None:
    assert _told(tmp_path / "f", TRIAL_PAGE.encode("utf-16")) == ["NCT90000001"]
