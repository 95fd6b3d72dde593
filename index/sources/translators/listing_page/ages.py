"""The ages of a page, on one line → the youngest and the oldest age; nothing is guessed."""

from __future__ import annotations

import re

import msgspec

from index.sources.records import years


class Ages(msgspec.Struct, frozen=True):
    """In years; None for an end that is open."""

    minimum: float | None = None
    maximum: float | None = None


_UNIT = r"(?:years?|yrs?\.?|months?|weeks?|days?)"
_AGE = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?: ?{_UNIT})?(?: old| of age)?"
_OPEN = r"(?:n/a|none|no limit|no upper limit|no lower limit|no minimum|no maximum)"
_ANY = {"all", "any", "all ages", "any age", "n/a", "no limit", "no limits"}
_LONGEST = 100
_PEOPLE = re.compile(
    r"^(?:(?:ages?|aged|adults?|children|people|participants|patients)\b[ :,]*){1,2}"
)
# What registries add in brackets: "18 Years and older (Adult, Older Adult)".
_GROUPS = re.compile(r" ?\((?:(?:child(?:ren)?|older adults?|adults?)(?:, ?| and )?)+\)$")
# The forms of a maximum come before those of a minimum: "17 or younger" has an "or" as well.
_MAXIMUM = re.compile(
    rf"(?:up to(?: and including)?|under|below|younger than|less than|at most|no older than"
    rf"|not older than|until|maximum|<=?|≤) ?(?P<before>{_AGE})"
    rf"|(?P<after>{_AGE}),? ?(?:and|or|&) (?:under|younger|below|less)"
    rf"|(?P<younger>{_AGE}) (?:maximum|at most)"
)
_RANGE = re.compile(
    rf"(?:from )?(?P<low>{_AGE}|{_OPEN}) ?(?:to|through|until|up to|-|–|—)"
    rf" ?(?P<high>{_AGE}|{_OPEN})"
    rf"|between (?P<least>{_AGE}) and (?P<most>{_AGE})"
)
_MINIMUM = re.compile(
    rf"(?:over|above|older than|more than|at least|from|minimum|not younger than"
    rf"|no younger than|>=?|≥) ?(?P<before>{_AGE})"
    rf"|(?P<after>{_AGE}),? ?(?:and|or|&) (?:over|older|above|up|more)"
    rf"|(?P<plus>{_AGE}) ?\+(?: ?{_UNIT})?"
    rf"|(?P<older>{_AGE}) (?:minimum|at least)"
)


def read_ages(text: str) -> Ages | None:
    """*18 to 65 years*, *17 and under*, *65+*; None where it is not sure what is meant.

    The unit of the last age is also that of one without; without any unit it is years.
    """
    plain = " ".join(text.casefold().split()).rstrip(".")
    if plain in _ANY:
        return Ages()
    if len(plain) > _LONGEST:
        return None
    plain = _PEOPLE.sub("", _GROUPS.sub("", plain))
    units: list[str] = re.findall(_UNIT, plain)
    usual = units[-1] if units else "years"
    if match := _MAXIMUM.fullmatch(plain):
        low, high = "", _stated(match)
    elif match := _RANGE.fullmatch(plain):
        low, high = (match["low"], match["high"]) if match["low"] else (
            match["least"], match["most"]
        )  # fmt: skip
    elif match := _MINIMUM.fullmatch(plain):
        low, high = _stated(match), ""
    else:
        return None
    ends: list[float | None] = []
    for end in (low, high):
        number = re.match(r"[\d.]+", end)
        age = _in_years(end, usual) if number else None
        if number and age is None:
            return None
        ends.append(age)
    return Ages(*ends)


def _stated(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _in_years(age: str, usual: str) -> float | None:
    number = re.match(r"[\d.]+", age)
    unit = re.search(_UNIT, age)
    word = re.sub(r"^yrs?\.?$", "years", unit.group() if unit else usual)
    return years(f"{number.group()} {word}") if number else None
