"""Ages as records write them, in years."""

from __future__ import annotations

import re
from functools import lru_cache

_YEARS_IN = {
    "year": 1.0,
    "month": 1 / 12,
    "week": 7 / 365.25,
    "day": 1 / 365.25,
    "hour": 1 / (365.25 * 24),
    "minute": 1 / (365.25 * 24 * 60),
}
_AGE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(year|month|week|day|hour|minute)s?", re.I)
_OLDEST = 150


@lru_cache(maxsize=1000)
def years(age: str) -> float | None:
    """``18 Years``, ``6 Months``, ``1 Minute`` in years, to 4 decimals; None if it is no age."""
    match = _AGE.fullmatch(age)
    if not match:
        return None
    found = round(float(match[1]) * _YEARS_IN[match[2].lower()], 4)
    return found if found <= _OLDEST else None
