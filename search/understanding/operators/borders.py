"""Names and commas: no name goes across one, but those that are written with one."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = re.compile(r"[,;:]\s|[.!?]\s+(?=[^\W\d_])")
_LIST = re.compile(r",.*(?:,|\s(?:and|or|y|o)\s)", re.IGNORECASE)


def crosses_a_mark(said: str, names: Iterable[str]) -> bool:
    """Whether words that a text has in a row are no name because a comma or the end of a sentence
    stands between them, by the names of the concept that they would mean.

    *Hand, foot and mouth disease* is written so. *Fever, yellow eyes* is no *Fever, Yellow*: a name
    that a catalogue turns around is typed so by nobody.
    """
    marks = len(_MARK.findall(said))
    if not marks:
        return False
    return not any(_LIST.search(name) and name.count(",") >= marks for name in names)
