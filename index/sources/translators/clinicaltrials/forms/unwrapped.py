"""Studies of version 2 that were taken apart: without the outermost object, or with their objects
flattened into names with dots, as programs do that make a table of them."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from index.sources.source import Raw, Translation
from index.sources.translators.clinicaltrials.forms.restated import (
    Restated,
    translated,
    without_blanks,
)
from index.sources.translators.clinicaltrials.forms.version1 import VERSION2_KEYS

_START = "protocolsection"
_ID = f"{_START} identificationmodule nctid"
# Columns of a table are read in small letters.
_SPELLED = {key.casefold(): key for key in (*VERSION2_KEYS, "hasResults", "geoPoint", "lat", "lon")}
_LITERAL = re.compile(r"\s*[\[{].*[\]}]\s*", re.DOTALL)
_NOTHING = frozenset({"", "nan", "none", "null", "na", "[]", "{}"})
# A list of 1,400 sites with contacts, as the program Python writes it.
_LONGEST_LITERAL = 2_000_000


class Unwrapped:
    """Studies of version 2 without ``protocolSection``, or in flat fields such as
    ``protocolSection.identificationModule.nctId``."""

    name = "ClinicalTrials.gov study, taken apart"

    def recognises(self, sample: Any) -> bool:
        """Whether it has an identification module at its top, or the id of one by a flat name."""
        if not isinstance(sample, dict):
            return False
        inside = sample.get("identificationModule")
        if isinstance(inside, dict):
            return "nctId" in inside
        return any(_flat(key) == _ID for key in sample if type(key) is str)

    def translate(self, raw: Raw) -> Translation:
        """The study as a listing; refused without an id or a title."""
        if isinstance(raw.value.get("identificationModule"), dict):
            return translated(raw, Restated({"protocolSection": raw.value}), {})
        return translated(raw, *_nested(raw.value))


def _flat(key: str) -> str:
    """A name with dots, or a column as tables have it, in one spelling."""
    return key.casefold().replace(".", " ")


def _nested(flat: dict[str, Any]) -> tuple[Restated, dict[str, str]]:
    """The study with its objects, and how its own fields are called by version 2's paths."""
    study: dict[str, Any] = {}
    names: dict[str, str] = {}
    for name, value in flat.items():
        steps = [_SPELLED.get(step, "") for step in _flat(name).split()] if name else []
        if not steps or not all(steps):
            continue
        *above, last = steps
        place = study
        for step in above:
            inside = place.setdefault(step, {})
            # The field itself stands beside its parts: the parts are told apart already.
            place = inside if isinstance(inside, dict) else {}
        place.setdefault(last, _meant(value))
        names[".".join(steps).removeprefix("protocolSection.")] = name
    return Restated(without_blanks(study)), names


def _meant(value: Any) -> Any:
    """A value of a flat field: a cell of a table may hold a list as JSON or as Python writes it."""
    if not isinstance(value, str):
        return value
    if value.strip().casefold() in _NOTHING:
        return None
    if len(value) > _LONGEST_LITERAL or not _LITERAL.fullmatch(value):
        return value.removesuffix(".0") if value.removesuffix(".0").isdigit() else value
    for read in (json.loads, ast.literal_eval):
        try:
            return read(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return value
