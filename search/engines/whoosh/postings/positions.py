"""Where terms stand in one segment: in a field, or one after the other.

A place is a document's rank among those in question, above `POSITION_BITS`, and a position,
counted from `ORIGIN` so that taking a word's place in a phrase from it never borrows from the
rank. It has 32 bits: merging places of 64 takes twice as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh import TEXT, Segment
from index.generation import distinct_of_sorted
from index.listing import SEARCHED
from search.engines.whoosh.postings.docsets import (
    Docs,
    DocSet,
    Mask,
    Numbers,
    common,
    found_in,
    looked_up,
)

POSITION_BITS = 17
ORIGIN = 1 << 16

AT_ONCE = 1 << 14
"""So many documents are in question at once: their ranks have 14 bits."""

FIELD_NUMBER = {field.name: number for number, field in enumerate(SEARCHED)}

Places = NDArray[np.int32]
Ranks = NDArray[np.int32] | NDArray[np.int64]


class Standing:
    """Where one term stands in one segment, whose documents are told by their numbers in it."""

    def __init__(self, segment: Segment, number: int) -> None:
        field = segment.field(TEXT)
        self.docs = field.postings(number).docs
        self._segment = segment
        self._held = field.positions(number)

    @cached_property
    def _begins(self) -> Docs:
        """Where the positions of each posting begin."""
        counts = self._held.counts
        begins: Docs = np.cumsum(counts, dtype=np.int64)
        begins -= counts
        return begins

    def places(self, docs: Numbers, ranks: Ranks) -> Places:
        """Where it stands in ascending documents, all of which hold it and have these ranks."""
        rows = self._rows(docs)
        counts = self._held.counts[rows]
        ends = np.cumsum(counts, dtype=np.int64)
        total = int(ends[-1])
        # What np.repeat gives of 0, 1, 2 and so on, twice as quickly where each stands few times.
        which = np.cumsum(np.bincount(ends)[:total])
        entries = np.arange(total)
        entries += (self._begins[rows] - ends + counts).take(which)
        places: Places = ((ranks.astype(np.int32) << POSITION_BITS) + np.int32(ORIGIN)).take(which)
        places += self._held.positions.take(entries)
        return places

    def _rows(self, docs: Numbers) -> Docs:
        """Which of its postings are those of some ascending documents that hold it."""
        first, last = int(docs[0]), int(docs[-1]) + 1
        ends = np.array((first, last), dtype=self.docs.dtype)
        start, stop = (int(place) for place in self.docs.searchsorted(ends))
        if stop - start == len(docs):
            return np.arange(start, stop)
        near = self.docs[start:stop]
        if looked_up(docs, near, last - first):
            return found_in(near, docs)[0] + start
        wanted = np.zeros(last - first, dtype=np.bool_)
        wanted[docs.astype(np.int64) - first] = True
        return np.flatnonzero(wanted[near.astype(np.int64) - first]) + start

    def inside(self, places: Places, docs: Numbers, field: str) -> Mask:
        """Which places lie in a field, of documents told by rank."""
        number = FIELD_NUMBER[field]
        bounds = self._segment.bounds[docs, number : number + 2][places >> POSITION_BITS]
        positions = (places & (2 * ORIGIN - 1)) - ORIGIN
        inside: Mask = (bounds[:, 0] <= positions) & (positions < bounds[:, 1])
        return inside

    def times(self, docs: Numbers, field: str) -> Docs:
        """How many times it stands in a field of each of some ascending documents that hold it."""
        times = np.zeros(len(docs), dtype=np.int64)
        for rows in _pieces(docs):
            some = docs[rows]
            places = self.places(some, np.arange(len(some)))
            there = places.compress(self.inside(places, some, field)) >> POSITION_BITS
            times[rows] = np.bincount(there, minlength=len(some))
        return times


def is_searched(field: str) -> bool:
    """Whether terms can be found in a field; no name stands for all of them."""
    return not field or field in FIELD_NUMBER


def term_key(text: str) -> bytes:
    """What a term is looked up by. Half a surrogate pair stands in no listing, and may be asked."""
    return text.encode(errors="surrogatepass")


def standing(segment: Segment, text: str) -> Standing | None:
    """Where a term stands in a segment; None where it is not in it at all."""
    number = segment.field(TEXT).number(term_key(text))
    return None if number is None else Standing(segment, number)


def phrase(segment: Segment, terms: Sequence[str], field: str = "") -> Docs:
    """The documents that hold the terms one after the other, in one field if it is named."""
    found: dict[str, Standing] = {}
    for term in terms:
        here = standing(segment, term)
        if here is None:
            return np.empty(0, dtype=np.int64)
        found[term] = here
    sets = sorted((DocSet(segment.size, one.docs) for one in found.values()), key=_most)
    docs = reduce(DocSet.__and__, sets).docs
    held = [docs[rows][_runs(found, terms, docs[rows], field)] for rows in _pieces(docs)]
    return np.concatenate([docs[:0], *held])


def _most(docs: DocSet) -> int:
    return docs.most


def _runs(found: Mapping[str, Standing], terms: Sequence[str], docs: Docs, field: str) -> Ranks:
    """The ranks of the documents that hold the terms one after the other, of some that hold all.

    Positions are read from the rarest term on, and only for documents that are still in
    question, so that *of the* costs nothing beside a rare word.
    """
    order = sorted(range(len(terms)), key=lambda i: len(found[terms[i]].docs))
    ranks: Ranks = np.arange(len(docs))
    starts: Places | None = None
    for i in order:
        here = found[terms[i]].places(docs[ranks], ranks)
        if field:
            here = here.compress(found[terms[i]].inside(here, docs, field))
        here -= i
        starts = here if starts is None else common(starts, here)
        if field or i != order[0]:
            ranks = distinct_of_sorted(starts >> POSITION_BITS)
        if not len(ranks):
            break
    return ranks


def _pieces(docs: Numbers) -> Iterator[slice]:
    for start in range(0, len(docs), AT_ONCE):
        yield slice(start, start + AT_ONCE)
