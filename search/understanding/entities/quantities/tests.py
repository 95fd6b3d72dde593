"""Tests and scores with their values: *HbA1c < 7*, *Gleason 3+4*, *blood pressure 150/90*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search.understanding.entities.quantities.numbers import (
    BEHIND,
    COMPARED,
    NUMBER,
    RANGE,
    any_of,
    comparison,
    plain,
    shown,
    written,
)
from search.understanding.entities.quantities.quantity import Quantity, QuantityKind
from search.understanding.entities.quantities.units import UNIT
from search.understanding.entities.quantities.word_lists import WORDS, Test, key


def _names(names: Iterable[str]) -> str:
    """A pattern of names; a dash, a space or nothing between their words."""
    return any_of(names).replace(r"\s+", r"[\s‐-―-]*")


_NAMES = _names(WORDS.tests)
_LABELLED_NAMES = _names(name for name, test in WORDS.tests.items() if test.labels)
_LINKS = rf"(?:[\s,]*(?:\b(?:{any_of(w for w in WORDS.links if w.isalpha())})\b|[:=~]))"
_NOT_AN_AGE = r"(?!\s*-?(?:years?|yrs?|y/?o|months?|weeks?|wks?|days?|hours?|hrs?)\b)"

_TEST = re.compile(
    rf"""(?<![\w-])(?P<name>{_NAMES})
    (?P<links>{_LINKS}{{0,5}}?)\s*
    (?:(?P<compared>{COMPARED})\s*(?:(?:a|an|about|around|the)\s+)?)?
    (?P<value>[-−]?(?:{RANGE})){_NOT_AN_AGE}
    (?P<unit>{UNIT})?
    (?P<behind>{BEHIND})?
    (?P<detail>\s*\(\s*\d[\d\s+.=]*\))?
    (?![\w])(?!\.\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(
    rf"""(?<![\w-])(?P<name>{_LABELLED_NAMES})
    (?:\s+(?:class|grade|score|stage|functional|category|type)){{0,2}}\s*
    (?P<value>(?:IV|III|II|I|[ABC]|[1-6])[abc]?\d{{0,2}}
      (?:\s*(?:-|–|/|\bto\b|\bor\b|\band\b)\s*(?:IV|III|II|I|[ABC]|[1-6])[abc]?)?)
    (?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_VALUE_FIRST = re.compile(
    rf"""(?<![\w.-])(?:(?P<compared>{COMPARED})\s*)?
    (?P<value>(?:{NUMBER})(?:/\d+)?)(?P<unit>{UNIT})\s*
    (?:of\s+|in\s+)?(?P<name>{_NAMES})(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_PRESSURE = re.compile(
    r"(?<![\w./-])(?P<value>(?:[89]\d|1\d\d|2[0-4]\d)\s?/\s?(?:[4-9]\d|1[0-4]\d))"
    r"(?P<unit>\s*mm\s?hg)?(?![\w/.-])",
    re.IGNORECASE,
)
_VISION = re.compile(r"(?<![\w./-])20/(?P<value>[1-9]\d{1,2})(?![\w/.-])(?:\s+vision\b)?", re.I)
_OF_A_GENE = re.compile(
    r"\s*(?:del|dup|ins|exon|mutat|t790|l858|insertion|deletion)", re.IGNORECASE
)
_PER = re.compile(r"/|ml|mol|%|per", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:levels?|counts?|serum|result|test)\b", re.IGNORECASE)

_EGFR = key("eGFR")


def tests(text: str) -> Iterator[Quantity]:
    """The tests with values that a text has; several may begin at one place or overlap."""
    for match in _TEST.finditer(text):
        test = WORDS.tests.get(_key(match["name"]))
        if test is not None and _is_value(test, text, match):
            yield _quantity(
                test,
                match.start(),
                match.end(),
                comparison(match["compared"], match["behind"]),
                plain(match["value"]),
                (match["unit"] or "").strip(),
            )
    for match in _LABELLED.finditer(text):
        test = WORDS.tests.get(_key(match["name"]))
        if test is not None:
            value = match["value"].upper()
            yield _quantity(test, match.start(), match.end(), "", value, "")
    for match in _VALUE_FIRST.finditer(text):
        test = WORDS.tests.get(_key(match["name"]))
        if test is not None and not test.level and _PER.search(match["unit"]):
            yield _quantity(
                test,
                match.start(),
                match.end(),
                comparison(match["compared"]),
                plain(match["value"]),
                match["unit"].strip(),
            )
    for match in _PRESSURE.finditer(text):
        above, below = map(int, match["value"].split("/"))
        if above > below:
            value = plain(match["value"])
            yield _quantity(
                WORDS.tests["blood pressure"], match.start(), match.end(), "", value, "mmHg"
            )
    for match in _VISION.finditer(text):
        value = f"20/{match['value']}"
        yield _quantity(WORDS.tests["visual acuity"], match.start(), match.end(), "", value, "")


def _key(name: str) -> str:
    """The name under which a test is known; people leave out the dash of *HbA1c-* and *PHQ9*."""
    found = key(name)
    return found if found in WORDS.tests else _CLOSED.get(found.replace(" ", ""), found)


_CLOSED = {name.replace(" ", ""): name for name in reversed(list(WORDS.tests))}


def _is_value(test: Test, text: str, match: re.Match[str]) -> bool:
    """Whether the number behind a name of a test is its value."""
    if _OF_A_GENE.match(text, match.end()):
        return False
    if test.level:
        # *Vitamin D 50000* is a dose; *vitamin D level 12* and *vitamin D 12 ng/ml* are results.
        return bool(
            _LEVEL.search(match["links"])
            or (match["unit"] and "/" in match["unit"])
            or _LEVEL.search(match["name"])
        )
    if _key(match["name"]) == _EGFR and match["name"].isupper() and not match["compared"]:
        # *EGFR 20* is the gene, unless it says what only a kidney has.
        return bool(match["unit"] and "/" in match["unit"])
    return True


def _quantity(test: Test, start: int, end: int, compared: str, value: str, unit: str) -> Quantity:
    asked = test.asked
    spaced = "" if unit in ("", "%") else " "
    words = (asked.name, compared, f"{shown(value)}{spaced}{unit}")
    meant = " ".join(word for word in words if word)
    # Listings write *BMI ≥ 40*, whose sign is no term.
    preferred = tuple(f"{asked.names[0]} {one}" for one in written(value))
    return Quantity(QuantityKind.TEST, start, end, meant, asked, preferred)
