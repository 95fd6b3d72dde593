"""Dates as the registry's other forms and spreadsheets write them → as exactly as they are sure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = re.compile(
    r"(?:T|\s+)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[AP]M)?(?:Z|[+-]\d\d:?\d\d)?$", re.I
)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_WORDED = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")
_DAY_WORDED = re.compile(r"(\d{1,2})[-\s]([A-Za-z]{3,9})\.?[-,\s]\s*(\d{4}|\d\d)")
_MONTH_AND_YEAR = re.compile(r"([A-Za-z]{3,9})-(\d{4}|\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_PIVOT = 50
"""Two digits of a year below it are of this century: the registry knows no study of 1949."""


class StatedDate(msgspec.Struct, frozen=True):
    """A date as ``2024``, ``2024-03`` or ``2024-03-01``, and what is not sure about it."""

    value: str = ""
    doubt: str = ""


class DateOrder(msgspec.Struct, frozen=True):
    """Which of day and month comes first, as far as the dates of one row show it."""

    day_first: bool | None = None


def order_of(texts: Iterable[str]) -> DateOrder:
    """What the dates of a row show: one program wrote them all in one way.

    ``28-02-2014`` has its day first, ``2/28/2014`` its month; where none is over twelve, or they
    contradict each other, neither is known.
    """
    found: set[bool] = set()
    for text in texts:
        if match := _NUMBERS.fullmatch(_TIME.sub("", text.strip())):
            first, second = int(match[1]), int(match[3])
            if (first > 12) != (second > 12):
                found.add(first > 12)
    return DateOrder(found.pop() if len(found) == 1 else None)


@lru_cache(maxsize=50_000)
def stated_date(text: str, order: DateOrder = DateOrder()) -> StatedDate:  # noqa: B008  frozen
    """``August 1, 2021``, ``July 2021``, ``2021-08-01``, ``01-Aug-2021``, ``Aug-21`` and, by the
    order of its row, ``01-08-2021``.

    Where day and month may be either, the year alone is stated, with the doubt; what is no date
    is none, with the doubt.
    """
    stated = _TIME.sub("", " ".join(text.split()))
    if not stated:
        return StatedDate()
    if match := _YEAR_FIRST.fullmatch(stated):
        return _checked(text, match[1], match[2], match[3])
    if match := _WORDED.fullmatch(stated):
        return _checked(text, match[3], _month(match[1]), match[2])
    if match := _DAY_WORDED.fullmatch(stated):
        return _checked(text, match[3], _month(match[2]), match[1])
    # Excel reads the month 2014-04 as a day, and shows it so.
    if match := _MONTH_AND_YEAR.fullmatch(stated):
        return _checked(text, match[2], _month(match[1]), None)
    if match := _NUMBERS.fullmatch(stated):
        # Dots are written where the day comes first.
        known = DateOrder(True) if match[2] == "." else order
        return _by_numbers(text, match[1], match[3], match[4], known)
    if _SERIAL.fullmatch(stated):
        what = "is a number as Excel counts days, and not a date; format the column as a date"
        return StatedDate("", f"“{stated}” {what}; left out")
    return StatedDate("", f"“{stated[:60]}” is not a date; left out")


def _by_numbers(text: str, first: str, second: str, year: str, order: DateOrder) -> StatedDate:
    one, other = int(first), int(second)
    if one > 12 or one == other:
        return _checked(text, year, second, first)
    if other > 12:
        return _checked(text, year, first, second)
    if order.day_first is None:
        known = _checked(text, year, None, None)
        doubt = f"“{text.strip()}” may have day or month first; only its year is kept"
        return StatedDate(known.value, known.doubt or doubt)
    return _checked(text, year, *((second, first) if order.day_first else (first, second)))


def _month(name: str) -> str:
    return str(_MONTHS.get(name.casefold(), 0))


def _checked(text: str, year: str, month: str | None, day: str | None) -> StatedDate:
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _PIVOT else 1900)
    try:
        made = datetime.date(full, int(month or 1), int(day or 1))
    except ValueError:
        made = datetime.date(1, 1, 1)
    if not 1900 <= made.year <= 2100:
        return StatedDate("", f"“{text.strip()[:60]}” is not a date; left out")
    iso = made.isoformat()
    return StatedDate(iso if day else iso[:7] if month else iso[:4])
