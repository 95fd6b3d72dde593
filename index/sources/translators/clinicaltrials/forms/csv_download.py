"""The registry's CSV download, of today's site and of the classic one → version 2's shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from index.sources.files import DAY_FIRST, MONTH_FIRST, ORDER_OF_DATES
from index.sources.records import visible
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.forms.dates import DateOrder, order_of, stated_date
from index.sources.translators.clinicaltrials.forms.restated import (
    Restated,
    code,
    translated,
    without_blanks,
)
from index.sources.translators.clinicaltrials.forms.sites import split_site

COLUMNS = {
    "identificationModule.nctId": "NCT Number",
    "identificationModule.briefTitle": "Study Title",
    "identificationModule.acronym": "Acronym",
    "identificationModule.orgStudyIdInfo": "Other IDs",
    "identificationModule.secondaryIdInfos": "Other IDs",
    "descriptionModule": "Brief Summary",
    "statusModule.overallStatus": "Study Status",
    "statusModule.startDateStruct": "Start Date",
    "statusModule.primaryCompletionDateStruct": "Primary Completion Date",
    "statusModule.completionDateStruct": "Completion Date",
    "statusModule.studyFirstPostDateStruct": "First Posted",
    "statusModule.resultsFirstPostDateStruct": "Results First Posted",
    "statusModule.lastUpdatePostDateStruct": "Last Update Posted",
    "statusModule.statusVerifiedDate": "Last Verified",
    "conditionsModule": "Conditions",
    "armsInterventionsModule": "Interventions",
    "outcomesModule": "Primary Outcome Measures",
    "sponsorCollaboratorsModule.leadSponsor.class": "Funder Type",
    "sponsorCollaboratorsModule.leadSponsor": "Sponsor",
    "sponsorCollaboratorsModule.collaborators": "Collaborators",
    "eligibilityModule.sex": "Sex",
    "eligibilityModule": "Age",
    "designModule.phases": "Phases",
    "designModule.studyType": "Study Type",
    "designModule.enrollmentInfo": "Enrollment",
    "designModule": "Study Design",
    "contactsLocationsModule": "Locations",
    "documentSection": "Study Documents",
}
"""What the site calls the column that version 2 has under a path."""

_DATES = {
    "startDateStruct": "start date",
    "primaryCompletionDateStruct": "primary completion date",
    "completionDateStruct": "completion date",
    "studyFirstPostDateStruct": "first posted",
    "resultsFirstPostDateStruct": "results first posted",
    "lastUpdatePostDateStruct": "last update posted",
}
_LONGEST_IN_EXCEL = 32_767
_SITES_CUT = "was cut at 32,767 characters, the most that Excel keeps; its last site is left out"
# How R and pandas write a cell without a value.
_NOTHING = {"", "na", "n/a", "nan", "null", "none"}
_KINDS = {
    "behavioral", "biological", "combination_product", "device", "diagnostic_test",
    "dietary_supplement", "drug", "genetic", "other", "procedure", "radiation",
}  # fmt: skip
_AGES = re.compile(
    r"(?:(?P<low>\d+ \w+) (?:and older|to (?P<high>\d+ \w+))|up to (?P<most>\d+ \w+))", re.I
)
_GROUPS = {"child": "CHILD", "adult": "ADULT", "older adult": "OLDER_ADULT"}
_RESULTS = {"yes": True, "has results": True, "no": False, "no results available": False}
_DOCUMENT = re.compile(r"(?P<label>.*?),?\s*(?P<url>https?://\S+)")
_EXPANDED = re.compile(r"expanded[ _]access", re.I)
_ORDERS = {DAY_FIRST: DateOrder(True), MONTH_FIRST: DateOrder(False)}
_DESIGNS = {
    "allocation": "allocation",
    "intervention model": "interventionModel",
    "observational model": "observationalModel",
    "time perspective": "timePerspective",
    "primary purpose": "primaryPurpose",
}


class CsvDownload:
    """Rows of the CSV download, as `read_table` gives them."""

    name = "row of ClinicalTrials.gov's CSV download"

    def recognises(self, sample: Any) -> bool:
        """Whether it is a row with an NCT number."""
        return isinstance(sample, dict) and "nct number" in sample

    def translate(self, raw: Raw) -> Translation:
        """The row as a listing; refused without an id or a title.

        It ranks below every JSON or XML record of its study, which holds more and is never
        filled from it.
        """
        found = translated(raw, as_version2(raw.value), COLUMNS)
        return msgspec.structs.replace(found, rank=(0, found.listing.updated or ""))


def as_version2(row: Mapping[str, Any]) -> Restated:
    """A row in the shape of version 2. What a column does not say for sure is left out."""
    cells = _Cells(row)
    study = {
        "identificationModule": _identification(cells),
        "statusModule": _status(cells),
        "descriptionModule": {"briefSummary": cells.text("brief summary")},
        "sponsorCollaboratorsModule": _sponsors(cells),
        "conditionsModule": {"conditions": cells.items("conditions")},
        "armsInterventionsModule": {"interventions": _interventions(cells)},
        "outcomesModule": {
            key: [{"measure": one} for one in cells.items(column)]
            for key, column in (
                ("primaryOutcomes", "primary outcome measures"),
                ("secondaryOutcomes", "secondary outcome measures"),
                ("otherOutcomes", "other outcome measures"),
            )
        },
        "designModule": _design(cells),
        "eligibilityModule": {"sex": code(cells.text("sex", "gender")), **_ages(cells)},
        "contactsLocationsModule": {"locations": _locations(cells)},
    }
    record = {
        "protocolSection": study,
        "documentSection": {"largeDocumentModule": {"largeDocs": _documents(cells)}},
        "hasResults": _RESULTS.get(cells.text("study results").casefold()),
    }
    return Restated(without_blanks(record), tuple(cells.doubts))


class _Cells:
    """The cells of a row by column, whichever of its names a column has."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self.doubts: list[tuple[str, str]] = []
        dates = (self.text(column) for column in (*_DATES.values(), "last verified"))
        self._order = _ORDERS.get(str(row.get(ORDER_OF_DATES))) or order_of(dates)

    def text(self, *columns: str) -> str:
        """The text of the first of several columns that has one."""
        for column in columns:
            text = visible(str(self._row.get(column) or "")).strip()
            if text.casefold() not in _NOTHING:
                return text
        return ""

    def raw(self, column: str) -> str:
        """The text as it stands, also where it says that there is none."""
        return str(self._row.get(column) or "").strip()

    def items(self, column: str) -> list[str]:
        """The items of a list, which bars part."""
        return [item for part in self.text(column).split("|") if (item := part.strip())]

    def date(self, column: str) -> str:
        """A date as exactly as it is sure."""
        found = stated_date(self.text(column), self._order)
        if found.doubt:
            self.doubts.append((_title(column), found.doubt))
        return found.value


