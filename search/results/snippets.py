"""The passage of a listing that shows why it was found, with the matched words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.analysis import HEADS, Token, analyse, term
from index.listing import FIELDS, Listing
from search.results.results import Snippet
from search.understanding import Highlights, Run

LENGTH = 260
"""Characters of a passage, about three lines on a page."""

SEARCHED = 20_000
"""Characters of a field that are looked through; the longest eligibility text has 19,020."""

SHORT = 1_000
"""Characters of a text that is analysed as a whole; longer ones were three quarters of the time of
answering a question."""

MOST_SLICES = 3
"""Parts of a long text that are analysed."""

_CHUNK = re.compile(r"\S+")
_HEAD_TERMS = tuple(term(head) for head in HEADS)

# "at 3 a.m. is" does not begin a sentence; "in mice. The" does.
_SENTENCE_START = re.compile(r"^|\n+(?:- )?|[.!?]\s+(?=[^a-z])")
_FIELDS = tuple(field.name for field in FIELDS if field.use.snippet)

Marks = tuple[tuple[int, int], ...]


class _Slice(NamedTuple):
    """A part of a text, and where it begins."""

    text: str
    begin: int


def marks(text: str, highlights: Highlights) -> Marks:
    """Where the highlights of a text stand: (start, end), ascending, never overlapping."""
    return _merged(_wanted(text, highlights))


def snippet(listing: Listing, highlights: Highlights) -> Snippet:
    """The passage of the listing's own text with the most of the terms.

    The first field that holds them all wins; where none has any, the first that has text.
    """
    best = Snippet("")
    best_count = -1
    for name in _FIELDS:
        text = getattr(listing, name)[:SEARCHED]
        if not text:
            continue
        parts = _promising(text, highlights)
        found = [token for part in parts for token in _wanted_in(part, highlights)]
        start, count = _best_window(found)
        if count > best_count:
            best, best_count = _cut(text, start, found), count
        if highlights.terms and count >= len(highlights.terms):
            break
    return best


def _promising(text: str, highlights: Highlights) -> list[_Slice]:
    """The parts of a text that are worth analysing: all of a short one, and of a long one those
    with the most of the highlights, going by each word alone."""
    if len(text) <= SHORT:
        return [_Slice(text, 0)]
    wanted = _loosely(highlights)
    places: list[int] = []
    found: list[frozenset[str]] = []
    for match in _CHUNK.finditer(text):
        here = wanted.intersection(_terms_of(match.group()))
        if here:
            places.append(match.start())
            found.append(here)
    windows = []
    for i, start in enumerate(places):
        until = bisect_left(places, start + LENGTH - 40)
        windows.append((-len(frozenset().union(*found[i:until])), start))
    chosen: list[int] = []
    for _, start in sorted(windows):
        if all(abs(start - other) > 2 * LENGTH for other in chosen):
            chosen.append(start)
        if len(chosen) == MOST_SLICES:
            break
    return [_slice(text, start) for start in sorted(chosen)]


def _slice(text: str, at: int) -> _Slice:
    begin = text.rfind(" ", 0, max(0, at - LENGTH // 2)) + 1
    end = text.find(" ", min(len(text), at + LENGTH + LENGTH // 2))
    return _Slice(text[begin : end if end >= 0 else None], begin)


@lru_cache(maxsize=64)
def _loosely(highlights: Highlights) -> frozenset[str]:
    """What single words of a passage may give: *type1* is written in two."""
    terms = highlights.terms.union(*highlights.runs)
    heads = {head for head in _HEAD_TERMS if any(one.startswith(head) for one in terms)}
    return terms | heads


@lru_cache(maxsize=100_000)
def _terms_of(chunk: str) -> tuple[str, ...]:
    return tuple(token.term for token in analyse(chunk))


def _wanted_in(part: _Slice, highlights: Highlights) -> list[Token]:
    return [
        token._replace(start=token.start + part.begin, end=token.end + part.begin)
        for token in _wanted(part.text, highlights)
    ]


def _wanted(text: str, highlights: Highlights) -> list[Token]:
    """The tokens to be highlighted, in order."""
    if not highlights.terms and not highlights.runs:
        return []
    tokens = analyse(text)
    wanted = {i for i, token in enumerate(tokens) if token.term in highlights.terms}
    for places in whole_runs(tokens, highlights.runs):
        wanted.update(places)
    return [tokens[i] for i in sorted(wanted)]


def whole_runs(tokens: list[Token], runs: frozenset[Run]) -> Iterator[list[int]]:
    """Where runs stand in a text with nothing between: the places of each one's tokens, in the
    order of the text; of those that begin at one token the longest first."""
    first = _by_first(runs)
    if first.keys().isdisjoint(token.term for token in tokens):
        return
    positions: dict[tuple[str, int], int] = {}
    for i, token in enumerate(tokens):
        positions.setdefault((token.term, token.position), i)
    for token in tokens:
        for run in first.get(token.term, ()):
            places = [positions.get((one, token.position + k)) for k, one in enumerate(run)]
            if None not in places:
                yield [place for place in places if place is not None]


@lru_cache(maxsize=64)
def _by_first(runs: frozenset[Run]) -> dict[str, list[Run]]:
    """Runs by their first term, the longest first, then by their terms: those of one question are
    highlighted in twenty listings. A set has another order in every process."""
    found: dict[str, list[Run]] = {}
    for run in sorted(runs, key=lambda run: (-len(run), run)):
        found.setdefault(run[0], []).append(run)
    return found


def _best_window(tokens: list[Token]) -> tuple[int, int]:
    """(start, distinct terms) of the passage with the most distinct terms, the earliest of them."""
    starts = [token.start for token in tokens]
    best = (0, 0)
    for i, token in enumerate(tokens):
        until = bisect_left(starts, token.start + LENGTH - 40)
        count = len({inside.term for inside in tokens[i:until]})
        if count > best[1]:
            best = (token.start, count)
    return best


def _cut(text: str, at: int, tokens: list[Token]) -> Snippet:
    """The passage around `at`, from the start of a sentence or a word, with its marks."""
    starts = [match.end() for match in _SENTENCE_START.finditer(text, 0, at + 1)]
    begin = next((start for start in reversed(starts) if start <= at), 0)
    if at - begin > LENGTH // 2:
        begin = text.rfind(" ", 0, max(0, at - LENGTH // 4)) + 1
    end = min(len(text), begin + LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + LENGTH // 2)
    passage = text[begin:end].rstrip()
    before = "" if begin in (0, *starts) else "… "
    after = "" if begin + len(passage) >= len(text.rstrip()) else " …"
    shift = len(before) - begin
    inside = [token for token in tokens if begin <= token.start and token.end <= end]
    return Snippet(
        before + passage.replace("\n", " ") + after,
        tuple((start + shift, stop + shift) for start, stop in _merged(inside)),
    )


def _merged(tokens: list[Token]) -> Marks:
    merged: list[tuple[int, int]] = []
    for start, end in sorted({(token.start, token.end) for token in tokens}):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
