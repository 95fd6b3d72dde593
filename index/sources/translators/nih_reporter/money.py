"""Who pays for an award, in which year, and how much; dates as both forms write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.analysis import folded
from index.listing import UNKNOWN, Funding, institute_words, institutes
from index.sources.records import Section, distinct, in_words, partial_date
from index.sources.translators.nih_reporter.numbers import Numbers

# The export of RePORTER and the tables of ExPORTER write 12/30/2019, month first.
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T].*)?")
_BETWEEN_PAYERS = re.compile(r"[;\\|\n]")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}.*$")
_YEAR = re.compile(r"(?:FY\s*)?(\d{4})(?:\.0+)?", re.I)
_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_LARGEST_AMOUNT = 2_000_000_000
_EARLIEST_YEAR, _LATEST_YEAR = 1938, 2100


def funding_of(award: Section, numbers: Numbers, mechanism: str) -> Funding:
    """The money of the award itself. A center states the total of its parts as its own amount, and
    each part its own: nothing is added up."""
    # ExPORTER states the cost of a subproject in a column of its own.
    keys = ("total_cost_sub_project", "award_amount") if numbers.subproject else ("award_amount",)
    amounts = (_amount(award, key) for key in keys)
    institute = _institute(award.section("agency_ic_admin"), numbers)
    return Funding(
        mechanism=mechanism,
        institute=institute,
        fiscal_year=_fiscal_year(award),
        amount=next((amount for amount in amounts if amount is not None), None),
        cofunded_by=_cofunded_by(award, institute),
    )


def date_of(award: Section, key: str) -> str | None:
    """A date, with or without a time: ``2024-07-01T00:00:00``, ``7/1/2024``."""
    return award.date(key, _read_date)


@lru_cache(maxsize=50_000)
def _read_date(text: str) -> str | None:
    text = text.strip()
    if found := _US_DATE.fullmatch(text):
        month, day, year = (int(part) for part in found.groups())
        return partial_date(f"{year:04}-{month:02}-{day:02}")
    return partial_date(_TIME.sub("", text))


def _fiscal_year(award: Section) -> int | None:
    stated = award.raw("fiscal_year")
    if type(stated) is str and (found := _YEAR.fullmatch(stated.strip())):
        year: int | None = int(found[1])
    else:
        year = award.count("fiscal_year")
    if year is not None and not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        award.warn("fiscal_year", f"{year} is not a fiscal year; left out")
        return None
    return year


def _amount(award: Section, key: str) -> int | None:
    """Whole dollars: 200000, “$200,000.00”."""
    stated = award.raw(key)
    if type(stated) is float and 0 <= stated <= _LARGEST_AMOUNT:
        return round(stated)
    if type(stated) is str and len(stated) < 40 and (found := _AMOUNT.fullmatch(stated.strip())):
        amount = round(float(found[1].replace(",", "") + (found[2] or "")))
        if amount <= _LARGEST_AMOUNT:
            return amount
    return award.count(key)


def _institute(stated: Section, numbers: Numbers) -> str:
    """The code of the institute: as stated, by its abbreviation or name, or of the number."""
    code = stated.text("code").upper()
    abbreviation = stated.text("abbreviation")
    name = stated.text("name")
    for known in (code, abbreviation, _code_of(name), numbers.institute):
        if known and institute_words(known) != UNKNOWN:
            return known
    unknown = code or abbreviation or name
    if unknown:
        stated.warn("code", f"{in_words(unknown)} is not in the table of institutes")
    return unknown


def _code_of(name: str) -> str:
    """The code of the institute of this name; empty where there is none."""
    return _codes().get(folded(name), "") if name else ""


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, one in institutes().items():
        found.setdefault(folded(one.name), code)
    return found


def _cofunded_by(award: Section, institute: str) -> tuple[str, ...]:
    """The other institutes that pay, by the codes or abbreviations that the record has."""
    own = institute_words(institute) if institute else ""
    others: dict[str, str] = {}
    for payer in filter(None, _payers(award)):
        words = institute_words(payer)
        if words == UNKNOWN:
            words = payer
        if words != own and payer != institute:
            others.setdefault(words, payer)
    return distinct(others.values())


def _payers(award: Section) -> Iterator[str]:
    """``NCI:1200\\NHLBI:300``, a list of names, or the objects of the API."""
    stated = award.raw("agency_ic_fundings")
    if type(stated) is str:
        for part in _BETWEEN_PAYERS.split(award.text("agency_ic_fundings")):
            yield _payer(part.partition(":")[0])
    elif type(stated) is list and all(type(one) is str for one in stated):
        for one in award.texts("agency_ic_fundings"):
            yield _payer(one.partition(":")[0])
    elif stated is not None:
        for payer in award.sections("agency_ic_fundings"):
            yield _payer(payer.text("code") or payer.text("abbreviation") or payer.text("name"))


@lru_cache(maxsize=5000)
def _payer(text: str) -> str:
    name = text.strip()
    if name and institute_words(name) != UNKNOWN:
        return name.upper()
    return _code_of(name) or name
