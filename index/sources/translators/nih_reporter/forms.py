"""The forms that an award comes in → one: that of the version 2 API of NIH RePORTER.

The API answers in snake case and asks for fields in Pascal case, its answers are kept flattened
(``organization.org_name``), RePORTER's export heads its columns for readers (``Contact PI /
Project Leader``), and ExPORTER's tables in capitals (``PI_NAMEs``). What each column holds is told
in the data dictionary of the NIH: report.nih.gov/exporter-data-dictionary.
"""

from __future__ import annotations

import enum
import re
from functools import lru_cache
from typing import Any


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


_SPELLINGS: dict[str, tuple[str, ...]] = {
    "appl_id": ("appl id", "application id"),
    "subproject_id": ("subproject id", "subproject number"),
    "award_type": ("award type", "application type", "type"),
    "fiscal_year": ("fiscal year", "fy"),
    "project_num": ("project num", "project number", "full project num", "full project number"),
    "core_project_num": ("core project num", "core project number"),
    "activity_code": ("activity code", "activity"),
    "project_title": ("project title",),
    "abstract_text": ("abstract text", "project abstract", "abstract"),
    "phr_text": ("phr text", "phr", "public health relevance", "public health relevance statement"),
    "pref_terms": ("pref terms", "preferred terms"),
    "terms": ("terms", "project terms"),
    "spending_categories_desc": (
        "spending categories desc", "nih spending cats", "nih spending categorization",
        "nih spending categories",
    ),
    "award_amount": ("award amount", "total cost"),
    "total_cost_sub_project": (
        "total cost sub project", "total cost sub projects", "total cost subproject",
        "total cost subprojects",
    ),
    "project_start_date": ("project start date", "project start"),
    "project_end_date": ("project end date", "project end"),
    "award_notice_date": ("award notice date",),
    "agency_ic_admin": ("agency ic admin", "administering ic", "admin ic"),
    "agency_ic_admin.code": ("ic", "ic code"),
    "agency_ic_admin.abbreviation": ("ic abbreviation",),
    "agency_ic_admin.name": ("ic name",),
    "agency_ic_fundings": ("agency ic fundings", "funding ics", "funding ic", "ic fundings",
                           "ic funding", "ic fund", "ic funds"),
    "principal_investigators": ("principal investigators", "principal investigator", "pi names",
                                "pi name"),
    "contact_pi_name": ("contact pi name", "contact pi project leader", "contact pi"),
    "other_pi_names": ("other pi or project leader s", "other pi or project leaders", "other pis"),
    "organization": ("organization",),
    "organization.org_name": ("org name", "organization name"),
    "organization.org_city": ("org city", "organization city"),
    "organization.org_state": ("org state", "organization state"),
    "organization.org_country": ("org country", "organization country"),
    "organization.org_zipcode": ("org zipcode", "org zip", "org zip code", "organization zip",
                                 "organization zipcode", "organization zip code"),
    "nct_id": ("clinicaltrials gov identifier", "clinicaltrials gov id", "nct id", "nct number"),
}  # fmt: skip
"""Each field of the API, and how it is spelled elsewhere; case and what stands between the words
do not matter. What is not here is left out on purpose: budget years, districts, DUNS and IPF
numbers, departments, study sections, program officers, direct and indirect costs, ARRA and COVID
marks say nothing that people search or read here."""

_INNER_SPELLINGS = {
    "organization": {"name": "org_name", "city": "org_city", "state": "org_state",
                     "country": "org_country", "zipcode": "org_zipcode", "zip": "org_zipcode"},
    "agency_ic_admin": {"agencyiccode": "code"},
}  # fmt: skip
_ITEM_SPELLINGS = {
    _bare(name): name
    for name in ("full_name", "first_name", "middle_name", "last_name", "is_contact_pi", "name",
                 "code", "abbreviation")
}  # fmt: skip
_LISTED = ("principal_investigators", "agency_ic_fundings")
# Where a text stands for an object, it is its name; where it is short, its abbreviation.
_NAMED_BY = {"organization": "org_name", "agency_ic_admin": "name"}
_SHORT = re.compile(r"[A-Za-z]{2,8}")

_NOTHING = re.compile(
    r"\W*(?:no (?:project )?abstract (?:text )?(?:is )?(?:available|provided|on file)\b.{0,60}"
    r"|abstract (?:text )?(?:is )?not (?:provided|available)|no nih category available"
    r"|description \(provided by applicant\)|not applicable|not available|unavailable"
    r"|not provided|n/?a|n\.a\.|null|none|nan|nil)?\W*",
    re.I | re.S,
)
_LONGEST_NOTHING = 120
_NOTHING_BEGINS = "NnAaDdUu"
# Excel writes a carriage return that XML does not allow as this.
_ESCAPED_RETURN = re.compile(r"_x000D_\n?", re.I)


# An award of the API has 50 keys at most; a table of another source may have any number.
_MOST_KEYS = 200