def _title(column: str) -> str:
    return column.title()


def _identification(cells: _Cells) -> dict[str, Any]:
    first, *others = cells.items("other ids") or [""]
    return {
        "nctId": cells.text("nct number").upper(),
        "briefTitle": cells.text("study title", "title"),
        "acronym": cells.text("acronym"),
        "orgStudyIdInfo": {"id": first},
        "secondaryIdInfos": [{"id": one} for one in others],
    }


def _status(cells: _Cells) -> dict[str, Any]:
    dates = {key: {"date": cells.date(column)} for key, column in _DATES.items()}
    stated = cells.text("study status", "status")
    # The classic site says of expanded access: "Available", or "Expanded Access Available".
    return {
        "overallStatus": code(re.sub(r"^expanded access:? ", "", stated, flags=re.I)),
        "statusVerifiedDate": cells.date("last verified"),
        **dates,
    }


def _sponsors(cells: _Cells) -> dict[str, Any]:
    classic = cells.items("sponsor collaborators")
    collaborators = cells.items("collaborators") or classic[1:]
    classes = cells.items("funded bys")
    # The classic site lists the kinds of all who pay, and not whose each is: one is everybody's.
    kind = cells.text("funder type") or (classes[0] if len(set(classes)) == 1 else "")
    everybody = code(kind) if not cells.text("funder type") else ""
    return {
        "leadSponsor": {
            "name": cells.text("sponsor") or (classic[0] if classic else ""),
            "class": code(kind),
        },
        "collaborators": [{"name": one, "class": everybody} for one in collaborators],
    }


