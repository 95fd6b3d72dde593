from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from index.errors import Problem
from index.sources.files.contents import Contents
from index.sources.files.json_records.reading import read_json_records
from index.sources.source import JsonText, JsonTextDamaged, Raw
from tests.conftest import examples


def _value(raw: Raw) -> object:
    assert isinstance(raw.value, JsonText)
    try:
        return raw.value.decoded()
    except JsonTextDamaged as damage:
        return str(damage)


def _recognises(value: object) -> bool:
    return isinstance(value, dict) and set(value) <= set("abc")


def _found(path: Path, content: bytes) -> list[tuple[str, object]]:
    path.write_bytes(content)
    return [
        (one.where, _value(one)) if isinstance(one, Raw) else (one.where, one.what)
        for one in read_json_records(Contents(path), "f", _recognises, [])
    ]


def test_every_form_gives_the_same_records(tmp_path: Path) -> None:
    forms = [
        b'{"a":1}\n{"a":2}\n',
        b'[{"a":1},{"a":2}]',
        b'[\n  {"a": 1},\n  {"a": 2}\n]\n',
        b'{"studies": [{"a":1},{"a":2}], "nextPageToken": "x"}',
        b'{\n "meta": {"total": 2},\n "results": [{"a":1},\n{"a":2}]}',
        b'\xef\xbb\xbf\n{"a":1}\r\n\r\n{"a":2}',
    ]
    for form in forms:
        assert [value for _, value in _found(tmp_path / "f", form)] == [{"a": 1}, {"a": 2}], form


def test_a_single_object_may_be_pretty_printed(tmp_path: Path) -> None:
    assert _found(tmp_path / "f", b'{\n  "a": [\n    1\n  ]\n}') == [("f, record 1", {"a": [1]})]


def test_a_torn_line_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = _found(tmp_path / "f", b'{"a": \n{"a":2}\n[]x\n7\n\xff{"a"\n{"a":3}\n')
    assert [where for where, _ in found] == [f"f, line {n}" for n in range(1, 7)]
    assert [value for _, value in found if isinstance(value, dict)] == [{"a": 2}, {"a": 3}]
    assert found[3][1] == "should be a JSON object, but is 7"


def test_what_is_whole_of_a_torn_page_is_kept(tmp_path: Path) -> None:
    page = b'{"studies": [{"a":1},\n{"a":2,\n"b":oops},\n{"a":"\xff"},{"a":4},{"a":5'
    found = _found(tmp_path / "f", page)
    assert [value for _, value in found if isinstance(value, dict)] == [{"a": 1}, {"a": 4}]
    told = {where: str(what) for where, what in found if isinstance(what, str)}
    assert "line 3" in told["f, record 2"]
    assert "not UTF-8" in told["f, record 3"]
    assert "f, record 5" in told


def test_nesting_without_end_is_told(tmp_path: Path) -> None:
    deep = b"[" * 100_000
    found = _found(tmp_path / "f", b'{"a":1}\n{"a":' + deep + b"\n" + b'{"a":2}\n')
    assert found[1] == ("f, line 2", "is nested too deeply")
    assert found[2] == ("f, line 3", {"a": 2})
    assert all(isinstance(what, str) for _, what in _found(tmp_path / "g", deep))


@examples(80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60).map(lambda tail: b'{"a":1}\n[{' + tail))
def test_any_bytes_become_records_or_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    assert all(
        isinstance(one, Raw | Problem)
        for one in read_json_records(Contents(path), "f", _recognises, [])
    )


@pytest.mark.parametrize(
    "head", [b'{"a": \n{"a": {"b"\n', b'{"x": 1,\n{"y":\n', b"[oops\n{torn\n", b"{\n" * 40]
)
def test_however_many_torn_lines_come_first_the_whole_ones_are_kept(
    tmp_path: Path, head: bytes
) -> None:
    found = _found(tmp_path / "f", head + b'{"a":1}\n{"a":2}\n')
    torn = head.count(b"\n")
    assert [where for where, _ in found] == [f"f, line {n}" for n in range(1, torn + 3)]
    assert [value for _, value in found if isinstance(value, dict)] == [{"a": 1}, {"a": 2}]
    only = _found(tmp_path / "g", head + b'{"a":1}\n')
    assert [value for _, value in only if isinstance(value, dict)] == [{"a": 1}]
    assert len(only) == torn + 1


def test_a_torn_object_over_many_lines_is_one_problem(tmp_path: Path) -> None:
    found = _found(tmp_path / "f", b'{\n "a": [\n  1,\n  {}\n ],\n "b": oops\n}\n')
    assert [where for where, _ in found] == ["f, record 1"]


def test_what_follows_a_torn_first_record_of_a_page_is_kept(tmp_path: Path) -> None:
    for start in (b'{"studies": [', b"["):
        found = _found(tmp_path / "f", start + b'\n{"a": oops},\n{"a":2},\n{"a":3}\n]')
        assert [value for _, value in found if isinstance(value, dict)] == [{"a": 2}, {"a": 3}]
        assert len(found) == 3


_VALUES: st.SearchStrategy[object] = st.integers() | st.just([{}])
_OBJECTS = st.dictionaries(st.sampled_from("abc"), _VALUES, max_size=2)


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_OBJECTS, min_size=1, max_size=4), st.sampled_from([None, 0, 1]))
def test_a_whole_document_is_never_taken_for_lines(
    tmp_path: Path, values: list[dict[str, object]], indent: int | None
) -> None:
    for document in (values, {"meta": {"total": 9}, "results": values}):
        text = json.dumps(document, indent=indent)
        for written in (text, text.replace("}, {", "},\n{"), text.replace("}, {", "}\n, {")):
            found = _found(tmp_path / "f", written.encode())
            assert [value for _, value in found] == values
