from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceUnreadable
from index.sources.files.contents import Contents
from index.sources.files.tables import delimited
from index.sources.files.tables.delimited import has_known_header, read_table
from index.sources.source import Raw
from tests.conftest import examples

_HEADER = "NCT Number,Study Title,Conditions\n"
_ROW = {"nct number": "NCT90000001", "study title": "Hay fever", "conditions": "Pollen|Grass"}


def _read(path: Path, content: str | bytes) -> list[tuple[str, object]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [
        (one.where, one.value) if isinstance(one, Raw) else (one.where, one.what)
        for one in read_table(Contents(path), "f.csv")
    ]


def _values(path: Path, content: str | bytes) -> list[object]:
    return [value for _, value in _read(path, content)]


@pytest.mark.parametrize(
    "content",
    [
        "NCT Number,Study Title,Conditions\nNCT90000001,Hay fever,Pollen|Grass\n",
        "NCT Number,Study Title,Conditions\r\nNCT90000001,Hay fever,Pollen|Grass\r\n",
        "NCT Number,Study Title,Conditions\rNCT90000001,Hay fever,Pollen|Grass\r",
        "\ufeffNCT_Number,Study_Title,Conditions\nNCT90000001,Hay fever,Pollen|Grass",
        "nct_number;study_title;conditions\nNCT90000001;Hay fever;Pollen|Grass\n",
        "sep=;\nNCT Number;Study Title;Conditions\nNCT90000001;Hay fever;Pollen|Grass\n",
        "NCT Number\tStudy Title\tConditions\nNCT90000001\tHay fever\tPollen|Grass\n",
        '"NCT Number","Study Title","Conditions"\n"NCT90000001","Hay fever","Pollen|Grass"\n',
        '"X.U.FEFF.NCT.Number","Study.Title","Conditions"\nNCT90000001,Hay fever,Pollen|Grass\n',
        "Searched for:,hay fever\n\n,,\nNCT Number,Study Title,Conditions\n"
        "NCT90000001,Hay fever,Pollen|Grass\n",
        "NCT Number,Study Title,Conditions,,\nNCT90000001,Hay fever,Pollen|Grass,,\n",
        "NCT Number,Study Title,Conditions\nNCT90000001,Hay fever,Pollen|Grass,,,\n",
        "NCT Number,Study Title,Conditions\n\n,,\nNCT90000001,Hay fever,Pollen|Grass\n\n",
        # Row numbers of R, which have no column of their own.
        '"NCT Number" "x"\n"NCT Number","Study Title","Conditions"\n'
        '"1","NCT90000001","Hay fever","Pollen|Grass"\n',
    ],
)  # fmt: skip
def test_a_table_reads_the_same_however_it_was_saved(tmp_path: Path, content: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert _values(tmp_path / "f", content.encode(encoding)) == [_ROW]
    assert _values(tmp_path / "f", gzip.compress(content.encode())) == [_ROW]


def test_a_column_that_people_call_otherwise_is_known(tmp_path: Path) -> None:
    assert _values(tmp_path / "f", "NCT ID,Study Title\nNCT90000001,Hay fever\n") == [
        {"nct number": "NCT90000001", "study title": "Hay fever"}
    ]


def test_an_export_of_reporter_is_read_below_its_banner(tmp_path: Path) -> None:
    content = (
        '"Search Criteria:","Fiscal Year: 2024, 2025"\n"Text search: ""hay fever"" (and)"\n\n\n'
        '"Project Title","Application ID","Project Number","Project Abstract","Total Cost"\n'
        '"Drops","10057091","5R01CA998001-03","No abstract available","1234"\n'
        '"More drops","10057092","5R01CA998002-03","One_x000D_\ntwo"\n'
    )
    assert [(where, list(row.values())) for where, row in _read(tmp_path / "f", content)] == [  # type: ignore[attr-defined]
        ("f.csv, line 6",
         ["Drops", "10057091", "5R01CA998001-03", "No abstract available", "1234"]),
        ("f.csv, line 7", ["More drops", "10057092", "5R01CA998002-03", "One\ntwo", ""]),
    ]  # fmt: skip


def test_a_column_without_a_name_is_counted(tmp_path: Path) -> None:
    content = ",NCT Number,Study Title,Title,title\n1,NCT90000001,A,B,C\n"
    assert _values(tmp_path / "f", content) == [
        {"column 1": "1", "nct number": "NCT90000001", "study title": "A", "title": "B",
         "title (5)": "C"}
    ]  # fmt: skip


def test_a_row_is_found_by_the_line_that_it_begins_in(tmp_path: Path) -> None:
    content = (
        "banner\n\n" + _HEADER + 'NCT90000001,"two\nlines",x\r\n\nNCT90000002,"a ""quoted"" one",\n'
    )
    assert [(where, row["study title"]) for where, row in _read(tmp_path / "f", content)] == [  # type: ignore[index]
        ("f.csv, line 4", "two\nlines"),
        ("f.csv, line 7", 'a "quoted" one'),
    ]


def test_returns_in_cells_and_excels_escapes_are_ends_of_lines(tmp_path: Path) -> None:
    content = _HEADER + 'NCT90000001,"a\rb",c_x000D_\nNCT90000002,d,"e_x000D_\nf"\n'
    rows = _values(tmp_path / "f", content)
    assert [list(row.values())[1:] for row in rows] == [["a\nb", "c\n"], ["d", "e\nf"]]  # type: ignore[attr-defined]


def test_a_cell_may_be_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    long = "a, b|" * 60_000
    (row,) = _values(tmp_path / "f", _HEADER + f'NCT90000001,x,"{long}"\n')
    assert row["conditions"] == long  # type: ignore[index]


def test_a_row_with_too_many_cells_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    found = _read(tmp_path / "f", _HEADER + "NCT90000001,a,b,c\nNCT90000002,a,b\n")
    assert found[0] == (
        "f.csv, line 2",
        "has 4 cells, but the header has 3 columns; put a text that holds a separator in quotation "
        "marks",
    )
    assert found[1][1]["nct number"] == "NCT90000002"  # type: ignore[index]


def test_a_row_without_its_key_or_most_cells_is_told(tmp_path: Path) -> None:
    content = _HEADER + "NCT90000001\nrest of a text\nNCT90000002,a,b\n"
    found = _read(tmp_path / "f", content)
    assert found[0] == (
        "f.csv, line 2", "has 1 cells, but the header has 3 columns; the row is not whole"
    )  # fmt: skip
    assert [where for where, _ in found] == [f"f.csv, line {line}" for line in (2, 3, 4)]


def test_a_row_that_excel_took_for_one_cell_is_taken_apart(tmp_path: Path) -> None:
    content = (
        _HEADER + 'NCT90000001,Hay fever,Pollen\n"NCT90000002,""Fever, hay"",a ""b"" c"\n'
        '"NCT90000003,""Fever; hay"",x";;\n'
    )
    assert [list(row.values()) for row in _values(tmp_path / "f", content)] == [  # type: ignore[attr-defined]
        ["NCT90000001", "Hay fever", "Pollen"],
        ["NCT90000002", "Fever, hay", 'a "b" c'],
        ["NCT90000003", "Fever; hay", "x"],
    ]


def test_excel_may_leave_empty_cells_at_the_end_of_a_row_away(tmp_path: Path) -> None:
    assert _values(tmp_path / "f", _HEADER + "NCT90000001,Hay fever\n") == [
        {**_ROW, "conditions": ""}
    ]


def test_a_quotation_mark_that_is_not_closed_costs_its_own_row_alone(tmp_path: Path) -> None:
    content = (
        _HEADER
        + 'NCT90000001,"not closed,x\n'
        + "".join(f"NCT9000000{n},fine,x\n" for n in range(2, 6))
    )
    found = _read(tmp_path / "f", content)
    assert found[0] == (
        "f.csv, line 2",
        "breaks off inside quotation marks: the file was cut short, or one is missing",
    )
    assert [where for where, _ in found[1:]] == [f"f.csv, line {n}" for n in range(3, 7)]
    assert all(isinstance(value, dict) for _, value in found[1:])


def test_a_quotation_mark_swallows_lines_only_up_to_the_next_row(tmp_path: Path) -> None:
    content = (
        _HEADER
        + 'NCT90000001,"not closed,x\nmore of it\nNCT90000002,"whole\ntext",x\nNCT90000003,a,b\n'
    )
    found = _read(tmp_path / "f", content)
    assert [where for where, _ in found] == ["f.csv, line 2", "f.csv, line 4", "f.csv, line 6"]
    assert "lines 2 to 3 were not read" in str(found[0][1])
    assert found[1][1]["study title"] == "whole\ntext"  # type: ignore[index]


def test_a_row_that_goes_on_for_ten_thousand_lines_is_none(tmp_path: Path) -> None:
    content = _HEADER + 'NCT90000001,"not closed,x\n' + "NCT90000002,fine,x\n" * 10_050
    found = _read(tmp_path / "f", content)
    assert found[0] == ("f.csv, line 2", "has a quotation mark that is not closed")
    assert len(found) == 10_051


def test_a_line_without_an_end_is_told_and_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_LONGEST_LINE", 1000)
    found = _read(tmp_path / "f", _HEADER + "NCT90000001,a,b\nNCT90000002," + "x" * 2000)
    assert found[0][0] == "f.csv, line 2"
    assert found[1][0] == "f.csv, line 3"
    assert str(found[1][1]).startswith("goes on for more than 32 MB")


def test_a_file_that_breaks_off_in_a_cell_says_so(tmp_path: Path) -> None:
    found = _read(tmp_path / "f", _HEADER + 'NCT90000001,a,b\nNCT90000002,"a lon')
    assert [where for where, _ in found] == ["f.csv, line 2", "f.csv, line 3"]
    assert "breaks off inside quotation marks" in str(found[1][1])


def test_damaged_gzip_says_where_it_ends(tmp_path: Path) -> None:
    rows = "".join(f"NCT9{n:07},{n * 7919 % 10007},{n * 104729}\n" for n in range(5000))
    whole = gzip.compress((_HEADER + rows).encode())
    found = _read(tmp_path / "f", whole[: len(whole) // 2])
    assert isinstance(found[0][1], dict)
    assert "cut short" in str(found[-1][1])


def test_tables_joined_to_one_are_all_read(tmp_path: Path) -> None:
    one, other = _HEADER + "NCT90000001,a,b\n", "Rank,NCT Number,Title\n1,NCT90000002,c\n"
    rows = _values(tmp_path / "f", one + "\ufeff" + one.replace("0001", "0003") + other)
    assert [row["nct number"] for row in rows] == ["NCT90000001", "NCT90000003", "NCT90000002"]  # type: ignore[index]


def test_rows_above_the_header_are_told(tmp_path: Path) -> None:
    found = _read(tmp_path / "f", "NCT90000009,page two,x\n" + _HEADER + "NCT90000001,a,b\n")
    assert found[0] == (
        "f.csv, line 1", "stands above the header, so it was not read; move the header to the top"
    )  # fmt: skip


def test_the_order_of_dates_is_that_of_the_whole_table(tmp_path: Path) -> None:
    header = "NCT Number,Study Title,Start Date\n"
    clear, unclear = "NCT90000001,a,{}\n", "NCT90000002,b,03-04-2020\n"
    for date, order in (("28-02-2014", "day first"), ("02/28/2014", "month first")):
        rows = _values(tmp_path / "f", header + unclear + clear.format(date))
        assert [row["order of dates"] for row in rows] == [order, order]  # type: ignore[index]
    both = header + clear.format("28-02-2014") + clear.format("02/28/2014")
    for content in (both, header + unclear, header + clear.format("on 28-02-2014 in the text")):
        assert not any("order of dates" in row for row in _values(tmp_path / "f", content))  # type: ignore[operator]


def test_a_table_of_no_known_kind_is_refused_with_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "f"
    for content in ("a,b\n1,2\n", "", "just words", '"', "\0\0\0\0", "NCT Number\nNCT90000001\n"):
        file.write_text(content)
        assert not has_known_header(Contents(file))
        with pytest.raises(SourceUnreadable, match="no known kind") as refusal:
            list(read_table(Contents(file), "f.csv"))
        assert "the CSV download of ClinicalTrials.gov" in str(refusal.value)


def test_a_table_of_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("nct_id|overall_status|phase\nNCT90000001|COMPLETED|NA\n")
    assert has_known_header(Contents(file))
    with pytest.raises(SourceUnreadable, match=r"f\.csv: is a table of AACT; AACT cuts"):
        list(read_table(Contents(file), "f.csv"))


@given(st.text(max_size=400), st.integers(0, 400))
@examples(80)
def test_no_text_after_a_header_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, text: str, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    content = (_HEADER + "NCT90000001,a,b\n" + text)[: len(_HEADER) + 16 + cut]
    found = _read(path, content.encode("utf-8", "surrogatepass"))
    assert found[0][0] == "f.csv, line 2"


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff\u2028_"), max_size=30)


@given(st.lists(st.tuples(_CELLS, _CELLS), max_size=8), st.sampled_from(",;\t|"))
@examples(80)
def test_what_the_csv_module_writes_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\n")
    writer.writerow(["NCT Number", "Study Title", "Conditions"])
    writer.writerows(["NCT90000001", *row] for row in rows)
    path = tmp_path_factory.getbasetemp() / "written.csv"
    for encoding in ("utf-8", "utf-16"):
        found = _values(path, written.getvalue().encode(encoding))
        assert [tuple(row.values())[1:] for row in found] == rows  # type: ignore[attr-defined]
