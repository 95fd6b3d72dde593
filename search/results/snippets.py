"""The passage of a listing that shows why it was found, with the matched words marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.analysis import Token
from index.listing import FIELDS, Listing
from search.results.highlighting import Highlighter, merged
from search.results.results import Snippet

LENGTH = 260
"""Characters of a passage, about three lines on a page."""

SEARCHED = 20_000
"""Characters of a field that are looked through; the longest eligibility text has 19,020."""

# "at 3 a.m. is" does not begin a sentence; "in mice. The" does.
_SENTENCE_START = re.compile(r"^|\n+(?:- )?|[.!?]\s+(?=[^a-z])")
_FIELDS = tuple(field.name for field in FIELDS if field.use.snippet)


def snippet(listing: Listing, highlighter: Highlighter) -> Snippet:
    """The passage of the listing's own text with the most of the terms.

    The first field that holds them all wins; where none has any, the first that has text.
    """
    best_text, best_start, best_count = "", 0, -1
    best_tokens: Sequence[Token] = ()
    for name in _FIELDS:
        text = getattr(listing, name)[:SEARCHED]
        if not text:
            continue
        found = highlighter.tokens(text)
        start, count = _best_window(found)
        if count > best_count:
            best_text, best_start, best_count, best_tokens = text, start, count, found
        if highlighter.count and count >= highlighter.count:
            break
    return _cut(best_text, best_start, best_tokens)


def _best_window(tokens: Sequence[Token]) -> tuple[int, int]:
    """(start, distinct terms) of the passage with the most distinct terms, the earliest of them."""
    best = (0, 0)
    inside: Counter[str] = Counter()
    behind = 0
    for token in tokens:
        while behind < len(tokens) and tokens[behind].start < token.start + LENGTH - 40:
            inside[tokens[behind].term] += 1
            behind += 1
        if len(inside) > best[1]:
            best = (token.start, len(inside))
        inside[token.term] -= 1
        if not inside[token.term]:
            del inside[token.term]
    return best


def _cut(text: str, at: int, tokens: Sequence[Token]) -> Snippet:
    """The passage around `at`, from the start of a sentence or a word, with its marks."""
    starts = _sentence_starts(text, at)
    begin = starts[-1] if starts else 0
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
        tuple((start + shift, stop + shift) for start, stop in merged(inside)),
    )


def _sentence_starts(text: str, at: int) -> list[int]:
    """Where sentences begin in a text up to `at`, as far back as a passage may begin."""
    first = max(0, at - 2 * LENGTH)
    # From a letter or digit on, which is in no match: the same are found as from the first on.
    while first and not text[first].isalnum():
        first -= 1
    found = _SENTENCE_START.finditer(text, first, at + 1)
    return [match.end() for match in found if match.end() <= at]
