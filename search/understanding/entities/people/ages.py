"""The ages in numbers that a question names: *65 year old*, *aged 40 to 60*, *women over 50*."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import msgspec

from index.analysis import STOP_WORDS
from index.listing import Sex
from search.engine import AgeSpan
from search.understanding.entities.people.word_lists import WORDS, key

_OLDEST = 120
"""Years."""

_YEARS = {"y": 1.0, "m": 1 / 12, "w": 7 / 365.25, "d": 1 / 365.25}
"""What a unit is in years, by its first letter."""

_UNIT_WORDS = {"m": "month", "w": "week", "d": "day"}

_TENS = "|".join(word for word, number in WORDS.numbers.items() if number >= 20)
_BELOW = "|".join(word for word, number in WORDS.numbers.items() if number < 20)
NUMBER = rf"(?:\d{{1,3}}|(?:{_TENS})(?:[\s-](?:{_BELOW}))?|{_BELOW})(?![\w%]*\.?\d)"
"""A number in digits or words, which no decimals follow."""

MAY_SAY_AGE = re.compile(
    rf"\d|\b(?:{_TENS}|{_BELOW})|\b(?:{'|'.join(word[:-1] for word in _TENS.split('|'))})ies\b",
    re.IGNORECASE,
)
"""A number, or the decade that somebody is in; most questions have none, and every way of saying an
age is looked for one after the other."""

_UNIT = r"(?:years?|yrs?\.?|months?|mos?\.?|weeks?|wks?\.?|days?)\b"
_OLD = r"(?:olds?|of[\s-]+age)\b"
_YO = r"(?:y\.?\s?/?\s?o\b\.?|yos?\b)"
_AGE = r"(?:ages?|aged)(?:\s+(?:of|is|group|range|groups?)\b|:)?"
_I_AM = r"(?:i\s+am|i['’]?m|s?he\s+is|s?he['’]s|is)"
_OR_EQUAL = r"(?:\s+or\s+equal\s+to)?"
_OVER = rf"over|above|(?:older|more|greater)\s+than{_OR_EQUAL}|at\s+least|>=?|≥"
_UNDER = rf"under|below|(?:younger|less)\s+than{_OR_EQUAL}|up\s+to|at\s+most|<=?|≤"
_AND_OVER = r"\s*\+|\s+plus\b|\s*-?(?:and|or|&)\s+(?:older|over|above|up|upwards?)\b"
_AND_UNDER = r"\s*(?:and|or|&)\s+(?:younger|under|below)\b"

_ONE = re.compile(
    rf"""(?<![\w.%$€£+/-])
    (?:(?P<i_am>{_I_AM})\s+(?:an?\s+)?)?
    (?:(?P<age>{_AGE})(?:\s+|(?=[<>≤≥])))?
    (?:(?P<bound>(?P<over>{_OVER})|(?:{_UNDER}))\s*)?
    (?:(?P<age2>(?:the\s+)?{_AGE})\s+)?
    (?P<n>{NUMBER})(?P<plural>['’]?s\b)?
    (?:[\s-]*(?P<yo>{_YO})|[\s-]*(?P<unit>{_UNIT})(?:[\s-]*(?P<old>{_OLD}))?)?
    (?:(?P<and_over>{_AND_OVER})|(?P<and_under>{_AND_UNDER}))?
    (?![\w%°])""",
    re.IGNORECASE | re.VERBOSE,
)
_RANGE = re.compile(
    rf"""(?<![\w.%$€£+/-])
    (?:(?P<lead>(?:between\s+(?:the\s+)?)?{_AGE})\s+(?:between\s+|from\s+)?|between\s+|from\s+)?
    (?P<low>{NUMBER})(?:[\s-]*(?P<low_unit>{_UNIT}))?(?:\s*{_OLD})?
    \s*(?:-|–|—|\bto\b|\bthrough\b|\band\b|\buntil\b)\s*
    (?P<high>{NUMBER})(?:[\s-]*(?P<yo>{_YO})|[\s-]*(?P<unit>{_UNIT})(?:[\s-]*(?P<old>{_OLD}))?)?
    (?![\w%°+])""",
    re.IGNORECASE | re.VERBOSE,
)
_INCLUSIVE = re.compile(r"up\s+to|equal|most|≤|=", re.IGNORECASE)
_WORDS_BEFORE = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*(?=[^\w\"]*$)")
_WORD_AFTER = re.compile(r"\s*([^\W_]+)")
_WORDS_AFTER = re.compile(r"(?:\s+[^\W\d_][^\W\d_'’-]*){1,3}")
_NUMBER_BEFORE = re.compile(r"\d\s*$")


class AgePhrase(msgspec.Struct, frozen=True):
    """A part of a question that names an age, where it stands, and the age in words: *aged 65*."""

    start: int
    end: int
    span: AgeSpan
    meant: str
    sex: Sex | None = None
    """What is said in the same breath: *45F*."""


def one_age(
    start: int, end: int, number: int, sex: Sex | None = None, unit: str = "y"
) -> AgePhrase:
    """So many years, or of the unit that begins with another letter: *71*, *6 months*."""
    span = AgeSpan(round(number * _YEARS[unit], 4), round((number + 1) * _YEARS[unit], 4))
    return AgePhrase(start, end, span, f"aged {_in_words(number, unit)}", sex)


def age_range(start: int, end: int, low: int, high: int) -> AgePhrase:
    """From so many years to so many."""
    return AgePhrase(start, end, AgeSpan(low, high + 1), f"aged {low} to {high}")


def age_since(start: int, end: int, years: int) -> AgePhrase:
    """So many years and more."""
    return AgePhrase(start, end, AgeSpan(years), f"aged {years} and over")


def age_under(start: int, end: int, years: int) -> AgePhrase:
    """Less than so many years."""
    return AgePhrase(start, end, AgeSpan(below=years), f"under {years}")


def age_phrases(text: str) -> Iterator[AgePhrase]:
    """The ages in numbers that a text names; several may begin at one place or overlap."""
    for both in _RANGE.finditer(text):
        phrase = _range(text, both)
        if phrase is not None:
            yield phrase
    at = 0
    while match := _ONE.search(text, at):
        phrase = _one(text, match)
        if phrase is not None:
            yield phrase
        # What led to nothing may hide an age that begins within it: *from 5 to 65 year old*.
        at = match.end() if phrase else match.start() + 1


def _range(text: str, match: re.Match[str]) -> AgePhrase | None:
    unit = _unit(match["unit"])
    low_unit = _unit(match["low_unit"]) if match["low_unit"] else unit
    low, high = years_said(match["low"]), years_said(match["high"])
    span = _span(low, low_unit, high, unit)
    sure = match["lead"] or match["old"] or match["yo"]
    if span is None or not sure or not _is_of_people(text, match):
        return None
    if low_unit == unit:
        words = f"aged {_in_words(low, unit, high)}"
    else:
        words = f"aged {_in_words(low, low_unit)} to {_in_words(high, unit)}"
    return AgePhrase(match.start(), match.end(), span, words)


def _one(text: str, match: re.Match[str]) -> AgePhrase | None:
    number, unit = years_said(match["n"]), _unit(match["unit"])
    point = _span(number, unit, number, unit)
    if point is None or not _is_age(text, match, number) or not _is_of_people(text, match):
        return None
    amount = _in_words(number, unit)
    if match["over"] or match["and_over"]:
        span, words = AgeSpan(point.youngest), f"aged {amount} and over"
    elif match["and_under"] or _INCLUSIVE.search(match["bound"] or ""):
        span, words = AgeSpan(below=point.below), f"aged {amount} and under"
    elif match["bound"]:
        span, words = AgeSpan(below=point.youngest), f"under {amount}"
    else:
        span, words = point, f"aged {amount}"
    return AgePhrase(match.start(), match.end(), span, words) if span.below > 0 else None


def _is_age(text: str, match: re.Match[str], number: int) -> bool:
    """Whether a number is an age, and no amount or duration."""
    if match["plural"] and not match["bound"]:
        # In somebody's forties, or the 1950s.
        return False
    if match["old"] or match["yo"] or match["age"] or match["age2"]:
        return True
    if re.match(r"older|younger", match["bound"] or "", re.IGNORECASE):
        return True
    if re.search(r"older|younger", match["and_over"] or match["and_under"] or ""):
        return True
    before = _words_before(text, match.start())
    after = _WORD_AFTER.match(text, match.end())
    ends = after is None or key(after[1]) in WORDS.amount_goes_on
    of_people = before[:1] and before[0] in WORDS.people
    if match["i_am"]:
        if key(match["i_am"]) == "is" and (*before[::-1],) not in WORDS.meanings:
            # *My mom is 72*, and not *my pain is 8*.
            return False
        # *I'm 8* is more likely something else; of a child it is said.
        least = 12 if key(match["i_am"]) in ("i am", "im") else 1
        return ends and match["unit"] is None and match["bound"] is None and number >= least
    if not (match["bound"] or match["and_over"] or match["and_under"]):
        return False
    if re.match(r"at|up|more|greater|less|[<>≤≥]", match["bound"] or "", re.IGNORECASE):
        return False
    if match["unit"] or number < (12 if match["over"] or match["and_over"] else 1):
        return bool(of_people and match["unit"] and number >= 18)
    if of_people:
        return True
    amount = any(word in WORDS.amount_not_after for word in before)
    return ends and not amount and not _NUMBER_BEFORE.search(text, 0, match.start())


def _is_of_people(text: str, match: re.Match[str]) -> bool:
    before = _words_before(text, match.start())
    after = _WORD_AFTER.match(text, match.end())
    # *Menopause at age 40* and *diagnosed at age 20* tell what was.
    then = before[1:] if before[:1] == ["at"] else before[:1]
    return not (
        (then and then[0] in WORDS.age_not_after)
        or (after and key(after[1]) in WORDS.age_not_before)
        or _is_of_a_thing(text, match.end())
    )


def _is_of_a_thing(text: str, end: int) -> bool:
    """Whether an injury or the like is so old: *20 year old knee injury*."""
    words = _WORDS_AFTER.match(text, end)
    for word in words[0].split() if words else ():
        if key(word) in WORDS.people or key(word) in STOP_WORDS:
            return False
        if key(word) in WORDS.age_not_before:
            return True
    return False


def _words_before(text: str, start: int) -> list[str]:
    """The two words before a place, the nearest first."""
    found: list[str] = []
    end = start
    while len(found) < 2 and (match := _WORDS_BEFORE.search(text[max(0, end - 60) : end])):
        found.append(key(match[0]))
        end = max(0, end - 60) + match.start()
    return found


def years_said(said: str) -> int:
    """The number of `NUMBER`: *82*, *seventy-one*."""
    if said[0].isdigit():
        return int(said)
    return sum(WORDS.numbers[word] for word in re.split(r"[\s-]+", said.casefold()))


def _unit(said: str | None) -> str:
    return (said or "y")[0].casefold()


def _span(low: int, low_unit: str, high: int, unit: str) -> AgeSpan | None:
    # Rounded as listings are, so that 7 months is 7 months.
    youngest = round(low * _YEARS[low_unit], 4)
    below = round((high + 1) * _YEARS[unit], 4)
    if youngest >= below or below > _OLDEST + 1 or math.isinf(below):
        return None
    return AgeSpan(youngest, below)


def _in_words(low: int, unit: str, high: int | None = None) -> str:
    amount = str(low) if high is None else f"{low} to {high}"
    if unit not in _UNIT_WORDS:
        return amount
    return f"{amount} {_UNIT_WORDS[unit]}{'' if low == 1 and high is None else 's'}"
