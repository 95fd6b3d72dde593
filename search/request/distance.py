"""A distance as somebody writes it: so many miles, or kilometers."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

LEAST, MOST = 5, 500
"""The least and the greatest distance that can be asked for, in either unit."""

OFFERED = ("5", "10", "25", "50", "100", "250", "500")
"""Miles that a form offers."""

KILOMETERS = {"mi": 1.609344, "km": 1.0}
"""In one of each unit."""

_WORDS = {"mi": "miles", "km": "km"}
_WRITTEN = re.compile(
    r"([-−]?[0-9]{1,12})[\s-]*(mi|miles?|kms?|kilomet(?:er|re)s?)?", re.IGNORECASE
)


class Distance(msgspec.Struct, frozen=True):
    """So many miles or kilometers."""

    amount: int
    unit: Literal["mi", "km"] = "mi"

    @property
    def kilometers(self) -> float:
        """The distance in kilometers."""
        return self.amount * KILOMETERS[self.unit]

    @property
    def typed(self) -> str:
        """As it is typed: *50*, *20 km*."""
        return str(self.amount) if self.unit == "mi" else f"{self.amount} km"

    @property
    def words(self) -> str:
        """As a reader says it: *50 miles*."""
        return f"{self.amount:,} {_WORDS[self.unit]}"


DEFAULT = Distance(50)


def distance_of(text: str) -> Distance | str:
    """The distance that is written, or a sentence about what is wrong with it."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return (
            f"“{text[:60]}” is no distance: write a whole number of miles, or of kilometers with "
            "km after it."
        )
    unit: Literal["mi", "km"] = "km" if (match[2] or "mi").lower().startswith("k") else "mi"
    amount = int(match[1].replace("−", "-"))
    if not LEAST <= amount <= MOST:
        return f"A distance can be from {LEAST} to {MOST} {_WORDS[unit]}, not {amount:,}."
    return Distance(amount, unit)


def distance_words(kilometers: float, unit: Literal["mi", "km"]) -> str:
    """How far something is, as a reader says it: *under 1 mile*, *3 miles*, *1,204 km*."""
    amount = round(kilometers / KILOMETERS[unit])
    if amount < 1:
        return "under 1 mile" if unit == "mi" else "under 1 km"
    if unit == "mi":
        return f"{amount:,} mile{'' if amount == 1 else 's'}"
    return f"{amount:,} km"
