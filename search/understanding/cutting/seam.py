"""What stands side by side where a part of a question is left out, and whether that is read as it
was.

A question without one of its words may say something else: *liver blood tests* names no liver test,
*side effects* without *side* are effects, which are not demanded, and *no family history* without
*history* denies a family. Only the words around the part are looked at, so that it costs the same
in a long question.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from search.understanding.entities import (
    EligibilityPhrase,
    Lexicon,
    Names,
    Quantity,
    Word,
    concept_candidates,
    eligibility_phrases,
    is_spanish,
    quantities_in,
    question_groups,
    staying,
)
from search.understanding.operators import Operator, connecting, shared_names, turned_names
from search.understanding.question import Span

AROUND = 8
"""Words on either side that are looked at: the longest name but few has fewer."""

NEAR = 5
"""Words on either side in which what joins or denies may mean the part, or its neighbour."""

_WORD = re.compile(r"\S+")
_BINDING = frozenset(
    (
        Operator.OR,
        Operator.SLASH,
        Operator.PLUS,
        Operator.NOT,
        Operator.EXCEPT,
        Operator.INSTEAD,
        Operator.OPEN,
    )
)


def is_alike_without(opened: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a question is read as before, but for a part of it, where that is left out. `opened`
    is as `question.text.open_text` makes it. Errs on the side of no."""
    names = lexicon.names
    left = f"{opened[:start]} {opened[end:]}"
    spanish = is_spanish(opened)
    if is_spanish(left) != spanish:
        return False
    whole, part = _around(opened, start, end, AROUND)
    rest = f"{whole[: part[0]]} {whole[part[1] :]}"
    return not (
        _is_bound(whole, part, spanish)
        or _terms(whole, part, spanish) != _terms(rest, (0, 0), spanish)
        or _shares(whole, part, names, spanish)
        or _shares(rest, (part[0], part[0] + 1), names, spanish)
        or _stays(whole, part) != [*_spans(staying(rest))]
        or _names_across(rest, part[0], names, spanish)
        or _people(whole, part, names, spanish) != _people(rest, (0, 0), names, spanish)
        or _amounts(whole, part, lexicon) != _amounts(rest, (0, 0), lexicon)
    )


def _around(text: str, start: int, end: int, words: int) -> tuple[str, Span]:
    """A part of a text with so many words on either side, and where the part stands in that."""
    found = [match.span() for match in _WORD.finditer(text)]
    first = max(0, bisect_right([b for _, b in found], start) - words)
    last = min(len(found), bisect_left([a for a, _ in found], end) + words)
    begin = min(start, found[first][0]) if found else 0
    finish = max(end, found[last - 1][1]) if found else len(text)
    return text[begin:finish], (start - begin, end - begin)


def _is_bound(text: str, part: Span, spanish: bool) -> bool:
    """Whether something near the part joins it to others or denies it, or would make a list of what
    stands around it: *fatigue yoga, asthma*."""
    near, (start, end) = _around(text, *part, NEAR)
    inside = bool(near[:start].strip() and near[end:].strip())
    if inside and "," in near[:start] + near[end:]:
        return True
    joins = [one for one in connecting(near, spanish) if not start <= one.start < end]
    if any(one.operator in _BINDING for one in joins):
        return True
    beside = any(
        one.operator is Operator.AND
        and not (
            near[one.end : start].strip() if one.end <= start else near[end : one.start].strip()
        )
        for one in joins
    )
    return inside and beside and "," in text


def _terms(text: str, part: Span, spanish: bool) -> list[tuple[tuple[str, ...], ...]]:
    """What the words outside of a part are searched for by: the 4 of *stage 3 or 4* is bound."""
    start, end = part
    groups = question_groups(text, spanish)
    return [one.alternatives for one in groups if one.end <= start or end <= one.start]


def _shares(text: str, part: Span, names: Names, spanish: bool) -> bool:
    """Whether a name of the part is written with words of another: *breast and lung cancer*."""
    known = shared_names(text, lambda said: bool(names.named(said)), spanish)
    return any(one.start < part[1] and part[0] < one.end for one in known)


def _spans(found: Iterator[Span]) -> Iterator[int]:
    return (end - start for start, end in found)


def _stays(text: str, part: Span) -> list[int]:
    start, end = part
    return [b - a for a, b in staying(text) if not (start <= a and b <= end)]


def _names_across(text: str, seam: int, names: Names, spanish: bool) -> bool:
    """Whether words on both sides of a place are a name together."""
    groups = question_groups(text, spanish)
    words = [Word(group, text[group.start : group.end]) for group in groups]
    crossing = any(
        words[one.start].group.start < seam < words[one.end - 1].group.end
        for one in concept_candidates(text, words, names)
    )
    # *Low from thyroid* is a low thyroid, as *damage from diabetes* is diabetic damage.
    return crossing or any(
        one.start < seam < one.end
        for one in turned_names(text, lambda said: bool(names.named(said)))
    )


def _people(text: str, part: Span, names: Names, spanish: bool) -> list[EligibilityPhrase]:
    """Who would take part, by what is said of them outside of a part, wherever it stands."""
    start, end = part
    return [
        msgspec.structs.replace(one, start=0, end=0)
        for one in eligibility_phrases(text, names, spanish).phrases
        if not (start <= one.start and one.end <= end)
    ]


def _amounts(text: str, part: Span, lexicon: Lexicon) -> list[Quantity]:
    start, end = part
    return [
        msgspec.structs.replace(one, start=0, end=0)
        for one in quantities_in(text, lambda word: bool(lexicon.medicines(word)))
        if not (start <= one.start and one.end <= end)
    ]
