"""Where the highlights of a question stand in a text: what analysing all of it would find.

Few chunks of a text, its runs without whitespace, hold anything that is asked for. What each may
hold is remembered, and those that do are analysed with all that they may bind with; the rest of the
text is never analysed. Nine in ten milliseconds of answering a question were that.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from operator import itemgetter, not_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import HEADS, Edge, Token, analyse, analyse_chunk, term
from search.understanding import Highlights, Run

MOST_CHUNKS = 200_000
"""Chunks that are remembered, some 40 MB; 12,000 real listings have 92,000 different ones in the
texts that passages are taken from."""

MOST_ANALYSED = 20_000
"""Chunks of which it is remembered what analysing them gives: those that are asked for, and what
stands beside them."""

_CHUNK = re.compile(r"\S+")
_SIGNS = string.punctuation + "“”‘’•–—®™≥≤±…"
"""What may stand around a word without changing its terms; none of them is part of a word."""

_NO_SPACE = 0x3001
"""The character behind the last one that is whitespace: no later one is."""
_IS_SPACE = np.array([chr(code).isspace() for code in range(_NO_SPACE + 1)])

_HEAD_TERMS = tuple(term(head) for head in HEADS)
_HEAD = Edge.LEADS | Edge.WAITS
"""Flags of a chunk without which nothing behind it binds."""
_ONWARD = _HEAD | Edge.PASSES
"""Flags of a chunk that may bind with the one behind it."""
_BACK = Edge.FOLLOWS | Edge.PASSES
"""Flags of a chunk that may bind with the one before it."""
_MARKER = Edge.MARKS | Edge.STATES | Edge.FILLS
"""Flags of a chunk that is part of the name of a marker or its status, or may stand between."""
_MARKED = "="
"""Stands among the terms of a chunk that may be part of the name of a marker, as in the terms of
all statuses of one."""

Spans = tuple[tuple[int, int], ...]


class _Known(dict[str, tuple[str, ...]]):
    """Chunk → the terms that it may give, by itself or bound with others: the heads of those."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        bare = chunk.strip(_SIGNS)
        terms = self[bare] if bare and bare != chunk else (_MARKED,)
        if _MARKED in terms:
            # A sign behind the name of a marker is its status.
            tokens, edges = analyse_chunk(chunk)
            terms = tuple({token.term for token in tokens})
            if edges & Edge.MARKS:
                terms += (_MARKED,)
        if len(self) >= MOST_CHUNKS:
            self.clear()
        self[chunk] = terms
        return terms


class _Analysed(NamedTuple):
    """What `analyse` gives for a chunk, its flags of `Edge`, and how many positions it takes."""

    tokens: tuple[Token, ...]
    edges: int
    advance: int


@lru_cache(maxsize=MOST_ANALYSED)
def _analysed(chunk: str) -> _Analysed:
    tokens, edges = analyse_chunk(chunk)
    return _Analysed(
        tuple(tokens), edges, 1 + max((token.position for token in tokens), default=-1)
    )


_KNOWN = _Known()


