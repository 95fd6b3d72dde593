"""The ids of records in a question: registry numbers, NIH projects and applications."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec


class RecordId(msgspec.Struct, frozen=True):
    """A part of a question that is the id of a record, from `start` until before `end`.

    `said` is the id in its one writing. A record is meant by any of `ids`: an award is known by
    the number of the year that is held, and by that of its project in any year.
    """

    start: int
    end: int
    said: str
    ids: tuple[str, ...]
    note: str = ""
    """What is wrong with it, as a sentence; "" where nothing is."""


_SPACES = re.compile(r"[\s‐-―-]+")

_LITERATURE = re.compile(
    r"\b(?:doi\s*:?\s*\S+|10\.\d{4,9}/\S+|(?:pmid|pubmed(?:\s+id)?|pmcid|isbn|issn|orcid)\s*(?:id)?\s*[:#]?\s*[\dx-]+"
    r"|pmc\s*\d+)",
    re.IGNORECASE,
)
"""What is an id of something else than a record."""

_TRIAL = re.compile(
    r"""(?<![^\W_])NCT[\s_.-]*(?:(?:numbers?|num|no|id|ids)\b\.?)?[\s:#=.‐-―-]*
    (?P<digits>[\dO](?:[\s.‐-―-]?[\dO]){5,9})(?![\s.‐-―-]?\d)(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS_OF_TRIAL = 8

_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+(?:gov|org|com|int|eu)/(?:[^\s?#]*/)?"
    r"(?P<id>NCT\d{8}|NIH-[A-Z0-9]+|\d{7,8}|SAMPLE-\d+|[\w-]+)/?(?:[?#]\S*)?(?=[\s,;)]|$)",
    re.IGNORECASE,
)
_OF_RECORD = re.compile(r"NCT\d{8}|NIH-[A-Z0-9]+|\d{7,8}|SAMPLE-\d+|ISRCTN\d{8}", re.IGNORECASE)

_AWARD = re.compile(
    r"""(?<![\w-])(?:NIH-)?(?:(?P<type>[1-9])[\s-]?)?
    (?P<activity>[A-Z]\d{2}|[A-Z]{2}\d|Z[A-Z]{2}|[A-Z]\d[A-Z])[\s‐-―-]*
    (?P<institute>[A-Z]{2})[\s‐-―-]*(?P<serial>\d{6}|0?\d{5})
    (?:[\s]?[‐-―-][\s]?(?P<year>\d{2})(?P<suffix>(?:[AS]\d{1,2}|X\d){0,3}))?
    (?![\w]|[‐-―-]\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS_OF_AWARD = 6

_ASKED_FOR = re.compile(
    r"""(?<![\w-])(?:nih[\s-]|(?:nih\s+|reporter\s+)?(?:appl(?:ication)?|project|grant|award|reporter)
    (?:\s+(?:id|number|no|nr|num))?\.?\s*[:#]?\s*|(?:application|appl)\s+id\s*[:#]?\s*)
    (?P<digits>\d{7,8})(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHERS = re.compile(
    r"""(?<![\w-])(?:SAMPLE-\d+|ISRCTN\s?\d{8}|ACTRN\s?\d{14}|ChiCTR[-\w]*\d{6,}|(?:DRKS|CTRI/?)\d[\d/]{6,}
    |jRCTs?\d{9,10}|UMIN\d{9}|KCT\d{7}|PACTR\d{12,}|IRCT\d{8,}N\d+|TCTR\d{8,}
    |(?:(?:EudraCT|EUCT|EU\s?CT)\s*(?:number|no\.?|nr\.?)?\s*[:#]?\s*)?\d{4}-\d{6}-\d{2}(?:-\d{2})?)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE_OTHERS = re.compile(r"^(?:EudraCT|EUCT|EU\s?CT)\s*(?:number|no\.?|nr\.?)?\s*[:#]?\s*", re.I)
_ALONE = re.compile(r"[\s()\[\]{}<>.,;:!?\"'“”‘’#]*(?P<digits>\d{7,8})[\s()\[\]{}<>.,;:!?\"'“”‘’]*")


_DIGIT = re.compile(r"\d")
"""Every id has one, and few questions."""


def record_ids(text: str) -> tuple[RecordId, ...]:
    """The ids of records that a question names, in its order and apart from each other.

    `text` is a normal question. Seven or eight digits are one where nothing else stands there, or
    where the question says whose number it is; those of articles are none.
    """
    if not _DIGIT.search(text):
        return ()
    hidden = _LITERATURE.sub(lambda match: "\x00" * len(match[0]), text)
    found: list[RecordId] = []
    for read in _READERS:
        for one in read(hidden):
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _addresses(text: str) -> Iterator[RecordId]:
    for match in _ADDRESS.finditer(text):
        if _OF_RECORD.fullmatch(match["id"]):
            said = match["id"].upper()
            yield RecordId(match.start(), match.end(), said, (said,))


def _trials(text: str) -> Iterator[RecordId]:
    for match in _TRIAL.finditer(text):
        digits = _SPACES.sub("", match["digits"]).replace(".", "").upper().replace("O", "0")
        said = f"NCT{digits}"
        note = ""
        if len(digits) != _DIGITS_OF_TRIAL:
            note = f"An NCT number has eight digits, and {said} has {len(digits)}."
        yield RecordId(match.start(), match.end(), said, (said,), note)


def _awards(text: str) -> Iterator[RecordId]:
    for match in _AWARD.finditer(text):
        serial = match["serial"].zfill(_DIGITS_OF_AWARD)
        core = f"{match['activity']}{match['institute']}{serial}".upper()
        whole = f"{match['type'] or ''}{core}"
        if match["year"]:
            whole += f"-{match['year']}{match['suffix'].upper()}"
        yield RecordId(match.start(), match.end(), whole, tuple(dict.fromkeys((whole, core))))


def _asked_for(text: str) -> Iterator[RecordId]:
    for match in _ASKED_FOR.finditer(text):
        said = f"NIH-{match['digits']}"
        yield RecordId(match.start(), match.end(), said, (said,))


def _others(text: str) -> Iterator[RecordId]:
    for match in _OTHERS.finditer(text):
        said = re.sub(r"\s", "", _BEFORE_OTHERS.sub("", match[0]))
        yield RecordId(match.start(), match.end(), said, (said,))


def _alone(text: str) -> Iterator[RecordId]:
    if match := _ALONE.fullmatch(text):
        said = match["digits"]
        yield RecordId(match.start("digits"), match.end("digits"), said, (said,))


_READERS: tuple[Callable[[str], Iterator[RecordId]], ...] = (
    _addresses,
    _trials,
    _awards,
    _asked_for,
    _others,
    _alone,
)
"""The surer first: an address before the number that it ends with."""
