"""Durations and counts: *for 3 years*, *20 year old injury*, *twice a day*, *2 kids*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.understanding.entities.quantities.numbers import NUMBER, any_of
from search.understanding.entities.quantities.quantity import Asked, Quantity, QuantityKind
from search.understanding.entities.quantities.word_lists import WORDS

_WORD_NUMBERS = any_of([*WORDS.numbers, *WORDS.some])
_N = rf"(?:{NUMBER}|\b(?:{_WORD_NUMBERS})\b)"
_UNITS = any_of(WORDS.times)
_HOURS = ("hour", "minute", "second")
"""Nobody's age."""

_TIME = re.compile(
    rf"""(?<![\w.,$€£/-])
    (?P<cue>(?:\b(?:{any_of(WORDS.times_after)})\s+(?:the\s+|his\s+|her\s+|my\s+)?){{0,3}})
    (?P<bound>(?:over|under|above|below|about|around|almost|nearly|(?:more|less|longer)\s+than|at\s+least
      |at\s+most|up\s+to|approximately|the\s+(?:last|past|first|next))\s+)?
    (?P<value>{_N}(?:\s*(?:-|–|\bto\b|\bor\b)\s*{_N})?)
    (?P<gap>[\s-]*)(?P<unit>{_UNITS})(?![\w'’])\.?
    (?P<old>[\s-]*olds?\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_NEXT_WORDS = re.compile(r"[\s-]+([^\W_]+(?:[-'’][^\W_]+)*)")
_WORDS_BEFORE = re.compile(r"([^\W_]+)\W*$")
_FREQUENCY = re.compile(
    rf"""(?<![\w-])(?:
      (?:once|twice|thrice|{_N}\s*(?:x|times?))\s*(?:(?:an?|per|each|every)\s+)?(?:{_UNITS}|daily|weekly|monthly|yearly|night|nightly)
    | (?:once|twice|{_N}\s*times?)\s+(?:daily|weekly|monthly|yearly|nightly)
    | every\s+(?:other\s+)?(?:{_UNITS}|night|morning|evening)
    | 24\s?/\s?7
    )(?![\w'’-])""",
    re.IGNORECASE | re.VERBOSE,
)
_SPELLED = any_of(one for one in WORDS.numbers if len(one) > 2)
_COUNTED = re.compile(
    rf"""(?<![\w.,$€£/-])(?P<value>(?:\d{{1,2}}|{_SPELLED})
    (?:\s*(?:-|–|\bto\b|\bor\b)\s*\d{{1,2}})?)\s+
    (?=(?:(?!{_UNITS}\b)[^\W\d_]+\s+)?(?P<noun>{any_of(WORDS.counted)})(?![\w'’-]))""",
    re.IGNORECASE | re.VERBOSE,
)
_PACK_YEARS = re.compile(
    rf"(?<![\w.-])(?:{NUMBER})\s*\+?[\s-]*pack[\s-]*years?(?!\w)", re.IGNORECASE
)
_NTH = re.compile(
    r"(?<![\w-])(?P<nth>1st|first|2nd|second|3rd|third)\s+(?=trimester\b)", re.IGNORECASE
)
_OF_PEOPLE = re.compile(r"\b(?:of\s+age|aged?)\b", re.IGNORECASE)
_PEOPLE_BEFORE = frozenset(
    ("age", "aged", "ages", "am", "im", "is", "hes", "shes", "turned", "was")
)


def durations(text: str) -> Iterator[Quantity]:
    """The durations that a text has. They ask for nothing; listings that say them come first."""
    for match in _TIME.finditer(text):
        end = _end_of_duration(text, match)
        if end:
            said = " ".join(text[match.start() : end].split())
            written = f"{match['value']} {WORDS.times[match['unit'].casefold()]}"
            preferred = (written,) if written[0].isdigit() else ()
            yield Quantity(
                QuantityKind.DURATION, match.start(), end, f"{said}, as a time", None, preferred
            )


def counts(text: str) -> Iterator[Quantity]:
    """The counts that a text has: how often, and the number alone of what is counted."""
    for match in _FREQUENCY.finditer(text):
        yield _count(match.start(), match.end(), f"{match[0]}, as how often")
    for match in _PACK_YEARS.finditer(text):
        asked = Asked("pack-years of smoking", ("pack years", "pack-year", "smoking"))
        yield Quantity(
            QuantityKind.TEST, match.start(), match.end(), "pack-years of smoking", asked
        )
    for match in _COUNTED.finditer(text):
        if not _is_of_a_kind(text, match.start()):
            end = match.end("value")
            yield _count(match.start(), end, f"{match['value']} {match['noun']}, as a number")
    for match in _NTH.finditer(text):
        nth = WORDS.trimesters[
            int({"f": 1, "s": 2, "t": 3}.get(match["nth"][0].lower(), 0) or match["nth"][0]) - 1
        ]
        yield Quantity(
            QuantityKind.COUNT,
            match.start(),
            match.end("nth"),
            f"the {nth} of three",
            None,
            (f"{nth} trimester",),
        )


def _count(start: int, end: int, meant: str) -> Quantity:
    return Quantity(QuantityKind.COUNT, start, end, meant)


def _end_of_duration(text: str, match: re.Match[str]) -> int:
    """Where a duration ends; 0 where it is an age, or may be one."""
    unit = WORDS.times[match["unit"].casefold()]
    after = _words_after(text, match.end())
    if match["old"]:
        return match.end() if _is_age_of_a_thing(after) else 0
    if _is_of_people(text, match, after):
        return 0
    before = _WORDS_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    is_one = (
        match["cue"]
        or unit in _HOURS
        or (before and before[1].casefold() in WORDS.times_after_topics)
        or (after and (after[0] in WORDS.times_before or after[0].startswith("post-")))
        or _is_attributive(match, after)
        or (match["bound"] and unit != "year")
    )
    return match.end() if is_one else 0


def _is_of_people(text: str, match: re.Match[str], after: list[str]) -> bool:
    if _OF_PEOPLE.match(text[match.end() :].lstrip(" -")):
        return True
    before = _WORDS_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    if before and before[1].casefold() in _PEOPLE_BEFORE and not match["cue"]:
        return not (after and after[0] in WORDS.times_before)
    return bool(not match["cue"] and after and after[0] in WORDS.people and after[0] != "old")


def _is_attributive(match: re.Match[str], after: list[str]) -> bool:
    """*12 week program*: English has the singular before a noun; *12 weeks* may be an age."""
    said = match["unit"].casefold().rstrip(".")
    many = match["value"].casefold() not in ("1", "a", "an", "one")
    singular = not said.endswith("s") or "-" in match["gap"]
    whole = said in ("year", "month", "week", "day") or "-" in match["gap"]
    nouns = [word for word in after[:2] if word not in WORDS.people]
    return (
        many
        and singular
        and whole
        and len(nouns) == len(after[:2]) > 0
        and after[0] not in WORDS.joining
    )


def _is_age_of_a_thing(after: list[str]) -> bool:
    """*20 year old knee injury*, but not *20 year old with a knee injury* or *20 year old man*."""
    for word in after[:4]:
        if word in WORDS.joining or word in WORDS.people:
            return False
        if word in WORDS.old_things:
            return True
    return False


def _words_after(text: str, start: int) -> list[str]:
    found: list[str] = []
    while len(found) < 4 and (match := _NEXT_WORDS.match(text, start)):
        found.append(match[1].casefold())
        start = match.end()
    return found


def _is_of_a_kind(text: str, start: int) -> bool:
    """Whether a number belongs to the word before: *type 2 strokes*."""
    before = _WORDS_BEFORE.search(text[max(0, start - 30) : start])
    return before is not None and before[1].casefold() in WORDS.numbers_kinds
