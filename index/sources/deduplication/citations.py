"""Which NIH awards a trial cites among its other ids."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.listing import UNKNOWN, institutes, mechanism_words

# R01HL130040, 5R01HL130040-02, 1 R01 HL130040-01A1, R01 HL-130040, NIH R01HL130040: the kind of
# award, the institute, and a serial of six digits. What stands around them must not go on.
_AWARD = re.compile(
    r"(?<![A-Z0-9])(?:NIH[\s:#/_.-]*)?(?:[1-9][\s-]?)?"
    r"([A-Z][A-Z0-9]{2})[\s/_-]{0,2}([A-Z]{2})[\s/_-]{0,2}(\d{6})(?!\d)"
)
_SHORTEST = len("R01HL130040")


def cited_awards(texts: Iterable[str]) -> tuple[str, ...]:
    """The core numbers of the awards in the texts, casefolded: ``r01hl130040``.

    Only those of a kind and an institute that are in ``data/nih``: other registries have numbers
    of the same look.
    """
    found: dict[str, None] = {}
    for text in texts:
        if len(text) < _SHORTEST:
            continue
        for kind, institute, serial in _AWARD.findall(text.upper()):
            if institute in institutes() and mechanism_words(kind) != UNKNOWN:
                found[f"{kind}{institute}{serial}".casefold()] = None
    return tuple(found)
