"""Which tables are known, by the columns that their header names."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from index.sources.records import visible

_NO_WORD = re.compile(r"[\W_]+")
_SEVERAL = re.compile(r"\(s\)", re.I)
# R puts an X before what is no name of its own, and writes out the byte order mark: U.FEFF.
_BY_R = re.compile(r"^(?:x\.?)?(?:u[.+]feff[.>]|ï\.\.|ï»¿|\ufeff)+", re.I)
_CLOSE = (
    "nct number", "study title", "study url", "study status", "brief summary", "study results",
    "primary outcome measures", "secondary outcome measures", "other outcome measures",
    "outcome measures", "sponsor collaborators", "funder type", "funded bys", "study type",
    "study design", "study designs", "other ids", "start date", "primary completion date",
    "completion date", "first posted", "results first posted", "last update posted",
    "last verified", "study documents", "application id", "project number", "project title",
    "core project num", "core project number", "full project num", "abstract text",
)  # fmt: skip
_CLOSED = {name.replace(" ", ""): name for name in _CLOSE}


class TableKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of table: what its header has, and what its rows are found by."""

    name: str
    """In words for staff: ``the CSV download of ClinicalTrials.gov``."""
    columns: tuple[frozenset[str], ...]
    """Any of these sets of columns is enough to know it."""
    keys: tuple[tuple[str, str], ...] = ()
    """Columns of which no row lacks the first that the table has, and what stands there, as a
    regular expression."""
    renamed: tuple[tuple[str, str], ...] = ()
    """How people call a column, and how it is called here."""
    instead: str = ""
    """What to do instead, where we do not read it."""
    resaved_dates: bool = False
    """Whether programs that save it again write its dates in orders of their own."""


def _any(*several: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(columns.split(", ")) for columns in several)


_NCT = r"\s*NCT\d{8}\s*"
_NUMBER = r"\s*\d{5,9}(?:\.0)?\s*"
_APPLICATION = (("application id", _NUMBER), ("project number", r"\s*\w{5,}.*\d.*"))
_LINKS_ONLY = "it holds no listings, and is not read; leave it out"

KINDS = (
    TableKind(
        name="the CSV download of ClinicalTrials.gov",
        columns=_any(
            *(
                f"{key}, {one}"
                for key in ("nct number", "nct id", "nctid")
                for one in (
                    "study title", "study status", "study url", "study results",
                    "sponsor collaborators", "primary outcome measures",
                )
            ),
            *(
                f"nct number, {one}"
                for one in (
                    "title", "status", "conditions", "interventions", "brief summary", "sponsor",
                )
            )
        ),
        keys=(("nct number", _NCT),),
        renamed=(("nct id", "nct number"), ("nctid", "nct number")),
        resaved_dates=True,
    ),
    TableKind(
        name="fields of studies from ClinicalTrials.gov's first API",
        columns=_any(
            *(
                f"nctid, {one}"
                for one in ("brieftitle", "officialtitle", "condition", "overallstatus")
            )
        ),
        keys=(("nctid", _NCT),),
    ),
    TableKind(
        name="studies of ClinicalTrials.gov in flat fields",
        columns=_any("protocolsection identificationmodule nctid"),
        keys=(("protocolsection identificationmodule nctid", _NCT),),
    ),
    TableKind(
        name="abstracts of NIH ExPORTER",
        columns=_any("application id, abstract text"),
        keys=_APPLICATION,
    ),
    TableKind(
        name="projects of NIH ExPORTER",
        columns=_any("application id, full project num", "application id, core project num"),
        keys=_APPLICATION,
    ),
    TableKind(
        name="an export of NIH RePORTER",
        columns=_any(
            "application id, project number",
            "application id, project title",
            "project number, project title",
            "project number, contact pi project leader",
        ),
        keys=_APPLICATION,
    ),
    TableKind(
        name="the table of clinical studies of NIH RePORTER",
        columns=_any(
            "core project number, clinicaltrials gov identifier",
            "core project number, clinicaltrials gov id",
        ),
        keys=(("core project number", r"\s*[A-Z]\w{2,}.*"),),
    ),
    TableKind(
        name="a table of links between NIH projects and publications",
        columns=_any("pmid, project number"),
        instead=_LINKS_ONLY,
    ),
    TableKind(
        name="a table of publications or patents of NIH projects",
        columns=_any("pmid, pub title", "pmid, journal title", "patent id, patent title"),
        instead=_LINKS_ONLY,
    ),
    TableKind(
        name="a table of AACT",
        columns=_any("nct id"),
        instead="AACT cuts a study into many tables; download the studies from ClinicalTrials.gov "
        "as JSON, or ask AACT for its JSON of studies",
    ),
    TableKind(
        name="a download of the WHO's ICTRP",
        columns=_any("trialid, public title", "trialid, scientific title"),
        instead="only records of ClinicalTrials.gov and NIH RePORTER are read; look its NCT "
        "numbers up at ClinicalTrials.gov and download them as JSON",
    ),
    TableKind(
        name="a download of ISRCTN",
        columns=_any("isrctn, title", "isrctn, public title", "isrctn, scientific title"),
        instead="only records of ClinicalTrials.gov and NIH RePORTER are read",
    ),
    TableKind(
        name="a download of the EU's trial registers",
        columns=_any(
            "trial number, title of the trial", "trial number, trial title", "eudract number"
        ),
        instead="only records of ClinicalTrials.gov and NIH RePORTER are read",
    ),
)  # fmt: skip
"""Every table that is known, those that are read first."""

ORDER_OF_DATES = "order of dates"
"""Not a column: beside those of a row, which order its table writes dates in, where it shows."""
DAY_FIRST, MONTH_FIRST = "day first", "month first"

READ = ", ".join(kind.name for kind in KINDS if not kind.instead)
"""The tables that are read, in words."""


def column_name(text: str) -> str:
    """A column in the one spelling that rows are read by: lower case, single spaces.

    ``NCT Number``, ``NCT_Number``, ``NCT.Number``, ``nctNumber`` and R's
    ``X.U.FEFF.NCT.Number`` are all ``nct number``; ``Funding IC(s)`` and ``FUNDING_ICs`` are
    ``funding ics``.
    """
    text = _BY_R.sub("", visible(text).strip())
    spaced = _NO_WORD.sub(" ", _SEVERAL.sub("s", text)).strip().casefold()
    return _CLOSED.get(spaced.replace(" ", ""), spaced)


def kind_of(columns: Collection[str]) -> TableKind | None:
    """The kind of table that has these columns, given as `column_name` spells them."""
    found = frozenset(columns)
    return next((kind for kind in KINDS if any(one <= found for one in kind.columns)), None)
