"""Listings → inverted postings, as arrays: the fast twin of `index.terms.listing_terms`.

Texts are split at whitespace and each chunk, a whitespace token, is looked up in a memo
(`index.terms.chunking`), some texts at a time; the rest of the work is done once per batch, both in
NumPy. Chunks that may bind with each other (*type*, *1*) are put together first and looked up as
one.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.generation import WordCounts, changes, short_starts_of, starts_of
from index.listing import FIELD, SEARCHED, Listing, tenths
from index.terms.chunking import BREAK, ChunkCache, Chunks, Entries, with_windows
from index.terms.field_texts import texts_by_field
from index.terms.listing_terms import FIELD_GAP, MAX_POSITION, MOST_WEIGHT
from index.terms.word_counts import SurfaceForms

MEMO_CHARACTERS = 8_000_000
"""Characters of chunks known after which a memo starts anew: 860,000 chunks, 200 MB."""

TEXTS_AT_A_TIME = 1_000
"""That are split together: some 15 listings, so that what is worked with stays in the cache."""

MOST_LISTINGS = 65_536
"""In one batch: listing and position share 32 bits."""

_NOT_KEPT = MAX_POSITION + 1
_POSITION_BITS = 16


class Inverted(msgspec.Struct, frozen=True, eq=False):
    """T terms of n listings, their P postings, and the Q positions of these.

    Listings are numbered as they were added, from 0.
    """

    terms: list[bytes]
    """UTF-8, ascending, distinct."""
    starts: NDArray[np.int64]
    """[T + 1] the postings of term i are ``[starts[i]:starts[i + 1]]``."""
    docs: NDArray[np.uint32]
    """[P] listing, ascending within a term."""
    weights: NDArray[np.uint16]
    """[P] Σ field weight x occurrences in tenths, 1 to 65,535 and no more."""
    counts: NDArray[np.uint16]
    """[P] how many positions the posting has: none if all lie beyond `MAX_POSITION`."""
    positions: NDArray[np.uint16]
    """[Q] in the order of the postings, ascending within one."""
    lengths: NDArray[np.uint32]
    """[n] Σ weights of the listing's postings."""
    bounds: NDArray[np.uint16]
    """[n, F + 1] the positions of searched field f lie in ``[bounds[d, f]:bounds[d, f + 1]]``."""
    spelled: WordCounts
    """The words as they are written, and how many of the listings have each."""


class TextTokens(msgspec.Struct, frozen=True, eq=False):
    """T tokens of some texts, in the order of the texts; two may stand at one place."""

    terms: NDArray[np.int32]
    """[T] number of the term among `words`."""
    words: list[bytes]
    """The distinct terms, in UTF-8."""
    texts: NDArray[np.int64]
    """[T] number of the text, ascending."""
    places: NDArray[np.int64]
    """[T] place among all words of all texts, with `FIELD_GAP` vacant ones between two texts."""


class Inverter:
    """Takes listings and gives their postings, a batch at a time.

    The same listings give the same arrays, whatever came before them. Not for two threads at
    once.

    One process takes some 150 µs for a listing of 870 chunks once it knows them, 60 of it to look
    them up, and 4 to 20 µs more for each chunk that is new. A batch takes 80 bytes a word while it
    is inverted, so its size is the caller's to bound.
    """

    def __init__(self, memo_characters: int = MEMO_CHARACTERS) -> None:
        self._most_characters = memo_characters
        self._forget()
        self._begin()

    def _forget(self) -> None:
        self._chunks = Chunks()
        self._cache = ChunkCache(self._chunks)
        self._terms = _Terms()
        self._surface = SurfaceForms(self._chunks.text)

    def _begin(self) -> None:
        self._texts: list[str] = []
        """Those that are not split yet."""
        self._entries = [np.empty(0, np.int32)]
        """Of every chunk of the texts before, and `BREAK` after each text."""
        self._field_texts = array("i")
        """How many texts each searched field of each listing has."""

    @property
    def memo_characters(self) -> int:
        """Characters of the chunks known."""
        return self._chunks.characters

    def add(self, listing: Listing) -> None:
        """Takes the next listing."""
        for texts in texts_by_field(listing):
            self._texts += texts
            self._field_texts.append(len(texts))
        if len(self._texts) >= TEXTS_AT_A_TIME:
            self._split()

    def tokens(self, texts: Sequence[str]) -> TextTokens:
        """The tokens of texts that are no part of the postings, by the same memo."""
        entries = with_windows(self._chunks, self._cache.entries(texts))
        known = self._chunks.entries()
        known.advance[BREAK] = FIELD_GAP
        text_of = np.cumsum(entries == BREAK) - (entries == BREAK)
        counts = known.count[entries]
        of = np.repeat(np.arange(len(entries)), counts)
        token = (known.first[entries] - starts_of(counts)[:-1])[of] + np.arange(len(of))
        begins = starts_of(known.advance[entries])[:-1]
        numbers = known.terms[token]
        there = np.bincount(numbers) > 0
        used = np.flatnonzero(there)
        terms = (np.cumsum(there, dtype=np.int32) - 1)[numbers]
        words = [self._chunks.terms[number].encode() for number in used.tolist()]
        places = begins[of] + known.places[token]
        return TextTokens(terms, words, text_of[of], places)

    def _split(self) -> None:
        self._entries.append(self._cache.entries(self._texts))
        self._texts = []

    def take(self) -> Inverted:
        """The postings of everything added since the last call.

        Raises `OverflowError` for more than `MOST_LISTINGS`.
        """
        self._split()
        entries = np.concatenate(self._entries)
        field_texts = np.array(self._field_texts, np.int32).reshape(-1, len(SEARCHED))
        self._begin()
        if len(field_texts) > MOST_LISTINGS:
            raise OverflowError(f"{len(field_texts)} listings are too many for one batch")
        # Before chunks are put together: which of them bind is nothing to their words.
        spelled = self._surface.counted(entries, field_texts, self._chunks.count)
        entries = with_windows(self._chunks, entries)
        known = self._chunks.entries()
        layout = _laid_out(known, entries, field_texts)
        self._terms.learn(self._chunks.terms)
        tokens = _tokens(known, entries, layout)
        inverted = _inverted(tokens, self._terms, layout.bounds, spelled)
        if self.memo_characters > self._most_characters:
            self._forget()
        return inverted


