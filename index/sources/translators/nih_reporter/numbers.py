"""The numbers of an award: its application, project, core project and subproject."""

from __future__ import annotations

import re

from index.sources.records import Notes, Section

# 5R01HL130040-07A1S2: type, activity, institute, serial, year, amendment or supplement. A
# subproject has a serial of its own: 1P01AI039152-02-0003, and 5P01HL032262-270012 in old files.
_PROJECT = re.compile(
    r"(?P<type>\d)?(?P<core>(?P<activity>[A-Z][A-Z0-9]{2})(?P<institute>[A-Z]{2})\d{6})"
    r"(?:-(?P<year>\d{2})(?P<old>\d{4})?(?P<suffix>(?:[AS][0-9A-Z]){0,3}))?"
    r"(?:-(?P<part>\d{4,5})(?!\d))?(?P<tail>\S*)"
)
_SPACED = re.compile(r"(?:\d\s?)?[A-Z][A-Z0-9]{2}\s?[A-Z]{2}\s?\d{6}(?:\s?-\S+|(?=\s|$))")
_SUBPROJECT = re.compile(r"Sub-?\s?Project\s*(?:ID|Number|No\.?)?\s*:?\s*(\d+)", re.I)
_FORMER = re.compile(r"Former Number:?\s*(\S+)", re.I)
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,50}")
_SUBPROJECT_ID = re.compile(r"[A-Za-z0-9]{1,12}")


class Numbers:
    """The numbers of an award, in capitals; each is empty where it has none."""

    def __init__(self, award: Section, notes: Notes) -> None:
        self.application = _application(award)
        number = award.text("project_num").strip()
        self.project = _project(number.upper())
        # Most are a number and nothing else.
        former = _FORMER.search(number) if " " in number else None
        self.former = former[1].upper() if former else ""
        parts = _PROJECT.fullmatch(self.project)
        core = award.text("core_project_num").upper()
        self.core = core if _SAFE_ID.fullmatch(core) else parts["core"] if parts else ""
        # A core number that is written with its type and year: 5P30CA012197-45.
        whole = None if parts and self.core == parts["core"] else _PROJECT.fullmatch(self.core)
        if whole:
            self.core = whole["core"]
        self.subproject = _subproject(award, number, parts)
        if parts and (serial := parts["part"] or parts["old"]) and self.subproject:
            self.project = self.project.removesuffix(serial).removesuffix("-")
        self.activity = parts["activity"] if parts else whole["activity"] if whole else ""
        self.institute = parts["institute"] if parts else whole["institute"] if whole else ""
        # A type of 3 is money added to an award: report.nih.gov/exporter-data-dictionary.
        kind = str(award.raw("award_type")).strip()
        self.supplement = bool(
            parts and (parts["type"] == "3" or kind == "3" or "S" in (parts["suffix"] or "")[::2])
        )
        self.own_id = self.application or self._by_number()
        if self.own_id:
            notes.name(self.own_id)

    def _by_number(self) -> str:
        """An id of the numbers that there are. A subproject is never known as its center."""
        number = self.core or (self.project if _SAFE_ID.fullmatch(self.project) else "")
        if not number:
            return ""
        return f"NIH-{number}-{self.subproject}" if self.subproject else f"NIH-{number}"

    @property
    def of_the_part(self) -> str:
        """The number of the project with that of the subproject: 5P30CA012197-45-5678."""
        both = self.project and self.subproject
        return f"{self.project}-{self.subproject}" if both else ""


def _project(number: str) -> str:
    """The number without spaces in it, and without the notes after it."""
    if found := _SPACED.match(number):
        return re.sub(r"\s", "", found[0])
    return number.split(" ", 1)[0]


def _application(award: Section) -> str:
    stated = award.raw("appl_id")
    digits = stated.strip().removesuffix(".0") if type(stated) is str else ""
    if digits.isascii() and digits.isdigit() and len(digits) < 12 and int(digits):
        return f"NIH-{int(digits)}"
    number = award.count("appl_id")
    return f"NIH-{number}" if number else ""


def _subproject(award: Section, number: str, parts: re.Match[str] | None) -> str:
    stated = award.raw("subproject_id")
    if type(stated) is float and stated.is_integer():
        stated = int(stated)
    text = str(stated).strip() if type(stated) in (int, str) else ""
    text = text.removesuffix(".0")
    if text.strip("0") and _SUBPROJECT_ID.fullmatch(text):
        return text
    if said := _SUBPROJECT.search(number):
        return said[1][:12]
    if parts and (serial := parts["part"] or parts["old"]):
        return serial
    return ""
