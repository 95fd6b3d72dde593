"""Names that share a word over *or*, *and*, a comma or *not*, written out before names are read:
*hep B or C*, *heart and kidney disease*, *type 1 or 2 diabetes*, *lung cancer not small cell*.

No other name goes over a comma, but those that are written with one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from search.understanding.operators.connectives import Connecting, connecting
from search.understanding.operators.word_lists import WORDS, Operator

MOST_LOOKED_UP = 60
"""Names of a question that are looked up; each takes 30 µs."""

_JOINING = frozenset((Operator.OR, Operator.AND, Operator.COMMA, Operator.SLASH))
_WITHOUT = frozenset((Operator.NOT, Operator.EXCEPT))
_IN_NAMES = frozenset((Operator.OTHER, Operator.PREPOSITION, Operator.SKIP))

_MOST_SHARED = 3
"""Words that names share: *small cell or non-small cell* share *lung cancer* behind them."""
_MOST_OWN = 3
"""Words of a name beside those."""


_MARK = re.compile(r"[,;:]\s|[.!?]\s+(?=[^\W\d_])")
_JOINS = re.compile(r"\b(?:and|or|nor|not|without|y|o|sin)\b|[&/]", re.IGNORECASE)
_LIST = re.compile(r",.*(?:,|\s(?:and|or|y|o)\s)", re.IGNORECASE)
ADJECTIVE = re.compile(r"(?:ic|al|ive|ous|ar|ary|oid|ile|iac|ual|immune)$", re.IGNORECASE)
"""How words end that name nothing by themselves, even where a vocabulary has them."""


class Known(Protocol):
    """What tells whether words are a name."""

    def __call__(self, said: str, /) -> bool:
        """Whether they name a concept as a whole."""


class NamePart(msgspec.Struct, frozen=True):
    """What of a text stands for a name, and the whole name."""

    start: int
    end: int
    name: str


class SharedNames(msgspec.Struct, frozen=True):
    """Names of which a text writes once what they share, in its order; what joins them stays
    between their parts."""

    parts: tuple[NamePart, ...]

    @property
    def start(self) -> int:
        """Where the first begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last ends."""
        return self.parts[-1].end


def shared_names(text: str, known: Known, spanish: bool = False) -> tuple[SharedNames, ...]:
    """The names of a text that share words, in its order. All of them are known, and at least one
    is none without what it shares. `text` is as `connecting` takes it."""
    reader = _Reader(text, known)
    return tuple(
        shared for chain in _chains(connecting(text, spanish)) for shared in reader.read(*chain)
    )


Run = Sequence[Connecting]


def _chains(words: Run) -> Iterator[tuple[list[Run], bool]]:
    """Runs of words that are joined, at least two, and whether the last is what is not meant."""
    runs: list[list[Connecting]] = [[]]
    negated = False
    for word in (*words, Connecting(Operator.BREAK, 0, 0)):
        if word.operator in _IN_NAMES:
            runs[-1].append(word)
        elif word.operator in _JOINING and not negated:
            if runs[-1]:
                runs.append([])
        else:
            if len(runs) > 1 and runs[-1]:
                yield [run for run in runs if run], negated
            last = runs[-1]
            negated = word.operator in _WITHOUT and bool(last)
            runs = [last, []] if negated else [[]]


class _Reader:
    def __init__(self, text: str, known: Known) -> None:
        self._text = text
        self._known = known
        self._asked: dict[str, bool] = {}

    def read(self, runs: Sequence[Run], negated: bool) -> Iterator[SharedNames]:
        """The names of a chain: those that share most."""
        ways = (self._denied,) if negated else (self._tail, self._head, self._around)
        for way in ways:
            parts = way(runs)
            if parts and not all(map(self._is_whole, parts)):
                # *Head and neck cancer* is one name, though a vocabulary may have two beside it.
                if not self._is_name(self._text[parts[0].start : parts[-1].end]):
                    yield SharedNames(tuple(parts))
                return

    # --- what is shared -------------------------------------------------------------------------

    def _tail(self, runs: Sequence[Run]) -> list[NamePart]:
        """*Breast, lung or colon cancer*."""
        last = runs[-1]
        for end in range(min(len(last), _MOST_OWN + _MOST_SHARED), 1, -1):
            for own in range(1, min(_MOST_OWN, end - 1) + 1):
                if end - own > _MOST_SHARED or not self._is_name(self._said(last[:end])):
                    continue
                tail = self._said(last[own:end])
                parts = self._ending_with(runs[:-1], tail)
                if parts:
                    return [*parts, self._part(last[:end], self._said(last[:end]))]
        return []

    def _ending_with(self, runs: Sequence[Run], tail: str) -> list[NamePart]:
        parts = []
        for n, run in enumerate(runs):
            sizes = range(min(_MOST_OWN, len(run)), 0, -1) if n == 0 else (len(run),)
            named = ((run[-k:], f"{self._said(run[-k:])} {tail}") for k in sizes)
            part = self._first_known(named)
            if part is None:
                return []
            parts.append(part)
        return parts

    def _head(self, runs: Sequence[Run]) -> list[NamePart]:
        """*Hepatitis A, B or C*, *cancer of the lung or breast*."""
        first = runs[0]
        for start in range(max(0, len(first) - _MOST_SHARED - _MOST_OWN), len(first) - 1):
            if not self._is_name(self._said(first[start:])):
                continue
            for own in range(1, len(first) - start):
                head = self._said(first[start : len(first) - own])
                parts = self._beginning_with(head, runs[1:])
                if parts:
                    return [self._part(first[start:], self._said(first[start:])), *parts]
        return []

    def _beginning_with(self, head: str, runs: Sequence[Run]) -> list[NamePart]:
        parts = []
        for n, run in enumerate(runs, start=1):
            is_last = n == len(runs)
            sizes = range(min(_MOST_OWN, len(run)), 0, -1) if is_last else (len(run),)
            part = self._first_known((run[:k], f"{head} {self._said(run[:k])}") for k in sizes)
            if part is None:
                return []
            parts.append(part)
        return parts

    def _around(self, runs: Sequence[Run]) -> list[NamePart]:
        """*Type 1 or 2 diabetes*: what is before the first and behind the last."""
        first, last = runs[0], runs[-1]
        if len(first) < 2 or len(last) < 2:
            return []
        head = self._said(first[-2:-1])
        for end in range(min(len(last), 1 + _MOST_SHARED), 1, -1):
            tail = self._said(last[1:end])
            parts = [self._first_known([(first[-2:], f"{self._said(first[-2:])} {tail}")])]
            for n, run in enumerate(runs[1:], start=2):
                own = run[:end] if n == len(runs) else run
                said = self._said(own) if n == len(runs) else f"{self._said(own)} {tail}"
                parts.append(self._first_known([(own, f"{head} {said}")]))
            if None not in parts:
                return [part for part in parts if part is not None]
        return []

    def _denied(self, runs: Sequence[Run]) -> list[NamePart]:
        """*Arthritis except rheumatoid*, *hepatitis not B*: the first name stays as it is."""
        named, own = runs[-2], runs[-1]
        for k in range(min(_MOST_OWN, len(own)), 0, -1):
            said = self._said(own[:k])
            if self._is_name(said) and not ADJECTIVE.search(said):
                return []
            for size in range(min(_MOST_SHARED, len(named)), 0, -1):
                whole = self._said(named[-size:])
                if not self._is_name(whole):
                    continue
                ends = (f"{said} {self._said(named[-n:])}" for n in range(size, 0, -1))
                begins = (f"{self._said(named[-size:][:n])} {said}" for n in range(size, 0, -1))
                part = self._first_known((own[:k], name) for name in (*ends, *begins))
                if part is not None:
                    return [self._part(named[-size:], whole), part]
        return []

    def _is_whole(self, part: NamePart) -> bool:
        """Whether it is a name as it stands. An adjective is none: *ischemic* of *ischemic or
        hemorrhagic stroke* names ischemia."""
        said = self._text[part.start : part.end]
        if said != part.name and part.name.rpartition(" ")[2].casefold() in WORDS.shared_heads:
            return False
        return self._is_name(said) and not (said != part.name and ADJECTIVE.search(said))

    # --- names ----------------------------------------------------------------------------------

    def _first_known(
        self, named: Iterator[tuple[Run, str]] | list[tuple[Run, str]]
    ) -> NamePart | None:
        return next((self._part(run, name) for run, name in named if self._is_name(name)), None)

    def _part(self, run: Run, name: str) -> NamePart:
        return NamePart(run[0].start, run[-1].end, name)

    def _said(self, run: Run) -> str:
        return self._text[run[0].start : run[-1].end]

    def _is_name(self, said: str) -> bool:
        if said not in self._asked:
            if len(self._asked) == MOST_LOOKED_UP:
                return False
            self._asked[said] = len(said) > 1 and self._known(said)
        return self._asked[said]


def crosses_a_mark(said: str, names: Iterable[str]) -> bool:
    """Whether words that a text has in a row are no name because a comma, the end of a sentence or
    *or* stands between them, by the names of the concept that they would mean.

    *Hand, foot and mouth disease* is written so. *Fever, yellow eyes* is no *Fever, Yellow*: a name
    that a catalogue turns around is typed so by nobody. Nor are *coconut oil or sesame oil* any
    *sesame oil* but the last.
    """
    names = tuple(names)
    marks = len(_MARK.findall(said))
    if not marks:
        joined = _joined(said)
        return bool(joined) and not any(
            # *Rosacea & acne* is no *acne rosacea*, which has other names with *and*.
            joined <= _stems(name)
            for name in filter(_JOINS.search, names)
        )
    return not any(_LIST.search(name) and name.count(",") >= marks for name in names)


_WORD = re.compile(r"(?!(?:an?|the)\b)[^\W_]+", re.IGNORECASE)
_STEM = 4
"""Letters that two forms of a word share."""


def _stems(said: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(said.casefold()))


def _joined(said: str) -> frozenset[str]:
    """What stands right before and behind the words that join in a text, by its first letters."""
    parts = [_WORD.findall(part) for part in _JOINS.split(said.casefold())]
    if len(parts) < 2:
        return frozenset()
    ends = [part[-1] for part in parts[:-1] if part] + [part[0] for part in parts[1:] if part]
    return frozenset(word[:_STEM] for word in ends)