class Form(enum.Enum):
    """What a record of NIH RePORTER is about."""

    AWARD = "award"
    ABSTRACT = "abstract"
    """A row of ExPORTER's table of abstracts, which names nothing but the application."""
    STUDY = "study"
    """A row of ExPORTER's table of clinical studies, which joins an award to a trial."""


def _paths() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, spellings in _SPELLINGS.items():
        for spelling in (field, *spellings):
            found[_bare(spelling)] = tuple(field.split("."))
    return found


_PATHS = _paths()


@lru_cache(maxsize=4096)
def _path(key: str) -> tuple[str, ...]:
    """Where a field stands in the form of the API; empty for one that is not read."""
    return _PATHS.get(_bare(key[:60]), ())


def _inner(parent: str, key: str) -> str:
    bare = _bare(key[:60])
    path = _PATHS.get(_bare(parent) + bare) or _PATHS.get(bare) or ()
    if len(path) == 2 and path[0] == parent:
        return path[1]
    return _INNER_SPELLINGS.get(parent, {}).get(bare, key)


def form_of(sample: Any) -> Form | None:
    """What a decoded record is about; None where it is of another source."""
    if type(sample) is not dict:
        return None
    return _form(tuple(sample)[:_MOST_KEYS])


@lru_cache(maxsize=1024)
def _form(keys: tuple[Any, ...]) -> Form | None:
    fields = {path[0] for key in keys if type(key) is str and (path := _path(key))}
    if {"core_project_num", "nct_id"} <= fields and not fields & {"project_title", "appl_id"}:
        return Form.STUDY
    if {"appl_id", "abstract_text"} <= fields <= {"appl_id", "abstract_text", "phr_text"}:
        return Form.ABSTRACT
    told = fields & {"project_title", "appl_id", "core_project_num"}
    # A table that a person cut may have kept the number alone of what names an award.
    cut = "project_num" in fields and fields & {"contact_pi_name", "organization", "abstract_text"}
    return Form.AWARD if (told or cut) and "nct_id" not in fields else None


@lru_cache(maxsize=1024)
def _read_keys(keys: tuple[Any, ...]) -> tuple[tuple[str, str, str], ...]:
    """The keys of a record that are read, and where each stands in the form of the API: a field,
    and a field within it or nothing."""
    paths = ((key, _path(key)) for key in keys if type(key) is str)
    return tuple((key, path[0], path[1] if len(path) == 2 else "") for key, path in paths if path)


@lru_cache(maxsize=256)
def _inner_keys(parent: str, keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The keys of an object, and what the API calls each."""
    return tuple((key, _inner(parent, key)) for key in keys)


def in_api_form(record: Any) -> dict[str, Any]:
    """The record with the fields that are read, as the API names and nests them. What says that
    there is nothing (``n/a``, ``No abstract available``) is not there."""
    shaped: dict[str, Any] = {}
    for key, field, within in _read_keys(tuple(record)) if type(record) is dict else ():
        found = record[key]
        if type(found) is str:
            found = _meant(found)
        if found is None:
            if field == "subproject_id":
                # It is there and empty: the record says that it is no subproject.
                shaped.setdefault(field, "")
        elif within:
            _into(shaped, field, {within: found})
        elif field not in _NAMED_BY:
            shaped.setdefault(field, found)
        elif type(found) is dict:
            inner = _inner_keys(field, tuple(found))
            _into(shaped, field, {name: _value(found[one]) for one, name in inner})
        elif type(found) is str:
            short = field == "agency_ic_admin" and _SHORT.fullmatch(found.strip())
            _into(shaped, field, {"abbreviation" if short else _NAMED_BY[field]: found})
        else:
            shaped.setdefault(field, found)
    for field in _LISTED:
        if type(items := shaped.get(field)) is list:
            shaped[field] = [_item(one) for one in items]
    return shaped


def _item(value: Any) -> Any:
    """An object of a list, with its keys as the API names them."""
    if type(value) is not dict or "full_name" in value or "code" in value:
        return value
    return {_ITEM_SPELLINGS.get(_bare(str(key)), key): held for key, held in value.items()}


def _into(shaped: dict[str, Any], parent: str, values: dict[str, Any]) -> None:
    held = shaped.get(parent)
    if held is None:
        shaped[parent] = values
    elif type(held) is dict:
        for key, value in values.items():
            if held.get(key) is None:
                held[key] = value


def _value(value: Any) -> Any:
    return _meant(value) if type(value) is str else value


def _meant(value: str) -> str | None:
    """The text, or None where it says that there is nothing."""
    if "_x000" in value:
        value = _ESCAPED_RETURN.sub("\n", value)
    if len(value) > _LONGEST_NOTHING or (value[:1].isalnum() and value[0] not in _NOTHING_BEGINS):
        return value
    if _NOTHING.fullmatch(value):
        return None
    return value
