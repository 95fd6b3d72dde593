from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.translators.clinicaltrials.forms.dates import (
    DateOrder,
    order_of,
    stated_date,
)
from tests.conftest import examples

_DAY_FIRST, _MONTH_FIRST = DateOrder(True), DateOrder(False)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("August 1, 2021", "2021-08-01"),
        ("Aug 1 2021", "2021-08-01"),
        ("Sept. 9, 2021", "2021-09-09"),
        ("July 2021", "2021-07"),
        ("2021", "2021"),
        ("2021-07", "2021-07"),
        ("2021-7-1", "2021-07-01"),
        ("2021/07/01", "2021-07-01"),
        ("2021-07-01 00:00:00", "2021-07-01"),
        ("2021-07-01T09:30:00Z", "2021-07-01"),
        ("01-Aug-2021", "2021-08-01"),
        ("1 August 2021", "2021-08-01"),
        ("1-Aug-35", "2035-08-01"),
        ("Apr-14", "2014-04"),
        ("Apr-99", "1999-04"),
        ("28-02-2014", "2014-02-28"),
        ("02/28/2014", "2014-02-28"),
        ("2/28/14", "2014-02-28"),
        ("5/5/2020", "2020-05-05"),
        ("03.12.2010", "2010-12-03"),
        ("", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, date: str) -> None:
    found = stated_date(written)
    assert (found.value, found.doubt) == (date, "")


@pytest.mark.parametrize(
    "written",
    ["31-02-2010", "May 32, 2020", "Foo 2020", "14-Apr", "soon", "2021-13", "13/13/2020", "1234",
     "9999-01"],
)  # fmt: skip
def test_what_is_no_date_is_left_out_and_told(written: str) -> None:
    found = stated_date(written)
    assert found.value == ""
    assert found.doubt == f"“{written}” is not a date; left out"


def test_a_number_of_days_is_told_as_what_excel_made_of_it() -> None:
    found = stated_date("41730")
    assert found.value == ""
    assert "as Excel counts days" in found.doubt


def test_where_day_or_month_may_come_first_the_year_alone_is_kept() -> None:
    found = stated_date("03-12-2010")
    assert found.value == "2010"
    assert found.doubt == "“03-12-2010” may have day or month first; only its year is kept"


def test_the_other_dates_of_a_row_tell_which_comes_first() -> None:
    assert order_of(["2014-04", "28-02-2014", "03-12-2010"]) == _DAY_FIRST
    assert order_of(["1/30/2014 0:00", "3/12/2010"]) == _MONTH_FIRST
    for unknown in ([], ["03-12-2010"], ["30-01-2014", "01-30-2014"], ["2014-04-30"]):
        assert order_of(unknown) == DateOrder(None)
    assert stated_date("03-12-2010", _DAY_FIRST).value == "2010-12-03"
    assert stated_date("03-12-2010", _MONTH_FIRST).value == "2010-03-12"
    # What is clear by itself stays so.
    assert stated_date("28-02-2014", _MONTH_FIRST).value == "2014-02-28"


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
@examples(40)
def test_every_way_to_write_a_day_gives_that_day(day: datetime.date) -> None:
    words = f"{day:%B} {day.day}, {day.year}"
    for text in (day.isoformat(), words, f"{day:%d-%b-%Y}", f"{day:%d.%m.%y}"):
        assert stated_date(text).value == day.isoformat()
    assert stated_date(f"{day:%d-%m-%Y}", _DAY_FIRST).value == day.isoformat()
    assert stated_date(f"{day:%m/%d/%Y}", _MONTH_FIRST).value == day.isoformat()


@given(st.text(max_size=30))
@examples(60)
def test_any_text_is_a_date_or_told(text: str) -> None:
    found = stated_date(text)
    assert found.value or found.doubt or not text.split()
