"""Values of a listing → the words a reader sees. Pure: no page, no request, no index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil

import msgspec
from markupsafe import Markup, escape

from index.listing import MONTHS, NOT_STATED_WORDS, Origin

DAYS_IN_YEAR = 365.25


def date_words(partial: str | None) -> str:
    """A partial date exactly as far as it is known: ``2024-03`` → *March 2024*.

    Text that is not a partial date counts as not stated.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", partial or "")
    if match is None:
        return NOT_STATED_WORDS
    year, month, day = match.groups()
    if month is None:
        return year
    name = MONTHS[int(month) - 1]
    return f"{name} {year}" if day is None else f"{name} {int(day)}, {year}"


def count_words(count: int, one: str, many: str = "") -> str:
    """A number with its noun: *1 listing*, *1,204 listings*."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def shortened(text: str, length: int = 100) -> str:
    """Text that fits a heading, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + "…"


def sources_words(listings: int, samples: int) -> str:
    """Where the listings of an index come from, for the foot of a page: one or two sentences.

    `listings` counts all of them, samples too.
    """
    if listings and listings == samples:
        return "All listings here are samples, written to show how listings look."
    official = both([Origin.CLINICALTRIALS.words, Origin.NIH_REPORTER.words])
    if not samples:
        return f"Listings come from {official}."
    return f"Listings come from {official}, apart from {count_words(samples, 'sample')}."


def money_words(dollars: int) -> str:
    """US dollars: *$412,000*."""
    return f"${dollars:,}"


def age_words(years: float) -> str:
    """An age in the unit people would say: 0.5 → *6 months*, 2.5 → *2 years and 6 months*.

    Sources give minutes to years, kept here as years, so a unit is chosen that gives a whole
    number again; what fits none is rounded to the nearest day, month or hour.
    """
    if years == 0:
        return "birth"
    if _whole(years):
        return count_words(round(years), "year")
    months = years * 12
    if years >= 2:
        whole = round(months)
        rest = f" and {count_words(whole % 12, 'month')}" if whole % 12 else ""
        return f"{count_words(whole // 12, 'year')}{rest}"
    if _whole(months) or years > 1:
        return count_words(round(months), "month")
    days = years * DAYS_IN_YEAR
    if days < 0.95:
        return count_words(max(1, round(days * 24)), "hour")
    # A month and a half is 45.7 days: only days that are sure to be weeks become weeks.
    if abs(days / 7 - round(days / 7)) < 0.01:
        return count_words(round(days / 7), "week")
    return count_words(round(days), "day")


def _whole(number: float) -> bool:
    return round(number) >= 1 and abs(number - round(number)) < 0.005


def age_range_words(minimum: float | None, maximum: float | None) -> str:
    """Who can take part by age: *18 years and older*, *6 months to 17 years*, *18 to 65 years*."""
    if minimum is None and maximum is None:
        return NOT_STATED_WORDS
    if maximum is None:
        return "From birth" if minimum == 0 else f"{age_words(minimum or 0)} and older"
    if minimum is None:
        return f"Up to {age_words(maximum)}"
    if minimum == maximum:
        return f"{age_words(minimum)} only"
    low, high = age_words(minimum), age_words(maximum)
    if minimum == 0:
        return f"Birth to {high}"
    number, _, unit = low.partition(" ")
    same_unit = unit.rstrip("s") == high.partition(" ")[2].rstrip("s") and " " not in unit
    return f"{number} to {high}" if same_unit else f"{low} to {high}"


def either(words: Sequence[str]) -> str:
    """*A*, *A or B*, *A, B or C*."""
    return _listed(words, "or")


def both(words: Sequence[str]) -> str:
    """*A*, *A and B*, *A, B and C*."""
    return _listed(words, "and")


def _listed(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def pages_needed(total: int, size: int) -> int:
    """How many pages hold `total` hits; 1 for none."""
    return max(1, ceil(total / size))


def page_numbers(page: int, last: int) -> tuple[int | None, ...]:
    """The page links to offer: both ends, those around `page`, and nothing for each gap."""
    wanted = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    shown: list[int | None] = []
    for number in wanted:
        before = shown[-1] if shown else 0
        if before is not None and number == before + 2:
            shown.append(number - 1)
        elif before is not None and number > before + 2:
            shown.append(None)
        shown.append(number)
    return tuple(shown)


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """Escaped text with its marks as ``<mark>``; marks that overlap or leave the text are cut."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(marks):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        parts += (escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>")
        at = end
    # Every part is escaped or ours; adding one marked-up text to another escapes each anew.
    return Markup("".join((*parts, escape(text[at:]))))


class Block(msgspec.Struct, frozen=True):
    """A paragraph (`text`) or, where `items` is not empty, a list. An item of a list holds its
    text and the lists inside it."""

    text: str = ""
    items: tuple[Block, ...] = ()
    number: int | None = None
    """The number an item has in its record, because other criteria refer to it."""
    label: bool = False
    """Whether the paragraph introduces what follows, as *Inclusion criteria:* does."""


_BULLET = re.compile(r"(?P<indent>\s*)(?:[-*•]|(?P<number>\d{1,2})[.)])\s+(?P<text>\S.*)")
_MAX_DEPTH = 6

_Row = tuple[int, int | None, str]
"""A line of a list: its indent, its number if it has one, and its text."""


def text_blocks(text: str) -> tuple[Block, ...]:
    """A field's text → paragraphs and lists.

    Lines that start with ``- `` become items, deeper ones lists inside them. A line that goes
    on in lower case belongs to the one before it: old records break lines at 80 columns.
    """
    blocks: list[Block] = []
    rows: list[_Row] = []
    follows = False
    for line in text.replace("\t", "    ").splitlines():
        said = line.strip()
        if not said:
            follows = False
            continue
        item = _BULLET.match(line)
        if item and (item["number"] is None or rows or item["number"] == "1"):
            number = int(item["number"]) if item["number"] else None
            rows.append((len(item["indent"]), number, item["text"].strip()))
        elif rows and follows and (line[0].isspace() or said[0].islower()):
            rows[-1] = (*rows[-1][:2], f"{rows[-1][2]} {said}")
        elif blocks and not rows and follows and _goes_on(blocks[-1].text, said):
            blocks[-1] = _paragraph(f"{blocks[-1].text} {said}")
        else:
            blocks += _nested(rows)
            rows = []
            blocks.append(_paragraph(said))
        follows = True
    return (*blocks, *_nested(rows))


def _goes_on(before: str, said: str) -> bool:
    return said[0].islower() and not before.endswith((".", ":", ";", "!", "?"))


def _paragraph(text: str) -> Block:
    return Block(text=text, label=text.endswith(":") and len(text) <= 80)


def _nested(rows: Sequence[_Row], depth: int = 1) -> tuple[Block, ...]:
    """Rows → lists; a change of marker at the top starts a new list."""
    if not rows:
        return ()
    top = rows[0][0]
    items: list[Block] = []
    at = 0
    while at < len(rows):
        _, number, said = rows[at]
        end = at + 1
        while end < len(rows) and rows[end][0] > top and depth < _MAX_DEPTH:
            end += 1
        inner = _nested(rows[at + 1 : end], depth + 1)
        items.append(Block(text=said, items=inner, number=number))
        at = end
    return tuple(
        Block(items=tuple(run)) for _, run in groupby(items, key=lambda item: item.number is None)
    )