def _interventions(cells: _Cells) -> list[dict[str, str]]:
    found = []
    for item in cells.items("interventions"):
        kind, colon, name = item.partition(":")
        known = bool(colon) and code(kind).casefold() in _KINDS
        found.append({"type": code(kind), "name": name.strip()} if known else {"name": item})
    return found


def _design(cells: _Cells) -> dict[str, Any]:
    stated = cells.text("study type")
    kind = "EXPANDED_ACCESS" if _EXPANDED.match(stated) else code(stated.partition("[")[0])
    types = {
        key: word in stated.casefold()
        for key, word in (
            ("individual", "individual patient"),
            ("intermediate", "intermediate-size"),
            ("treatment", "treatment ind"),
        )
    }
    # R writes NA for nothing, and the registry for a trial without phases, such as one of a device.
    phases = [code(one) for one in cells.raw("phases").split("|") if one.strip()]
    if kind != "INTERVENTIONAL":
        phases = [one for one in phases if one != "NA"]
    count = re.sub(r"\.0+$|,(?=\d{3})", "", cells.text("enrollment"))
    info = {}
    for part in cells.items("study design") or cells.items("study designs"):
        label, _, value = part.partition(":")
        if key := _DESIGNS.get(label.strip().casefold()):
            info[key] = code(value)
    return {
        "studyType": kind,
        "expandedAccessTypes": {key: True for key, named in types.items() if named},
        "patientRegistry": True if "patient registry" in stated.casefold() else None,
        "phases": phases,
        "enrollmentInfo": {"count": count},
        "designInfo": info,
    }


def _ages(cells: _Cells) -> dict[str, Any]:
    """The groups of ages, and the ages where they are stated: the classic site alone does."""
    text = cells.text("age")
    stated = _AGES.search(text)
    inside = re.search(r"\(([^()]*)\)", text)
    groups = re.split(r"[,|]", inside[1] if inside else text)
    known = [_GROUPS.get(group.strip().casefold().replace("_", " ")) for group in groups]
    found: dict[str, Any] = {"stdAges": [group for group in known if group]}
    if stated:
        found["minimumAge"] = stated["low"]
        found["maximumAge"] = stated["high"] or stated["most"]
    elif text and not found["stdAges"]:
        cells.doubts.append(("Age", f"“{text[:60]}” is no group or range of ages; left out"))
    return found


def _locations(cells: _Cells) -> list[dict[str, str]]:
    items = cells.items("locations")
    if len(cells.raw("locations")) >= _LONGEST_IN_EXCEL and len(items) > 1:
        cells.doubts.append(("Locations", _SITES_CUT))
        items.pop()
    found = []
    for position, item in enumerate(items, start=1):
        site = split_site(item)
        if not site.country:
            what = f"“{item[:80]}” ends with no country that is known; kept as the facility alone"
            cells.doubts.append((f"Locations, item {position}", what))
        found.append(
            {
                "facility": site.facility,
                "city": site.city,
                "state": site.state,
                "zip": site.postal_code,
                "country": site.country,
            }
        )
    return found


def _documents(cells: _Cells) -> list[dict[str, str]]:
    """``Study Protocol, https://…/Prot_000.pdf``: version 2 has the name of the file."""
    found = []
    for item in cells.items("study documents"):
        if stated := _DOCUMENT.fullmatch(item):
            filename = stated["url"].rpartition("/")[2].partition("?")[0]
            found.append({"label": stated["label"].strip(' "'), "filename": filename})
    return found