# Every weight has a number, and every field that counts once has one of its own: among the
# tokens of a posting, what repeats in such a field is then next to what it repeats.
_PLAIN = sorted({tenths(field.use.weight) for field in SEARCHED if not field.use.counts_once})
_ONCE = [field.name for field in SEARCHED if field.use.counts_once]
_CODE_OF_FIELD = np.array(
    [
        len(_PLAIN) + _ONCE.index(field.name)
        if field.use.counts_once
        else _PLAIN.index(tenths(field.use.weight))
        for field in SEARCHED
    ],
    np.uint8,
)
_TENTHS = np.array([*_PLAIN, *(tenths(FIELD[name].use.weight) for name in _ONCE)], np.uint32)


# --- a batch -------------------------------------------------------------------------------


class _Layout(msgspec.Struct, frozen=True, eq=False):
    """Where N entries of n listings stand; a break stands where the text before it ends."""

    listings: NDArray[np.uint32]
    """[N] number of the listing, ``<< _POSITION_BITS``."""
    places: NDArray[np.uint32]
    """[N] position, from the listing's first."""
    codes: NDArray[np.uint8]
    """[N] code of the weight."""
    bounds: NDArray[np.uint32]
    """[n, F + 1] as in `Inverted`, but without its limit."""


def _laid_out(
    known: Entries, entries: NDArray[np.int32], field_texts: NDArray[np.int32]
) -> _Layout:
    """Places entries by what each takes, and the texts of each field of each listing."""
    fields = len(SEARCHED)
    known.advance[BREAK] = FIELD_GAP
    # Positions from the start of the batch. Their differences are right even past 2³².
    places = short_starts_of(known.advance[entries])
    texts = np.append(0, np.flatnonzero(entries == BREAK) + 1)  # where each begins, and the end
    begins = texts[starts_of(field_texts.reshape(-1))]  # of each field of each listing, and the end
    firsts = begins[:-1:fields]
    sizes = np.diff(begins[::fields])
    bounds = np.empty((len(field_texts), fields + 1), np.uint32)
    bounds[:, :-1] = places[begins[:-1]].reshape(-1, fields)
    bounds[:, -1] = places[begins[fields::fields]]
    places = places[:-1]
    places -= np.repeat(places[firsts], sizes) if len(firsts) else 0
    listings = np.arange(len(field_texts), dtype=np.uint32) << _POSITION_BITS
    codes = np.tile(_CODE_OF_FIELD, len(field_texts))
    return _Layout(
        np.repeat(listings, sizes),
        places,
        np.repeat(codes, np.diff(begins)),
        bounds - bounds[:, :1],
    )


class _Tokens(msgspec.Struct, frozen=True, eq=False):
    """T tokens, in the order of the entries."""

    terms: NDArray[np.int32]
    """[T] number of the term."""
    placed: NDArray[np.uint32]
    """[T] number of the listing ``<< _POSITION_BITS``, and position, `_NOT_KEPT` at most."""
    codes: NDArray[np.uint8]
    """[T] code of the weight."""


def _tokens(known: Entries, entries: NDArray[np.int32], layout: _Layout) -> _Tokens:
    counts = known.count[entries]
    of = np.repeat(np.arange(len(entries)), counts)
    token = (known.first[entries] - starts_of(counts)[:-1])[of]
    token += np.arange(len(of))
    placed = layout.places[of] + known.places[token].astype(np.uint32)
    np.minimum(placed, _NOT_KEPT, out=placed)
    placed |= layout.listings[of]
    return _Tokens(known.terms[token], placed, layout.codes[of])


