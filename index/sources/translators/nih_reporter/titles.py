"""What the title of a record says of whether it is a part of a center."""

from __future__ import annotations

import re

from index.analysis import folded
from index.sources.source import Hint

# Awards that are split: program projects and centers (P01, P30), and cooperative ones of several
# projects (U19, U54, U2C, UM1). 479 of the 480 numbers that several applications share are theirs.
_SPLIT = re.compile(r"P|U(?!F|H)|(?:G12|M01|RM1|S06|OT2)$")

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PLACE = r"(?:\d{1,3}|[A-Z]|I{1,3}|IV|VI?)"
_PLACEHOLDER = re.compile(
    r"\W*(?:(?:sub|con|research)?[\s-]*(?:project|proj)|(?:con|tech(?:nology)?)?[\s-]*core"
    r"|admin(?:istrative)?-core|component|program|theme|overall|rp|rtb)"
    rf"[\s#:-]*(?:{_PLACE})?\W*",
    re.I,
)
_PART = re.compile(
    rf"^\W*(?:core|project|proj|component|research project|rp|subproject|program)"
    rf"\s*[-–#]?\s*(?:\d{{1,3}}\b|{_PLACE}\s*(?:[:.)–-]|$))"
    r"|^\W*(?:project|core)\s*:"
    r"|\badmin(?:istrative|istration)?\b.{0,40}\bcores?\b"
    r"|^\W*(?:the )?admin(?:istrative|istration)?\W*$"
    r"|\bcore [A-Z]\b|\bcore-\d{1,3}\b|\[parent title"
    r"|^\W*(?:pilot (?:and|&|/) feasibility|developmental research|career enhancement)\b.*program",
    re.I,
)
_PERHAPS = re.compile(r"\b(?:core|component|shared resource)s?\b\s*(?:\([^)]{1,40}\))?\W*$", re.I)
_CENTER = re.compile(
    r"\b(?:cent(?:er|re)s?|cobre|consortium|network|spore|program project|core grant)\b", re.I
)


def is_split(activity: str) -> bool:
    """Whether awards of this kind have parts with records of their own."""
    return bool(_SPLIT.match(activity))


def title_key(title: str) -> str:
    """What titles of one award are compared by: letters and digits alone."""
    return _BETWEEN_WORDS.sub(" ", folded(title)).strip()


def names_itself(title: str) -> bool:
    """Whether a title is more than a place in a list: not *Project 1* or *Core-002*."""
    return not _PLACEHOLDER.fullmatch(title)


def hint_of(title: str) -> Hint:
    """What the title says, of an award that may have parts."""
    if _PLACEHOLDER.fullmatch(title) or _PART.search(title):
        return Hint.PART
    if _PERHAPS.search(title):
        return Hint.PERHAPS
    return Hint.CENTER if _CENTER.search(title) else Hint.NONE