class Highlighter:
    """Finds the highlights of one question in texts."""

    def __init__(self, highlights: Highlights) -> None:
        self._highlights = highlights
        asked = highlights.terms.union(*highlights.runs)
        bound = [one for one in asked if one.startswith(_HEAD_TERMS)]
        heads = {head for head in _HEAD_TERMS if any(one.startswith(head) for one in bound)}
        self._marked = any(_MARKED in one for one in asked)
        self._wanted = asked.union(heads, {_MARKED} if self._marked else ())
        self._alone = highlights.terms.union(*(run for run in highlights.runs if len(run) == 1))
        self._binding = _HEAD | (Edge.MARKS if self._marked else 0)
        self._found: dict[str, list[Token]] = {}

    @property
    def count(self) -> int:
        """How many terms are highlighted wherever they stand."""
        return len(self._highlights.terms)

    def spans(self, text: str) -> Spans:
        """Where they stand: (start, end), ascending, never overlapping."""
        return merged(self.tokens(text))

    def tokens(self, text: str) -> list[Token]:
        """The tokens to be highlighted, as `highlighted` finds them, but that positions are
        counted from any one before."""
        chunks = text.split()
        # All in C, for this is asked of every chunk of a page of hits.
        apart = map(self._wanted.isdisjoint, map(_KNOWN.__getitem__, chunks))
        wanted = list(compress(count(), map(not_, apart)))
        if not wanted:
            return []
        starts = _starts(text)
        found: list[Token] = []
        for first, last in self._parts(chunks, wanted):
            start = int(starts[first])
            part = text[start : int(starts[last]) + len(chunks[last])]
            known = self._found.get(part)
            if known is None:
                known = self._found[part] = self._found_in(part)
            for one, position, begin, end in known:
                found.append(Token(one, position, begin + start, end + start))
        return found

    def _found_in(self, part: str) -> list[Token]:
        """The tokens to be highlighted in chunks that stand together."""
        chunks = [(match.start(), _analysed(match.group())) for match in _CHUNK.finditer(part)]
        if len(chunks) > 1 and any(one.edges & self._binding for _, one in chunks):
            return highlighted(part, self._highlights)
        tokens: list[Token] = []
        position = 0
        for start, one in chunks:
            for token in one.tokens:
                term, place, begin, end = token
                tokens.append(Token(term, place + position, begin + start, end + start))
            position += one.advance
        return _asked(tokens, self._highlights)

    def _parts(self, chunks: Sequence[str], wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The first and the last chunk of each part of a text that is to be analysed: of what is
        wanted, with all that binds with it, and runs of it together."""
        first, last = 0, -1
        for i in wanted:
            if i <= last:
                continue
            begin, end = self._bound(chunks, i)
            if last >= 0 and (
                begin <= last or not any(map(_KNOWN.__getitem__, chunks[last + 1 : begin]))
            ):
                last = end
                continue
            if last >= 0 and self._may_hold(chunks, first, last):
                yield first, last
            first, last = begin, end
        if self._may_hold(chunks, first, last):
            yield first, last

    def _may_hold(self, chunks: Sequence[str], first: int, last: int) -> bool:
        """Whether chunks can be highlighted at all: one word of a run by itself is not."""
        if first < last:
            return True
        terms = _KNOWN[chunks[first]]
        return len(terms) > 1 or not self._alone.isdisjoint(terms)

    def _bound(self, chunks: Sequence[str], i: int) -> tuple[int, int]:
        """The first and the last of the chunks that may bind with one, and of it."""
        first = last = reached = i
        while reached > 0 and _analysed(chunks[reached]).edges & _BACK:
            reached -= 1
            if _analysed(chunks[reached]).edges & _HEAD:
                first = reached
        if first < i or _analysed(chunks[i]).edges & _HEAD:
            while last + 1 < len(chunks) and _analysed(chunks[last]).edges & _ONWARD:
                last += 1
        if self._marked:
            while first > 0 and _analysed(chunks[first - 1]).edges & _MARKER:
                first -= 1
            while last + 1 < len(chunks) and _analysed(chunks[last + 1]).edges & _MARKER:
                last += 1
        return first, last


def _starts(text: str) -> npt.NDArray[np.intp]:
    """Where each chunk of a text begins, as `str.split` parts it."""
    if text.isascii():
        codes: npt.NDArray[np.unsignedinteger] = np.frombuffer(text.encode(), np.uint8)
    else:
        encoded = text.encode("utf-32-le", "surrogatepass")
        codes = np.minimum(np.frombuffer(encoded, "<u4"), _NO_SPACE)
    space = _IS_SPACE[codes]
    begins = ~space
    begins[1:] &= space[:-1]
    return np.flatnonzero(begins)


def highlighted(text: str, highlights: Highlights) -> list[Token]:
    """The tokens to be highlighted, of a text that is analysed as a whole, by where they begin."""
    return _asked(analyse(text), highlights)


def _asked(tokens: list[Token], highlights: Highlights) -> list[Token]:
    wanted = {i for i, token in enumerate(tokens) if token.term in highlights.terms}
    for places in whole_runs(tokens, highlights.runs):
        wanted.update(places)
    return sorted((tokens[i] for i in wanted), key=itemgetter(2, 3))


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


def merged(tokens: Sequence[Token]) -> Spans:
    """The spans of tokens, ascending, those that overlap or touch as one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted({(token.start, token.end) for token in tokens}):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