class _Terms:
    """Terms by number, as they are sorted and written."""

    def __init__(self) -> None:
        self._written: list[bytes] = []
        self._heads = np.empty((0, 2), np.uint64)
        """The first 16 bytes of each, as two numbers of the same order."""

    def learn(self, terms: list[str]) -> None:
        """Takes the terms that were not there yet, given them all."""
        new = terms[len(self._written) :]
        if new:
            # As one, which takes a third of the time: no term has a space.
            written = " ".join(new).encode().split(b" ")
            heads = np.array(written, "S16").view(">u8").reshape(-1, 2)
            self._heads = np.concatenate((self._heads, heads.astype(np.uint64)))
            self._written += written

    def ascending(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[bytes]]:
        """Distinct numbers in the order of their terms, and these."""
        heads = self._heads[numbers]
        order = np.lexsort((heads[:, 1], heads[:, 0]))
        numbers, heads = numbers[order], heads[order]
        terms = [self._written[number] for number in numbers.tolist()]
        alike = np.zeros(len(numbers) + 1, bool)  # [i]: begins as the one before it does
        alike[1:-1] = (heads[1:] == heads[:-1]).all(axis=1)
        begins = np.flatnonzero(~alike[:-1] & alike[1:])
        ends = np.flatnonzero(alike[:-1] & ~alike[1:]) + 1
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            some = sorted(zip(terms[begin:end], numbers[begin:end].tolist(), strict=True))
            terms[begin:end] = [term for term, _ in some]
            numbers[begin:end] = [number for _, number in some]
        return numbers, terms


def _inverted(
    tokens: _Tokens, known: _Terms, bounds: NDArray[np.uint32], spelled: WordCounts
) -> Inverted:
    counts = np.bincount(tokens.terms)
    used, terms = known.ascending(np.flatnonzero(counts))
    ranks = np.zeros(len(counts), np.uint32)
    ranks[used] = np.arange(len(used))
    # Tokens come in the order of listing and position, which a stable sort keeps. One of 16-bit
    # numbers counts instead of comparing: a tenth of the time of sorting 64-bit keys.
    order = stable_order(ranks[tokens.terms])
    placed, codes = tokens.placed[order], tokens.codes[order]
    listings = (placed >> _POSITION_BITS).astype(np.uint16)
    first = changes(listings)  # of its posting
    first[starts_of(counts[used])[:-1]] = True
    begins = np.flatnonzero(first)
    _put_in_order(placed, first, begins)
    docs = listings[begins]
    weights = _weights(codes, first, begins)
    # *trial-s* has its term twice at one position, which counts twice and is kept once.
    positions = placed.astype(np.uint16)  # the lowest bits
    kept = positions != _NOT_KEPT
    kept[1:] &= first[1:] | (positions[1:] != positions[:-1])
    return Inverted(
        terms=terms,
        starts=np.searchsorted(begins, starts_of(counts[used])),
        docs=docs.astype(np.uint32),
        weights=weights.astype(np.uint16),
        counts=_sums_between(kept, begins).astype(np.uint16),
        positions=positions[kept],
        lengths=np.bincount(docs, weights=weights, minlength=len(bounds)).astype(np.uint32),
        bounds=np.minimum(bounds, _NOT_KEPT).astype(np.uint16),
        spelled=spelled,
    )


def stable_order(numbers: NDArray[np.uint32]) -> NDArray[np.int64]:
    """What sorts numbers, equal ones as they come, by counting: a tenth of the time of sorting
    keys of 64 bits."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if len(numbers) and numbers.max() > np.iinfo(np.uint16).max:
        above = (numbers >> 16).astype(np.uint16)[order]
        order = order[np.argsort(above, kind="stable")]
    return order


def _put_in_order(
    placed: NDArray[np.uint32], first: NDArray[np.bool_], begins: NDArray[np.int64]
) -> None:
    """Sorts the tokens of postings that a chunk gives out of order: *b-c* is *b*, *c*, then *bc*
    at the place of *b*, and in *b-c/bc* that comes after the *bc* behind it."""
    back = np.flatnonzero((placed[1:] < placed[:-1]) & ~first[1:]) + 1
    if len(back):
        after = np.unique(np.searchsorted(begins, back, side="right"))
        ends = np.append(begins, len(placed))[after]
        for begin, end in zip(begins[after - 1].tolist(), ends.tolist(), strict=True):
            placed[begin:end].sort()


def _weights(
    codes: NDArray[np.uint8], first: NDArray[np.bool_], begins: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The weight of each posting, from the codes of its tokens."""
    weights = _TENTHS[codes]
    repeats = (codes[1:] == codes[:-1]) & (codes[1:] >= len(_PLAIN)) & ~first[1:]
    weights[1:][repeats] = 0
    return np.minimum(_sums_between(weights, begins), MOST_WEIGHT)


def _sums_between(numbers: NDArray[Any], begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum from each beginning to the next, or to the end: quicker than `np.add.reduceat`."""
    sums = starts_of(numbers)
    return np.diff(sums[begins], append=sums[-1])
