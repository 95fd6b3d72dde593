from __future__ import annotations

import errno
import gzip
import itertools
import json
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from index.errors import SourceUnreadable
from index.sources.reader import read
from index.sources.source import Attachment, Translation
from index.sources.translation import Arrival
from tests.index.sources.deduplication.collapsed import collapse
from tests.index.sources.raw_records import PROJECT_PAGE, TRIAL_PAGE, award, study

_YAML = "- id: OURS-1\n  kind: trial\n  source: editorial\n  title: Ours\n"


def _lines(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def _ids(arrivals: Iterable[Arrival]) -> list[str]:
    return [
        one.translation.listing.id
        if isinstance(one.translation, Translation)
        else "notice"
        if one.notice
        else "refused"
        for one in arrivals
    ]


@pytest.mark.parametrize(
    ("content", "id_"),
    [
        (_lines(study()), "NCT90000001"),
        (_lines({"studies": [study()]}), "NCT90000001"),
        (json.dumps([award()], indent=1).encode(), "NIH-90000001"),
        (gzip.compress(_lines(award())), "NIH-90000001"),
        (_YAML.encode(), "OURS-1"),
        (gzip.compress(TRIAL_PAGE.encode()), "NCT90000001"),
        (PROJECT_PAGE.encode(), "NIH-90000001"),
    ],
)
def test_the_kind_of_a_file_is_in_its_content_and_not_its_name(
    tmp_path: Path, content: bytes, id_: str
) -> None:
    for name in ("records.txt", "records.json", "records"):
        (tmp_path / name).write_bytes(content)
        assert _ids(read(tmp_path / name)) == [id_]


def test_a_record_is_told_apart_by_line_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "studies.jsonl"
    file.write_bytes(_lines(study(), {"protocolSection": {}}, {}, award()) + b'{"protocolSec')
    arrivals = list(read(file))
    assert _ids(arrivals) == ["NCT90000001", "refused", "refused", "NIH-90000001", "refused"]
    assert arrivals[1].refused[0].where == (
        "studies.jsonl, line 2, protocolSection.identificationModule.nctId"
    )
    assert arrivals[4].refused[0].where == "studies.jsonl, line 5"


def test_of_a_cut_gzip_file_everything_before_the_cut_is_read(tmp_path: Path) -> None:
    studies = []
    for number in range(300):
        value = study()
        value["protocolSection"]["identificationModule"]["nctId"] = f"NCT{number:08}"
        value["protocolSection"]["descriptionModule"]["briefSummary"] = str(number**99)
        studies.append(value)
    packed = gzip.compress(_lines(*studies))
    file = tmp_path / "cut.gz"
    file.write_bytes(packed[: len(packed) * 2 // 3])
    arrivals = list(read(file))
    *whole, last = _ids(arrivals)
    assert last == "refused"
    assert whole == [f"NCT{number:08}" for number in range(len(whole))]
    assert len(whole) > 100
    assert arrivals[-1].refused[0].where == f"cut.gz, line {len(whole) + 1}"
    assert "cut short" in arrivals[-1].refused[0].what


def test_several_gzip_members_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "two.gz"
    file.write_bytes(gzip.compress(_lines(study())) + gzip.compress(_lines(award())) + b"\0\0")
    assert _ids(read(file)) == ["NCT90000001", "NIH-90000001"]


def test_a_folder_is_read_in_order_and_a_strange_file_in_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.yml").write_text(_YAML)
    (tmp_path / "a.json").write_bytes(_lines(study()))
    (tmp_path / "c.txt").write_text("Buy milk.\n")
    (tmp_path / ".hidden.yml").write_text("no: listing")
    (tmp_path / "notes.md").write_text("not read")
    arrivals = list(read(tmp_path))
    assert _ids(arrivals) == ["NCT90000001", "OURS-1", "refused", "notice"]
    assert arrivals[2].refused[0].where == "c.txt"
    assert arrivals[3].notice is not None
    assert arrivals[3].notice.what == "a file of another kind was not read: notes.md"


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"\x89PNG\x00\xff", b"Buy milk.", b'{"name": "x"}',
                b"[", b"7", gzip.compress(b"", mtime=0), b"\x1f\x8b\x08broken", b"{" * 9],
)  # fmt: skip
def test_a_file_of_no_known_kind_is_unreadable_at_once(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(SourceUnreadable, match="f"):
        read(tmp_path / "f")


def test_a_missing_path_and_an_empty_folder_are_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="no such file"):
        read(tmp_path / "nothing.json")
    with pytest.raises(SourceUnreadable, match="nothing to read"):
        read(tmp_path)


def test_lines_are_streamed(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(_lines(award()) * 3 + b"{torn\n" * 100_000)
    assert _ids(itertools.islice(read(file), 3)) == ["NIH-90000001"] * 3


def test_every_real_record_is_accounted_for(shared: Path, tmp_path: Path) -> None:
    counts = {"read": 0, "refused": 0}

    def translations() -> Iterable[Translation | Attachment]:
        for path in (
            shared / "records" / "clinicaltrials-v2-as-served.jsonl.gz",
            shared / "records" / "nih-projects.jsonl.gz",
            shared / "seed" / "listing-page.txt",
        ):
            for arrival in read(path):
                counts["read"] += 1
                if arrival.translation is None:
                    counts["refused"] += 1
                else:
                    yield arrival.translation

    found = collapse(translations(), tmp_path)
    assert counts == {"read": 546 + 27_081 + 1, "refused": 0}
    assert counts["read"] == len(found.listings) + found.collapsed + len(found.refused)
    assert len({one.id for one in found.listings}) == len(found.listings)


@pytest.mark.parametrize("foreign", [1, 49, 50, 51, 60, 300])
def test_foreign_objects_are_refused_one_by_one_however_late_a_record_comes(
    tmp_path: Path, foreign: int
) -> None:
    file = tmp_path / "mixed.jsonl"
    content = _lines(*[{"name": n} for n in range(foreign)]) + b"{torn\n" + _lines(study(), {})
    for packed in (content, gzip.compress(content)):
        file.write_bytes(packed)
        arrivals = list(read(file))
        refused = ["refused"] * (foreign + 1)
        assert _ids(arrivals) == [*refused, "NCT90000001", "refused"]
        wheres = [one.where for one in arrivals]
        assert wheres == [f"mixed.jsonl, line {n}" for n in range(1, foreign + 4)]
        assert all(one.refused for one in arrivals if not one.translation)


def test_foreign_objects_alone_are_of_no_known_kind(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(_lines(*[{"name": n} for n in range(200)]))
    with pytest.raises(SourceUnreadable, match="neither"):
        read(tmp_path / "f")


def test_torn_lines_at_the_head_do_not_cost_the_records_after_them(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b'{"protocolSection": {\n{"protocolSec\n' + _lines(study()))
    assert _ids(read(tmp_path / "f")) == ["refused", "refused", "NCT90000001"]


def test_a_folder_that_cannot_be_opened_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "locked", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.json").write_bytes(_lines(study()))
    open_folder = os.scandir

    def refuse(path: str) -> object:
        # Permissions do not stop an administrator, who may be the one running the tests.
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return open_folder(path)

    monkeypatch.setattr(os, "scandir", refuse)
    arrivals = list(read(tmp_path))
    assert _ids(arrivals) == ["NCT90000001", "refused", "NCT90000001"]
    ((problem,),) = [one.refused for one in arrivals if one.refused]
    assert str(problem) == "locked: cannot be read (Permission denied)."
    with pytest.raises(SourceUnreadable, match=r"locked: cannot be read"):
        read(tmp_path / "locked")


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "one.json").symlink_to(tmp_path / "gone.json")
    (arrival,) = read(tmp_path)
    assert arrival.refused[0].where == "one.json"


def test_a_name_that_is_no_text_can_be_printed_and_found_again(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x1b.json")
    (tmp_path / name).write_bytes(_lines(study()) + b"{torn\n")
    for path in (tmp_path, tmp_path / name):
        good, torn = read(path)
        assert torn.refused[0].where == r"caf\xe9\x1b.json, line 2"
        assert good.translation is not None
        json.dumps([good.where, good.translation.where]).encode()
        msgspec.json.encode(torn.refused)
    (tmp_path / name).write_bytes(b"Buy milk.")
    with pytest.raises(SourceUnreadable, match=r"caf\\xe9\\x1b.json"):
        read(tmp_path / name)
    with pytest.raises(SourceUnreadable, match=r"\\xe9: there is no such file"):
        read(tmp_path / os.fsdecode(b"\xe9"))


def test_a_record_longer_than_any_is_refused_by_line_and_field_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    endless, many = study(), study()
    endless["protocolSection"]["descriptionModule"]["detailedDescription"] = "word " * 1_000_000
    many["protocolSection"]["conditionsModule"]["conditions"] = [f"C{n}" for n in range(100_000)]
    (tmp_path / "f.jsonl").write_bytes(_lines(endless, many, award()))
    arrivals = list(read(tmp_path / "f.jsonl"))
    assert _ids(arrivals) == ["refused", "refused", "NIH-90000001"]
    assert [str(one.refused[0]) for one in arrivals[:2]] == [
        "f.jsonl, line 1, NCT90000001, description: has 4,999,999 characters, more than the "
        "200,000 that a listing may have; shorten it, or see whether two records ran into one",
        "f.jsonl, line 2, NCT90000001, condition: has 100,000 values, more than the 10,000 that "
        "a listing may have; shorten it, or see whether two records ran into one",
    ]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_files_from_windows_read_as_others_do_with_the_same_line_numbers(
    tmp_path: Path, start: bytes
) -> None:
    block = "  summary: |\n    One\n    two\n"
    page = json.dumps([study(), "here", award()], indent=1).replace('"here"', '{"protocolSec')
    files = {
        "a.yml": f"{_YAML}{block}- id: OURS-2\n  kind: trial\n  sex: woman\n".encode(),
        "b.jsonl": _lines(study()) + b"\n{torn\n" + _lines(award()),
        "c.json": page.encode(),
        "d.txt": TRIAL_PAGE.encode(),
        "e.yml": b"- id: OURS-3\n  title: 'x\n",
    }
    for name, content in files.items():
        for system, bytes_ in (("unix", content), ("windows", content.replace(b"\n", b"\r\n"))):
            (tmp_path / system).mkdir(exist_ok=True)
            (tmp_path / system / name).write_bytes(start + bytes_)
    unix, windows = ([*read(tmp_path / system)] for system in ("unix", "windows"))
    assert [one.translation for one in windows] == [one.translation for one in unix]
    assert [str(one.refused) for one in windows] == [str(one.refused) for one in unix]
    assert windows[0].translation is not None
    assert windows[0].translation.listing.summary == "One\ntwo"
    wheres = [problem.where for one in windows for problem in one.refused]
    assert "a.yml, line 10, OURS-2, sex" in wheres
    assert "b.jsonl, line 3" in wheres
    assert "c.json, record 2" in wheres
    assert "e.yml, line 3" in wheres
