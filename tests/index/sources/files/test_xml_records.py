from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceUnreadable
from index.sources.files.contents import Contents
from index.sources.files.xml_records import read_xml_records
from index.sources.source import Raw
from tests.conftest import examples

_STUDY = (
    '<clinical_study rank="1">\n  <id_info><nct_id>{}</nct_id></id_info>\n'
    '  <start_date type="Actual">May 2020</start_date>\n</clinical_study>\n'
)
_ONE, _OTHER = _STUDY.format("NCT90000001"), _STUDY.format("NCT90000002")
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _read(path: Path, content: str | bytes) -> list[tuple[str, object]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [
        (one.where, one.value) if isinstance(one, Raw) else (one.where, one.what)
        for one in read_xml_records(Contents(path), "f.xml")
    ]


def _value(identifier: str) -> dict[str, object]:
    return {
        "clinical_study": {
            "@rank": "1",
            "id_info": [{"nct_id": [identifier]}],
            "start_date": [{"@type": "Actual", "#text": "May 2020"}],
        }
    }


@pytest.mark.parametrize(
    "content",
    [
        _DECLARED + _ONE,
        _ONE,
        "\ufeff" + _DECLARED + "<!-- <b> --><!DOCTYPE clinical_study>" + _ONE,
        _DECLARED + f"<search_results count='1'><query/>{_ONE}</search_results>",
        _DECLARED.replace("UTF-8", "UTF-16") + _ONE,
        _ONE.replace("\n", "\r\n"),
    ],
)
def test_a_study_is_read_alone_or_in_a_wrapper(tmp_path: Path, content: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert _read(tmp_path / "f", content.encode(encoding)) == [
            ("f.xml, record 1", _value("NCT90000001"))
        ]


@pytest.mark.parametrize(
    "content",
    [
        _DECLARED + _ONE + _DECLARED + _OTHER,
        _DECLARED + f"<studies>{_ONE}<other>x</other>{_OTHER}</studies>",
        _ONE.strip() + _OTHER,
    ],
)
def test_studies_joined_in_one_file_are_all_read(tmp_path: Path, content: str) -> None:
    assert _read(tmp_path / "f", content) == [
        ("f.xml, record 1", _value("NCT90000001")),
        ("f.xml, record 2", _value("NCT90000002")),
    ]


def test_text_is_read_in_the_encoding_that_is_declared(tmp_path: Path) -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    content += "<clinical_study><a>Zoë &lt; 3</a></clinical_study>"
    for written in (content.encode("latin-1"), content.replace("ISO-8859-1", "utf-8").encode()):
        assert _read(tmp_path / "f", written)[0][1] == {"clinical_study": {"a": ["Zoë < 3"]}}


def test_damage_costs_one_study_alone(tmp_path: Path) -> None:
    content = (
        "<all>\n" + _ONE.replace("</id_info>", "</id>") + "<clinical_study><a>never closed\n"
        + _OTHER + "<clinical_study><a>&unknown;</a></clinical_study>\n<clinical_study><b>cut"
    )  # fmt: skip
    assert _read(tmp_path / "f", content) == [
        ("f.xml, record 1", "is not valid XML: mismatched tag (line 3)"),
        ("f.xml, record 2", "breaks off; it begins in line 6"),
        ("f.xml, record 3", _value("NCT90000002")),
        ("f.xml, record 4", "is not valid XML: undefined entity (line 11)"),
        ("f.xml, record 5", "the file breaks off here; the record begins in line 12"),
    ]


def test_entities_are_never_declared(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    for name in ("a", "b"):
        content = f"{_DECLARED}{bomb}<clinical_study><t>&{name};</t></clinical_study>"
        assert _read(tmp_path / "f", content) == [
            ("f.xml, record 1", "is not valid XML: undefined entity (line 2)")
        ]
    inside = f"<clinical_study>{bomb}<t>&a;</t></clinical_study>"
    assert "is not valid XML" in str(_read(tmp_path / "f", inside)[0][1])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<allTrials><trial/></allTrials>", "<allTrials>, a download of ISRCTN"),
        (_DECLARED + "<!-- c --><PROJECTS><row/></PROJECTS>", "NIH ExPORTER; download the CSV"),
        ("<!DOCTYPE html><html><body>clinical_study</body></html>", "<html>, a web page"),
        ("<unknown/>", "is XML of another kind (<unknown>)"),
        ("<clinical_study_id>x</clinical_study_id>", "(<clinical_study_id>)"),
        ("<", "holds no element"),
    ],
)
def test_xml_of_another_kind_is_refused_by_its_root(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(SourceUnreadable) as refusal:
        _read(tmp_path / "f", content)
    assert said in str(refusal.value)
    assert "Download the studies from ClinicalTrials.gov, as JSON" in str(refusal.value)


def test_a_study_may_lie_anywhere_in_the_pieces_of_a_file(tmp_path: Path) -> None:
    for before in range((1 << 18) - 40, (1 << 18) + 3, 7):
        content = f"<all>{' ' * before}{_ONE}</all>"
        assert [where for where, _ in _read(tmp_path / "f", content)] == ["f.xml, record 1"]


@given(st.text(alphabet="<>/clinical_study &;!-\n", max_size=200))
@examples(60)
def test_no_text_breaks_the_reading(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xml"
    found = _read(path, _ONE + text + _OTHER)
    assert found[0] == ("f.xml, record 1", _value("NCT90000001"))
