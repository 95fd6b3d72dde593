"""Completes what is being typed: conditions, treatments, sponsors and places of the listings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np

from index.analysis import completion_key
from index.generation import KINDS, SORTED_BYTES, CompletionNames, Name
from index.listing import PLACE

MOST = 8
"""Suggestions that are offered; more are not read while somebody types."""

LEAST_TYPED = 2
"""Letters and digits before anything is suggested."""

MAX_TYPED = 100
"""Characters of what is completed; no name that many listings share is longer."""


class Suggestion(msgspec.Struct, frozen=True):
    """A name that may be about to be typed."""

    name: str
    kind: str
    """*condition*, *intervention*, *sponsor* or *place*; a source of its own may have others."""
    listings: int

    @property
    def kind_label(self) -> str:
        """The kind as a reader knows it."""
        facet = next((facet for facet in KINDS if facet.name == self.kind), None)
        return facet.label if facet else self.kind.capitalize()

    @property
    def text(self) -> str:
        """What to ask for it: a state is only read as a place after *in*."""
        return f"in {self.name}" if self.kind == PLACE.name else self.name


class Match(msgspec.Struct, frozen=True):
    """A name that was found, and how well what was typed fits it: 0 where it is the whole name, 1
    where it begins with it, 2 where one of its other words does."""

    fit: int
    name: Name


class NameSource(Protocol):
    """Names that can be completed."""

    def beginning(self, key: str, most: int) -> Sequence[Match]:
        """The best `most` names that begin with a key (`index.analysis.folding.completion_key`) or
        have a word that does: by fit, then by listings."""


class ListedNames:
    """The names of a generation. Safe to share between threads; read when first asked."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @cached_property
    def _names(self) -> CompletionNames:
        return CompletionNames.read(self._directory)

    def beginning(self, key: str, most: int) -> Sequence[Match]:
        """See `NameSource`. Raises `IndexDamaged` where the file cannot be read."""
        names, wanted = self._names, key.encode()
        head = wanted[:SORTED_BYTES]
        blob, starts = names.keys.data, names.starts

        def following(place: int) -> bytes:
            start = int(starts[place])
            return bytes(blob[start : start + len(head)])

        places = range(len(starts))
        first = bisect_left(places, head, key=following)
        last = bisect_left(places, head + b"\xff", lo=first, key=following)
        begins, owners = starts[first:last], names.owners[first:last]
        if len(wanted) > SORTED_BYTES:
            whole = [bytes(blob[at : at + len(wanted)]) == wanted for at in begins.tolist()]
            begins, owners = begins[whole], owners[whole]
        # Names are numbered with the commonest first, so that a number is a rank.
        inner = begins != names.key_starts[owners]
        short = (names.key_starts[owners + np.uint32(1)] - begins) > len(wanted) + 1
        ranks = (2 * inner + (short & ~inner)).astype(np.int64) * len(names) + owners
        # A name has few words that begin alike (*cell* in *cell-to-cell*).
        enough = min(len(ranks), 4 * most)
        best = np.sort(np.partition(ranks, enough - 1)[:enough]) if enough else ranks
        found: dict[int, Match] = {}
        for rank in best.tolist():
            fit, number = divmod(rank, len(names))
            found.setdefault(number, Match(fit, names.name(number)))
        return list(found.values())[:most]


class Suggester:
    """Completes from one or several sources of names."""

    def __init__(self, sources: Sequence[NameSource]) -> None:
        self._sources = tuple(sources)

    def complete(self, typed: str) -> tuple[Suggestion, ...]:
        """At most `MOST` names for what is typed, the best fit first, and of equal fit what most
        listings have; none before there are `LEAST_TYPED` letters or digits."""
        key = completion_key(typed[:MAX_TYPED])
        if len(key.replace(" ", "")) < LEAST_TYPED:
            return ()
        found = [one for source in self._sources for one in source.beginning(key, MOST)]
        found.sort(key=lambda one: (one.fit, -one.name.listings, one.name.label))
        suggested: dict[tuple[str, str], Suggestion] = {}
        for one in found:
            kind, label, listings = one.name
            suggested.setdefault((kind, completion_key(label)), Suggestion(label, kind, listings))
        return tuple(suggested.values())[:MOST]
