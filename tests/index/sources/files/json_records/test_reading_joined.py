"""Whatever is joined in a file, each whole record is read once, and what is not whole is named."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from index.sources.files.contents import Contents
from index.sources.files.json_records.pages import Page, one_of_many
from index.sources.files.json_records.reading import read_json_records
from index.sources.source import JsonText, JsonTextDamaged, Raw
from tests.conftest import examples


def _recognises(value: object) -> bool:
    return isinstance(value, dict) and "id" in value


def _read(
    path: Path, content: bytes, pages: list[Page] | None = None
) -> tuple[list[Any], list[str]]:
    """The records that could be decoded, and what was said of everything else."""
    path.write_bytes(content)
    values, told = [], []
    for one in read_json_records(Contents(path), "f", _recognises, [] if pages is None else pages):
        if isinstance(one, Raw):
            assert isinstance(one.value, JsonText)
            try:
                values.append(one.value.decoded())
            except JsonTextDamaged as damage:
                told.append(f"{one.where}: {damage}")
        else:
            told.append(str(one))
    return values, told


_TEXT = st.text('ab é\\"{}[]:,\n', max_size=8)
_INSIDE = st.recursive(
    st.none() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xy"), inner),
    max_leaves=6,
)
_counted = itertools.count(1)
_RECORD = st.dictionaries(st.sampled_from(("a", "b", "c d")), _INSIDE, max_size=3)
_INDENT = st.sampled_from((None, 0, 2))


@st.composite
def _records(draw: st.DrawFn, least: int = 1) -> list[dict[str, Any]]:
    found = draw(st.lists(_RECORD, min_size=least, max_size=4))
    first = draw(st.booleans())
    numbered = [{"id": next(_counted)} | one if first else one | {"id": 0} for one in found]
    return [one | {"id": next(_counted)} for one in numbered]


@st.composite
def _piece(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """A text that a file may be joined from, and the records in it."""
    records = draw(_records())
    indent = draw(_INDENT)
    ascii_ = draw(st.booleans())

    def written(value: object, indent: int | None = indent) -> str:
        return json.dumps(value, indent=indent, ensure_ascii=ascii_)

    form = draw(st.integers(0, 7))
    if form == 0:
        return "\n".join(written(one, None) for one in records) + "\n", records
    if form == 1:
        return draw(st.sampled_from(("\n", ",", " ", ""))).join(map(written, records)), records
    if form == 2:
        return written({"totalCount": 9, "studies": records, "nextPageToken": "x"}), records
    if form == 3:
        return written([{"results": [one], "meta": {"total": 1}} for one in records]), records
    if form == 4:
        return written({"data": {"studies": records, "more": [1, {"x": {}}]}}), records
    if form == 5:
        return written({f"N{one['id']}": one for one in records}), records
    if form == 6:
        return written({"hits": {"hits": [{"n": 1, "_source": one} for one in records]}}), records
    return written(records), records


@examples(150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(_piece(), min_size=1, max_size=4),
    st.sampled_from(("\n", "", ",", ",\n", "\r\n\n", "\ufeff")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")),
)
def test_undamaged_pieces_in_any_encoding_give_what_plain_decoding_gives(
    tmp_path: Path, pieces: list[tuple[str, list[dict[str, Any]]]], between: str, encoding: str
) -> None:
    text = between.join(one for one, _ in pieces)
    values, told = _read(tmp_path / "f", text.encode(encoding))
    assert values == [record for _, records in pieces for record in records]
    assert told == []


@st.composite
def _damaged(draw: st.DrawFn, text: str) -> str:
    """A record's text that is damaged so that it is no JSON."""
    at = draw(st.integers(1, len(text) - 1))
    return draw(
        st.sampled_from((text[:at], text[:at] + "@" + text[at:], text[:at] + text[at + 1 :]))
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@examples(200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_beside_a_damaged_record_every_whole_one_is_read_once_and_the_damage_is_named(
    tmp_path: Path, data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(("lines", "page", "array", "pretty")))
    indent = 2 if form == "pretty" else None
    records = [
        {"id": number} | one
        for number, one in enumerate(data.draw(st.lists(_RECORD, min_size=2, max_size=5)))
    ]
    texts = [json.dumps(one, indent=indent) for one in records]
    position = data.draw(st.integers(0, len(texts) - 1))
    texts[position] = data.draw(_damaged(texts[position]))
    if _is_json(texts[position]):
        return
    start, between, end = {
        "lines": ("", "\n", "\n"),
        "page": ('{"totalCount": 2, "studies": [', ", ", '], "nextPageToken": "x"}'),
        "array": ("[", ",\n", "]\n"),
        "pretty": ("", "\n", "\n"),
    }[form]
    values, told = _read(tmp_path / "f", (start + between.join(texts) + end).encode())
    whole = [one for number, one in enumerate(records) if number != position]
    seen = [one for one in whole if one in values]
    # A record without its end may go on over the next one, and be whole with it inside.
    assert seen == whole or all(_lies_in(values, one) for one in whole)
    assert all(values.count(one) == 1 for one in seen)
    assert told or any(one not in whole for one in values)


def _lies_in(value: object, record: object) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value == record or any(_lies_in(one, record) for one in inside)


_ONE, _TWO = {"id": 1, "a": "é"}, {"id": 2, "b": [{"x": 3}]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"id": 1}]\n<p>More\n', ["f, line 2: is not JSON: <p>More"]),
        ('{"studies": [{"id": 1}, 7, {"name": 2}]}', [
            "f, record 2: should be a JSON object, but is 7",
            "f, record 3: is neither a study of ClinicalTrials.gov (version 2: protocolSection) "
            "nor a project of NIH RePORTER (version 2: appl_id, project_title). It has name.",
        ]),
        ('[{"id": 1}, {"id": 2', ["f, record 2: is not whole: the file breaks off here; it begins "
                                 "in line 1"]),
        ('[{"id": 1},', ["f, record 2: the file breaks off here, before its last bracket"]),
        ('[{"id": 1}]]', ["f, line 1: is not JSON: ]"]),
        ('[{"id": 1},\n{"id": 2, "a": "x\ny"},\n{"id": 3}]', [
            "f, record 2: is not valid JSON: invalid character (line 2); it begins in line 2",
        ]),
    ],
)  # fmt: skip
def test_what_is_no_record_is_named_with_its_place(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    values, told = _read(tmp_path / "f", text.encode())
    assert values[0] == {"id": 1}
    assert told == said


def test_records_are_numbered_through_all_that_is_joined(tmp_path: Path) -> None:
    text = (
        f"{json.dumps(_ONE)}\n{json.dumps([_ONE, _TWO])}{json.dumps({'studies': [_TWO]}, indent=1)}"
    )
    (tmp_path / "f").write_text(text)
    found = list(read_json_records(Contents(tmp_path / "f"), "f", _recognises, []))
    assert [one.where for one in found] == [
        "f, line 1",
        "f, record 2",
        "f, record 3",
        "f, record 4",
    ]


@pytest.mark.parametrize(
    "text",
    ["[]", '{"studies": []}', '{"totalCount":0,"studies":[]}', "[]\n[]",
     '{"meta": {"total": 0}, "results": []}'],
)  # fmt: skip
def test_an_empty_page_holds_no_records_and_is_no_fault(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path / "f", text.encode()) == ([], [])


def test_a_record_of_many_megabytes_is_cut_like_any_other(tmp_path: Path) -> None:
    long = {"id": 1, "a": "x" * (9 << 20), "b": [1]}
    for page in ({"studies": [long, _TWO]}, [long, _TWO]):
        assert _read(tmp_path / "f", json.dumps(page).encode()) == ([long, _TWO], [])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (['{"totalCount": 4213, "nextPageToken": "x", "studies": [{"id": 1}]}'],
         "f: is one page of a download, and holds 1 of 4,213 studies. "),
        (['{"studies": [{"id": 1}], "nextPageToken": "x"}'],
         "f: is one page of a download, and the one that follows is missing. "),
        (['{"meta": {"total": 3}, "results": [{"id": 1}]}'],
         "f: is one page of a download, and holds 1 of 3 projects. "),
        (['{"totalCount": 2, "nextPageToken": "x", "studies": [{"id": 1}]}',
          '{"studies": [{"id": 2}]}'], ""),
        (['{"totalCount": 3, "nextPageToken": "x", "studies": [{"id": 1}]}',
          '{"studies": [{"id": 2}], "nextPageToken": "y"}'],
         "f: is the first of 2 pages of a download, which hold 2 of 3 studies. "),
        (['{"studies": [{"id": 1}]}'], ""),
    ],
)  # fmt: skip
def test_a_download_that_is_not_all_of_it_says_so_once(
    tmp_path: Path, texts: list[str], said: str
) -> None:
    pages: list[Page] = []
    for text in texts:
        _read(tmp_path / "f", text.encode(), pages)
    told = [str(one) for one in one_of_many(pages)]
    assert len(told) == bool(said)
    assert all(one.startswith(f"{said}") and "rebuild from the folder" in one for one in told)


@pytest.mark.parametrize("joined", [b"[%s, %s]", b"%s\n%s", b'{"studies": [%s,%s]}'])
def test_what_is_no_number_is_nothing(tmp_path: Path, joined: bytes) -> None:
    first = b'{"id": 1, "a": NaN, "b": [-Infinity, Infinity], "c": "NaN, Infinity"}'
    values, told = _read(tmp_path / "f", joined % (first, b'{"id": 2, "a": "x"}'))
    assert values == [
        {"id": 1, "a": "", "b": ["", ""], "c": "NaN, Infinity"},
        {"id": 2, "a": "x"},
    ]
    assert told == []


def test_what_only_begins_like_that_is_damage(tmp_path: Path) -> None:
    values, told = _read(tmp_path / "f", b'{"id": 1}\n{"id": NaNo}\n{"id": 3}')
    assert values == [{"id": 1}, {"id": 3}]
    assert len(told) == 1
