"""Amounts, labels and money: *500 mg*, *38.5 C*, *18F*, *$500*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
from search.understanding.entities.quantities.quantity import Asked, Quantity, QuantityKind
from search.understanding.entities.quantities.units import UNIT
from search.understanding.entities.quantities.word_lists import WORDS

IsMedicine = Callable[[str], bool]
"""Whether a word is the name of a medicine."""

_AMOUNT = re.compile(
    rf"""(?<![\w.,/$€£-])(?:(?P<compared>{COMPARED})\s*)?
    (?P<value>{RANGE})(?P<unit>{UNIT})(?P<behind>{BEHIND})?(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)
_TEMPERATURE = re.compile(
    r"""(?<![\w.,/-])(?P<value>(?:3[4-9]|4[0-3])(?:\.\d)?(?=\s?°?\s?c)|(?:9[5-9]|10[0-9])(?:\.\d)?(?=\s?°?\s?f))
    \s?°?\s?(?P<unit>[CF]|celsius|fahrenheit)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_RATE = re.compile(
    rf"(?<![\w.,/$€£-])(?P<value>{RANGE})(?P<unit>\s?/\s?(?:min|minute|h|hr|hour|day|week|month|year))"
    r"(?![\w/-])",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?<![\w.-])(?P<value>1\.5|3|7)\s?-?(?:T|tesla)(?=\s+(?:mri|mr|magnet|scanner|scan)\b)", re.I
)
_OF_A_KIND = re.compile(rf"(?:^|[^\w])(?:{any_of(WORDS.numbers_kinds)})\s*$", re.IGNORECASE)
_BEHIND_A_NAME = re.compile(
    rf"(?<![\w'’-])(?P<name>(?:vitamin|vit)\s+[A-K]\d?\d?|[^\W\d_]{{4,}})\s+"
    rf"(?P<value>{NUMBER})(?![\w/%°-])(?!\.\d)(?!\s*-?(?:years?|yrs?|y/?o|months?|weeks?|days?)\b)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"""(?<![\w])(?:(?:[$€£]|usd\s?|eur\s?)\s?(?P<value>{NUMBER})(?:\s?(?:million|thousand|bucks|dollars|usd|k|m)\b)?
    |(?P<value2>{NUMBER})\s?(?:dollars?|bucks|euros?|usd|pesos|cents|d[oó]lares|€|£|\$))(?![\w])""",
    re.IGNORECASE | re.VERBOSE,
)

_HYPHENS = tuple("-‐‑‒–−")
_SYMBOLS = any_of({symbol for symbol, _ in WORDS.isotopes})
_MASSES = any_of({mass for _, mass in WORDS.isotopes})
_ELEMENTS = {one.name.split("-")[0]: symbol for (symbol, _), one in WORDS.isotopes.items()}
_LABEL = re.compile(
    rf"""(?<![\w-])\[?\s?(?:
      (?P<mass>{_MASSES})[\s-]?\]?(?P<symbol>{_SYMBOLS})(?:\]|(?!\w))
    | (?P<symbol2>{_SYMBOLS})\]?(?P<gap>[\s-]?)(?P<mass2>{_MASSES})\]?(?!\w)(?!\.\d)
    | (?P<name>{any_of(_ELEMENTS)})[\s-]*(?P<mass3>{_MASSES})\]?(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def amounts(text: str, is_medicine: IsMedicine) -> Iterator[Quantity]:
    """The amounts that a text has, with those whose unit is left out behind a medicine."""
    for match in _AMOUNT.finditer(text):
        if not _OF_A_KIND.search(text, 0, match.start()):
            value, unit = plain(match["value"]), _unit(match["unit"])
            compared = comparison(match["compared"], match["behind"])
            spaced = shown(value) if unit == "%" else f"{shown(value)} "
            ways = tuple(f"{one} {unit}" for one in written(value))
            yield _amount(match, f"{compared} {spaced}{unit}".strip(), ways)
    for match in _RATE.finditer(text):
        yield _amount(match, f"{match['value']}{_unit(match['unit'])}", ())
    for match in _TEMPERATURE.finditer(text):
        letter = match["unit"][0].upper()
        yield _amount(match, f"{match['value']} °{letter}", ())
    for match in _FIELD.finditer(text):
        yield _amount(match, f"{match['value']} tesla", (f"{match['value']}T",))
    for match in _BEHIND_A_NAME.finditer(text):
        value = plain(match["value"])
        if _is_dose(value) and (match["name"][:3].lower() == "vit" or is_medicine(match["name"])):
            meant = f"{shown(value)}, as a dose of {match['name']}"
            kind = QuantityKind.AMOUNT
            yield Quantity(kind, match.start("value"), match.end("value"), meant)


def money(text: str) -> Iterator[Quantity]:
    """The sums of money that a text has."""
    for match in _MONEY.finditer(text):
        yield Quantity(
            QuantityKind.MONEY, match.start(), match.end(), f"{match[0].strip()}, as money"
        )


def labels(text: str) -> Iterator[Quantity]:
    """The radioactive labels that a text has, without the tracer that bears them."""
    for match in _LABEL.finditer(text):
        name = (match["name"] or "").lower()
        symbol = match["symbol"] or match["symbol2"] or _ELEMENTS.get(name, "")
        mass = (match["mass"] or match["mass2"] or match["mass3"]).lower()
        asked = WORDS.isotopes.get((symbol.lower(), mass))
        if asked is not None and _is_label(match, symbol):
            yield _label(asked, match)


def _label(asked: Asked, match: re.Match[str]) -> Quantity:
    # The hyphen of *18F-FDG* is its own: before a word alone it would be a minus.
    end = match.end() + (match.string[match.end() : match.end() + 1] in _HYPHENS)
    return Quantity(QuantityKind.TRACER, match.start(), end, asked.name, asked)


def _is_label(match: re.Match[str], symbol: str) -> bool:
    """Whether letters and a number are an isotope: *c 13* and *i 131* are, where they touch or are
    written as chemists do."""
    if match["name"] or match["mass"]:
        return bool(match["name"]) or len(symbol) > 1 or symbol.isupper()
    if match["gap"] == " ":
        return len(symbol) > 1 and symbol[0].isupper()
    return match["gap"] == "-" or len(symbol) > 1 or symbol.isupper()


def _amount(match: re.Match[str], meant: str, preferred: tuple[str, ...]) -> Quantity:
    return Quantity(
        QuantityKind.AMOUNT, match.start(), match.end(), f"{meant}, as an amount", None, preferred
    )


def _is_dose(value: str) -> bool:
    """Whether a number without a unit may be one: not the 2 of *SGLT 2*, nor a year."""
    first = float(value.replace("/", "-").split("-")[0].split("+")[0])
    return (first >= 5 or "." in value) and not 1900 <= first <= 2099


_SPELLED = {
    "milligram": "mg", "gram": "g", "gm": "g", "grm": "g", "microgram": "mcg", "µg": "mcg",
    "μg": "mcg", "ug": "mcg", "kilogram": "kg", "kilo": "kg", "pound": "lb", "percent": "%",
    "pct": "%", "milliliter": "ml", "millilitre": "ml", "cc": "ml", "litre": "liter",
    "centimetre": "cm", "centimeter": "cm", "millimeter": "mm", "millimetre": "mm",
    "gray": "Gy", "gy": "Gy", "iu": "IU", "mmhg": "mmHg", "unit": "units", "degree": "degrees",
    "calorie": "calories", "kcal": "calories", "cal": "calories", "u": "units", "ounce": "oz",
}  # fmt: skip
"""One writing of a unit for all of them."""


def _unit(said: str) -> str:
    unit = re.sub(r"\s+per\s+", "/", said.strip(" -").casefold())
    first, slash, rest = re.sub(r"\s*/\s*", "/", unit).partition("/")
    one = _SPELLED.get(first) or _SPELLED.get(first.removesuffix("s")) or first
    if one == first and first.endswith("s") and first.removesuffix("s") in WORDS.units:
        one = first.removesuffix("s")
    return f"{one}{slash}{rest}"
