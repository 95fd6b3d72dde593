"""Reads `data/markers.yml`: the markers by class, their names, and what their statuses mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from index.analysis.markers.variants import VARIANT, canonical
from index.analysis.stemming import fold
from index.data_files import DATA, read_as
from index.errors import FileRefused, Problem

MARKERS_FILE = DATA / "markers.yml"

Words = tuple[str, ...]
"""Folded pieces of a text; a sign stands for itself."""

PLUS: Words = ("+",)
MINUS: Words = ("-",)

_PIECE = re.compile(rf"(?:{VARIANT.pattern})|[^\W_]+", re.VERBOSE)
_DIVIDED = re.compile(r"([a-z]+)(\d+[a-z]?)")


class _Status(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    as_: Literal["positive", "negative", ""] = msgspec.field(name="as", default="")
    sign: Literal["+", "-", ""] = ""
    narrower: tuple[str, ...] = ()
    shown: str = ""
    named: bool = False


class _Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    statuses: dict[str, _Status]
    opposite: tuple[tuple[str, str], ...]
    markers: dict[str, tuple[str, ...]]
    spaced_signs: bool = False
    demanded: tuple[str, ...] = ()


class _Saying(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    said: tuple[str, ...]
    states: dict[str, str]
    asked: bool = True


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    between: str
    leads: str
    denies: tuple[str, ...]
    denies_all: tuple[str, ...]
    denied_with: str
    undecided: str
    cut: str
    hyphened: str
    apart: str
    classes: dict[str, _Class]
    parts: dict[str, str]
    sayings: tuple[_Saying, ...]
    capitals: str


class Status(NamedTuple):
    """A marker, by its name in the file, and what is said of it."""

    marker: str
    status: str

    @property
    def term(self) -> str:
        """The term of both, which no text can hold by itself: ``her2=negative``."""
        return f"{''.join(pieces(self.marker))}={self.status.replace(' ', '')}"


class Statuses(msgspec.Struct, frozen=True):
    """What may be said of the markers of one class."""

    said: dict[Words, str]
    """The status of words or a sign beside a name."""
    nouns: dict[Words, str]
    """The status of a finding that is named behind a name, and may be denied."""
    narrower: dict[str, tuple[str, ...]]
    """Of each status, itself and all that lie within it."""
    contrary: dict[str, tuple[str, ...]]
    """Of each status, all that contradict it."""
    shown: dict[str, str]
    named: str
    """What the name alone says."""
    spaced_signs: bool
    """Whether a sign in a question may stand apart from the name."""
    demanded: frozenset[str]
    """What listings must state where it is asked for."""

    def denied(self, status: str) -> str:
        """What is said by denying a status, or nothing."""
        return next(iter(self.contrary[status]), "")


class Named(NamedTuple):
    """What a name stands for: a marker, or a saying with all that it states."""

    marker: str
    states: tuple[Status, ...] = ()
    asked: bool = True


class Markers(msgspec.Struct, frozen=True):
    """The file, ready to be looked up."""

    names: dict[str, tuple[tuple[Words, Named], ...]]
    """By their first piece, the longest first."""
    statuses: dict[str, Statuses]
    """Of each marker."""
    parts: dict[str, str]
    """Of what a finding in one marker is one in another as well."""
    capitals: frozenset[str]
    between: frozenset[str]
    leads: frozenset[str]
    denies: frozenset[Words]
    denies_all: frozenset[str]
    denied_with: frozenset[str]
    undecided: frozenset[str]
    cut: frozenset[str]
    apart: frozenset[str]
    hyphened: frozenset[str]
    first_in_names: frozenset[str]
    """The pieces that names begin with."""
    in_names: frozenset[str]
    """The pieces of names, but for those behind a first one that are in statuses as well."""
    in_statuses: frozenset[str]
    """Every piece that may decide on a status."""

    def closed(self, stated: Status) -> tuple[Status, ...]:
        """A status and all that lie within it."""
        within = self.statuses[stated.marker].narrower[stated.status]
        return tuple(Status(stated.marker, one) for one in within)

    def contrary(self, stated: Status) -> tuple[Status, ...]:
        """All that contradict a status: a low one of HER2 contradicts none that is negative."""
        against = self.statuses[stated.marker].contrary[stated.status]
        return tuple(Status(stated.marker, one) for one in against)

    def shown(self, stated: Status) -> str:
        """In words: *HER2 negative*."""
        return f"{stated.marker} {self.statuses[stated.marker].shown[stated.status]}"

    def is_there(self, stated: Status) -> bool:
        """Whether a status says that something is there."""
        return self.statuses[stated.marker].said.get(PLUS) == stated.status

    def is_demanded(self, stated: Status) -> bool:
        """Whether a listing that is silent about it is none that is asked for."""
        return stated.status in self.statuses[stated.marker].demanded

    def with_wholes(self, stated: Status) -> Iterator[Status]:
        """A status, and what it says of that of which the marker is a part: BRCA1 is one of BRCA.
        That one part is as it should be says nothing of the whole."""
        yield stated
        whole = self.parts.get(stated.marker)
        if whole and self.is_there(stated):
            yield from self.with_wholes(Status(whole, self.statuses[whole].said[PLUS]))


def pieces(text: str) -> Words:
    """The folded pieces of a name or a status."""
    return tuple(
        folded
        for match in _PIECE.finditer(text)
        for folded in ((canonical(match),) if match.lastgroup else fold(match.group()))
    )


def _spellings(name: str) -> Iterator[Words]:
    """A name as it may be divided: *HER2*, *HER 2*, *HER-2*; *PD-L1*, *PDL1*."""
    written = pieces(name)
    yield written
    together = "".join(written)
    if len(written) > 1 and (" " not in name or written[-1].isdigit()):
        yield (together,)
    for i, one in enumerate(written):
        divided = _DIVIDED.fullmatch(one)
        if divided and len(divided.group(1)) > 1:
            yield (*written[:i], *divided.groups(), *written[i + 1 :])


def load_markers(path: Path) -> Markers:
    """The markers of a file. Raises `FileRefused` where it is not of its form, or where a name
    stands for two."""
    file = read_as(path, _File)
    statuses = {
        marker: _statuses(one, file) for one in file.classes.values() for marker in one.markers
    }
    named: dict[Words, Named] = {}

    def add(name: str, what: Named) -> None:
        for words in dict.fromkeys(_spellings(name)):
            if named.setdefault(words, what) != what:
                raise FileRefused([Problem(path.name, f"“{name}” is in two places")])

    for one in file.classes.values():
        for marker, names in one.markers.items():
            for name in dict.fromkeys(names):
                add(name, Named(marker))
    for saying in file.sayings:
        states = tuple(Status(*state) for state in saying.states.items())
        for state in states:
            if state.marker not in statuses or state.status not in statuses[state.marker].shown:
                raise FileRefused([Problem(path.name, f"knows no {state.marker} {state.status}")])
        for name in saying.said:
            add(name, Named("", states, saying.asked))
    by_first: dict[str, list[tuple[Words, Named]]] = {}
    for words, what in sorted(named.items(), key=lambda one: -len(one[0])):
        by_first.setdefault(words[0], []).append((words, what))
    denies = frozenset(map(pieces, file.denies))
    said: Iterable[Words] = chain.from_iterable(
        (*one.said, *one.nouns) for one in statuses.values()
    )
    deciding = (file.undecided, file.cut, file.apart, " ".join(file.denies_all))
    in_statuses = frozenset(chain.from_iterable((*said, *denies))) - {"+", "-", "of"}
    in_statuses |= {*" ".join(deciding).split(), "ve"}
    # What says a status by its name alone has something that decides as well.
    by_name = {marker for marker, one in statuses.items() if one.named}
    in_statuses |= {
        words[-1]
        for words, what in named.items()
        if (what.states or what.marker in by_name) and in_statuses.isdisjoint(words)
    }
    return Markers(
        names={first: tuple(all_) for first, all_ in by_first.items()},
        statuses=statuses,
        parts=file.parts,
        capitals=frozenset(file.capitals.split()),
        between=frozenset(file.between.split()),
        leads=frozenset(file.leads.split()),
        denies=denies,
        denies_all=frozenset(file.denies_all),
        denied_with=frozenset(file.denied_with.split()),
        undecided=frozenset(file.undecided.split()),
        cut=frozenset(file.cut.split()),
        apart=frozenset(file.apart.split()),
        hyphened=frozenset(file.hyphened.split()),
        first_in_names=frozenset(by_first),
        in_names=frozenset(
            word
            for words in named
            for i, word in enumerate(words)
            if not i or word not in in_statuses
        ),
        in_statuses=in_statuses,
    )


def _statuses(one: _Class, file: _File) -> Statuses:
    said: dict[Words, str] = {}
    for status, declared in one.statuses.items():
        shared = {"positive": file.positive, "negative": file.negative, "": ()}[declared.as_]
        said.update((pieces(words), status) for words in (*shared, *declared.said))
        sign = declared.sign or {"positive": "+", "negative": "-", "": ""}[declared.as_]
        if sign:
            said[(sign,)] = status
    narrower = {status: _within(status, one) for status in one.statuses}
    contrary: dict[str, dict[str, None]] = {status: {} for status in one.statuses}
    for pair in one.opposite:
        for this, other in (pair, pair[::-1]):
            for within in narrower[this]:
                contrary[within].update(dict.fromkeys(narrower[other]))
    return Statuses(
        said=said,
        nouns={
            pieces(noun): status
            for status, declared in one.statuses.items()
            for noun in declared.nouns
        },
        narrower=narrower,
        contrary={status: tuple(all_) for status, all_ in contrary.items()},
        shown={status: declared.shown or status for status, declared in one.statuses.items()},
        named=next((status for status, declared in one.statuses.items() if declared.named), ""),
        spaced_signs=one.spaced_signs,
        demanded=frozenset(one.demanded),
    )


def _within(status: str, one: _Class) -> tuple[str, ...]:
    below = chain.from_iterable(_within(lower, one) for lower in one.statuses[status].narrower)
    return tuple(dict.fromkeys((status, *below)))


MARKERS = load_markers(MARKERS_FILE)
