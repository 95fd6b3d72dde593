"""All quantities of a question, apart from each other."""

from __future__ import annotations

import re

from search.understanding.entities.quantities.amounts import IsMedicine, amounts, labels, money
from search.understanding.entities.quantities.quantity import Quantity, QuantityKind
from search.understanding.entities.quantities.tests import tests
from search.understanding.entities.quantities.times import counts, durations

_MAY_HAVE_ONE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several|couple|many|some"
    r"|once|twice|every|first|second|third|class|child|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|ninety|eleven|an?\s+(?:year|month|week|day|hour|minute))\b|nyha|yahr|rads|kellgren",
    re.IGNORECASE,
)

_ORDER = tuple(QuantityKind)
"""Of two quantities that begin together and are equally long, the first kind of these is meant."""


def quantities_in(text: str, is_medicine: IsMedicine = lambda word: False) -> tuple[Quantity, ...]:
    """The quantities of a question, in its order and apart from each other. Never fails.

    `text` is as `question.text.open_text` makes it: what is quoted or left out is not
    read.
    """
    if not _MAY_HAVE_ONE.search(text):
        return ()
    found = [
        *tests(text),
        *amounts(text, is_medicine),
        *durations(text),
        *counts(text),
        *labels(text),
        *money(text),
    ]
    # A test with its value first: *EF 30 %* is no amount; of others the longest.
    found.sort(
        key=lambda one: (
            one.kind is not QuantityKind.TEST,
            one.start - one.end,
            _ORDER.index(one.kind),
        )
    )
    taken: list[Quantity] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))
