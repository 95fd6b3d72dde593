"""A study put into the shape of the version 2 API, and what is said of it in its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from index.errors import Problem, RecordRefused, Severity
from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.study import ClinicalTrials

_ITEM = re.compile(r"\[(\d+)\]")
_ID = re.compile(r"NCT\d{8}")
# The site's own codes are in capitals, and its older forms in words.
_CODES = {
    "N/A": "NA", "NOT_APPLICABLE": "NA", "EARLY_PHASE_1": "EARLY_PHASE1", "PHASE_0": "EARLY_PHASE1",
    "PHASE_1": "PHASE1", "PHASE_2": "PHASE2", "PHASE_3": "PHASE3", "PHASE_4": "PHASE4",
    "U_S_FED": "FED", "U_S_FEDERAL": "FED", "UNKNOWN_STATUS": "UNKNOWN", "ANTICIPATED": "ESTIMATED",
    "ESTIMATE": "ESTIMATED",
}  # fmt: skip
_NO_LETTER = re.compile(r"[\W_]+")
_STUDIES = ClinicalTrials()


Shape = TypeVar("Shape")


class Restated(msgspec.Struct, frozen=True):
    """A study in the shape of the version 2 API, with what was not sure on the way: field → why."""

    study: dict[str, Any]
    doubts: tuple[tuple[str, str], ...] = ()


def translated(raw: Raw, restated: Restated, names: Mapping[str, str]) -> Translation:
    """The study as a listing.

    `names` says how the record itself calls what version 2 has under a path, or under all that
    begins with it: ``statusModule.startDateStruct`` → ``Start Date``. Problems name that.
    Raises `RecordRefused`, with the same names.
    """
    protocol = restated.study.get("protocolSection", {})
    identifier = protocol.get("identificationModule", {}).get("nctId", "")
    where = f"{raw.where}, {identifier}" if _ID.fullmatch(identifier) else raw.where
    doubts = tuple(
        Problem(f"{where}, {field}", what, Severity.WARNING) for field, what in restated.doubts
    )
    try:
        found = _STUDIES.translate(Raw(raw.where, restated.study))
    except RecordRefused as refusal:
        said = [_renamed(one, raw.where, names) for one in refusal.problems]
        raise RecordRefused([*said, *doubts]) from refusal
    problems = tuple(_renamed(one, raw.where, names) for one in found.problems)
    return msgspec.structs.replace(found, problems=(*doubts, *problems))


def code(text: str) -> str:
    """A code as version 2 writes it: ``Phase 1`` is ``PHASE1``, ``Active, not recruiting`` is
    ``ACTIVE_NOT_RECRUITING``."""
    spelled = _NO_LETTER.sub("_", text.strip().upper()).strip("_")
    return _CODES.get(text.strip().upper()) or _CODES.get(spelled, spelled)


def without_blanks(value: Shape) -> Shape:
    """The same without empty texts, lists and objects, at any depth."""
    kept: Any = value
    if isinstance(value, dict):
        kept = {key: one for key, part in value.items() if not _blank(one := without_blanks(part))}
    elif isinstance(value, list):
        kept = [one for part in value if not _blank(one := without_blanks(part))]
    found: Shape = kept
    return found


def _blank(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _renamed(problem: Problem, where: str, names: Mapping[str, str]) -> Problem:
    *before, path = problem.where.removeprefix(where).split(", ")
    item = _ITEM.search(path)
    plain = _ITEM.sub("", path)
    longest = max(
        (one for one in names if plain == one or plain.startswith(f"{one}.")), key=len, default=""
    )
    if not longest:
        return problem
    name = f"{names[longest]}, item {int(item[1]) + 1}" if item else names[longest]
    return msgspec.structs.replace(problem, where=where + ", ".join([*before, name]))
