"""The ages in numbers that a question in Spanish names: *de 45 años*, *mayores de 65*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.understanding.entities.people.ages import (
    AgePhrase,
    age_range,
    age_since,
    age_under,
    one_age,
)
from search.understanding.entities.people.word_lists import WORDS, key

_OLDEST = 110

_N = r"(?<![\w.,$€£/#%+-])\d{1,3}(?![\w%°]|[.,:/]\d)"
_YEARS = r"(?:\s*a[nñ]os?(?:\s+de\s+edad)?)"

_RANGE = re.compile(
    rf"""\b(?:entre(?:\s+los)?|de(?:\s+los)?|edades?\s+de|desde\s+los)\s+(?P<low>{_N}){_YEARS}?
    \s*(?:-|–|a|y|hasta)\s*(?:los\s+)?(?P<high>{_N})(?P<years>{_YEARS})""",
    re.IGNORECASE | re.VERBOSE,
)
_BOUND = re.compile(
    rf"""\b(?:(?P<over>mayor(?:es)?)|(?P<under>menor(?:es)?))\s+(?:de|que)\s+(?:los\s+)?
    (?P<n>{_N}){_YEARS}?""",
    re.IGNORECASE | re.VERBOSE,
)
_MORE = re.compile(
    rf"(?:\bde\s+)?(?P<n>{_N}){_YEARS}\s+(?:o|y)\s+(?:(?P<over>m[aá]s|mayor(?:es)?)|menos|menor(?:es)?)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"""(?:\b(?P<lead>tengo|tiene|de|edad|cumpl[ií]|cumpli[oó]|con)\s+(?:unos\s+)?)?
    (?P<n>{_N})\s*(?P<unit>a[nñ]os?|mes(?:es)?|semanas|d[ií]as)\b(?P<edad>\s+de\s+edad)?""",
    re.IGNORECASE | re.VERBOSE,
)
_OF = re.compile(
    rf"\b(?P<who>[^\W\d_]+)\s+(?P<de>de)\s+(?P<n>{_N})(?=\s*(?:$|[,.;?!)]|(?:con|que|y|sin)\b))",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([^\W_]+)\s*,?\s*$")
_WORD_AFTER = re.compile(r"\s+([^\W_]+)(?:\s+([^\W_]+))?")

_UNITS = {"a": "y", "m": "m", "s": "w", "d": "d"}


def ages_in_spanish(text: str) -> Iterator[AgePhrase]:
    """The ages in numbers of a text that are said in Spanish; several may overlap."""
    for match in _RANGE.finditer(text):
        low, high = int(match["low"]), int(match["high"])
        if low < high <= _OLDEST:
            yield age_range(match.start(), match.end(), low, high)
    for match in _BOUND.finditer(text):
        make = age_since if match["over"] else age_under
        if 1 <= int(match["n"]) <= _OLDEST:
            yield make(match.start(), match.end(), int(match["n"]))
    for match in _MORE.finditer(text):
        if 1 <= int(match["n"]) <= _OLDEST:
            years = int(match["n"])
            make, more = (age_since, 0) if match["over"] else (age_under, 1)
            yield make(match.start(), match.end(), years + more)
    for match in _OF.finditer(text):
        # *Hombre de 50 con diabetes*.
        if key(match["who"]) in WORDS.grown | WORDS.young | WORDS.people:
            yield one_age(match.start("de"), match.end(), int(match["n"]))
    for match in _ONE.finditer(text):
        if int(match["n"]) <= _OLDEST and _is_age(text, match):
            unit = _UNITS[match["unit"][0].casefold()]
            yield one_age(match.start(), match.end(), int(match["n"]), unit=unit)


def _is_age(text: str, match: re.Match[str]) -> bool:
    before, after = (
        _WORD_BEFORE.search(text, 0, match.start()),
        _WORD_AFTER.match(text, match.end()),
    )
    if before and key(before[1]) in WORDS.spanish_time_not_after:
        return False
    if after and any(
        word and key(word) in WORDS.spanish_time_not_before for word in after.groups()
    ):
        return False
    lead = (match["lead"] or "").casefold()
    if match["edad"] or lead.startswith(("edad", "cumpl")):
        return True
    person = before is not None and key(before[1]) in WORDS.grown | WORDS.young | WORDS.people
    if match["unit"][0] not in "aA":
        # *Dolor de 3 meses* is how long.
        return person
    return lead in ("tengo", "tiene", "de") or person or before is None
