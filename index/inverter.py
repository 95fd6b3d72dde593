"""Listings → inverted postings, as arrays: the fast twin of `index.documents.weighted_terms`.

Texts are split at whitespace and each chunk is looked up in a memo, which costs a dictionary
lookup per word; the rest of the work is done once per batch, in NumPy. Chunks that may bind
with each other (*type*, *1*) are put together first and looked up as one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from operator import attrgetter
from types import NoneType
from typing import Any, cast, get_args, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.analysis import Edge
from index.chunks import BREAK, BREAK_SIGN, Chunks, Entries
from index.codes import Worded
from index.documents import FIELD_GAP, MAX_POSITION, SEARCHED, tenths
from index.listing import Listing
from index.schema import FIELD, Field, is_many_valued

MEMO_CHARACTERS = 8_000_000
"""Characters of chunks known after which a memo starts anew: 860,000 chunks, 200 MB."""

_NOT_KEPT = MAX_POSITION + 1
_POSITION_BITS = 16
_MAX_WEIGHT = 65_535


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


class Inverter:
    """Takes listings and gives their postings, a batch at a time.

    The same listings give the same arrays, whatever came before them. Not for two threads at
    once.

    One process of a 2-core machine inverts the first 11,000 trials of the registry, 583 words
    each, at 1,400 listings a second while it learns their 248,000 chunks, 13 to 20 µs for each
    new one, and at 4,000 once it knows them, 430 ns a word: 7,000 of 330 words. A batch takes
    125 bytes a word while it is inverted, so its size is the caller's to bound.
    """

    def __init__(self, memo_characters: int = MEMO_CHARACTERS) -> None:
        self._most_characters = memo_characters
        self._chunks = Chunks()
        self._begin()

    def _begin(self) -> None:
        self._entries = array("i")
        """Of every chunk of every text, and `BREAK` after each text."""
        self._field_texts = array("i")
        """How many texts each searched field of each listing has."""

    @property
    def memo_characters(self) -> int:
        """Characters of the chunks known."""
        return self._chunks.characters

    def add(self, listing: Listing) -> None:
        """Takes the next listing."""
        texts: list[str] = []
        before = 0
        for value, texts_of in zip(_searched_values(listing), _TEXTS_OF, strict=True):
            if value:
                texts += texts_of(value)
            self._field_texts.append(len(texts) - before)
            before = len(texts)
        if texts:
            # Split at once: a listing has 34 texts, and most of them have two or three words.
            chunks = f" {BREAK_SIGN} ".join([*texts, ""]).split()
            self._entries.fromlist(list(map(self._chunks.__getitem__, chunks)))

    def take(self) -> Inverted:
        """The postings of everything added since the last call.

        Raises `OverflowError` where a batch is too large for its sort keys; one of 65,536
        listings never is.
        """
        entries = np.array(self._entries, np.int32)
        field_texts = np.array(self._field_texts, np.int64)
        self._begin()
        breaks = entries == BREAK
        text_of = np.cumsum(breaks)[~breaks]
        entries, text_of = _with_windows(self._chunks, entries[~breaks], text_of)
        known = self._chunks.entries()
        layout = _laid_out(known.advance[entries], text_of, field_texts)
        inverted = _inverted(known, self._chunks.terms, entries, layout)
        if self.memo_characters > self._most_characters:
            self._chunks = Chunks()
        return inverted


# --- the texts of a listing, planned from its declaration ----------------------------------

_Texts = Callable[[Any], Sequence[str]]


def _item_type(declared: Any) -> type:
    """The bare type of a value, or of each value of a tuple."""
    while arguments := get_args(declared):
        declared = next(one for one in arguments if one is not NoneType)
    return cast(type, declared)


def _texts_of(field: Field) -> _Texts:
    """How the texts of a field's value are found, for values that are not empty."""
    of_each = _texts_of_each(_item_type(field.type))
    return of_each if is_many_valued(field) else lambda value: of_each((value,))


def _texts_of_each(item: type) -> _Texts:
    if issubclass(item, Worded):
        return lambda values: [value.words.partition(":")[0] for value in values]
    if issubclass(item, str):
        return lambda values: [text for text in values if text]
    hints = get_type_hints(item)
    parts = [
        attrgetter(name)
        for name in hints
        if issubclass(_item_type(hints[name]), str)
        and not issubclass(_item_type(hints[name]), Worded)
    ]
    return lambda values: [text for value in values for part in parts if (text := part(value))]


_TEXTS_OF = tuple(_texts_of(field) for field in SEARCHED)
_searched_values = attrgetter(*(field.name for field in SEARCHED))

# Every weight has a number, and every field that counts once has one of its own: among the
# sorted tokens of a listing, what repeats in such a field is then next to what it repeats.
_PLAIN = sorted({tenths(field.use.weight) for field in SEARCHED if not field.use.counts_once})
_ONCE = [field.name for field in SEARCHED if field.use.counts_once]
_CODE_OF_FIELD = np.array(
    [
        len(_PLAIN) + _ONCE.index(field.name)
        if field.use.counts_once
        else _PLAIN.index(tenths(field.use.weight))
        for field in SEARCHED
    ],
    np.int64,
)
_TENTHS = np.array([*_PLAIN, *(tenths(FIELD[name].use.weight) for name in _ONCE)], np.uint16)
_CODE_BITS = (len(_TENTHS) - 1).bit_length()
_LOW_BITS = _POSITION_BITS + _CODE_BITS


# --- a batch -------------------------------------------------------------------------------


def _with_windows(
    chunks: Chunks, entries: NDArray[np.int32], text_of: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Puts one entry in place of each run of chunks that may bind with each other."""
    if len(entries) < 2:
        return entries, text_of
    edges = chunks.edges()[entries]
    same_text = text_of[:-1] == text_of[1:]
    leads = edges & Edge.LEADS > 0
    passes = edges & Edge.PASSES > 0
    # A chunk leads if the last one before it that does not merely pass a head on does.
    decides = leads | ~passes
    leads = leads[np.maximum.accumulate(np.where(decides, np.arange(len(entries)), 0))]
    linked = np.zeros(len(entries) + 1, bool)  # [i]: chunk i binds with the one before it
    linked[1:-1] = leads[:-1] & (edges[1:] & Edge.FOLLOWS > 0) & same_text
    # Stage 4, 3 cycles: after a comma the next word decides, whatever it is.
    comma = edges & Edge.COMMA > 0
    comma[1:] |= comma[:-1].copy()
    waits = (edges & Edge.WAITS > 0) | (linked[:-1] & passes & comma)
    linked[1:-1] |= waits[:-1] & same_text
    begins = np.flatnonzero(~linked[:-1] & linked[1:])
    ends = np.flatnonzero(linked[:-1] & ~linked[1:]) + 1
    entries[begins] = [
        chunks.window(entries[begin:end])
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
    ]
    kept = ~linked[:-1]
    return entries[kept], text_of[kept]


class _Layout(msgspec.Struct, frozen=True, eq=False):
    """Where N chunks of n listings stand."""

    places: NDArray[np.int64]
    """[N] position, from the listing's first."""
    docs: NDArray[np.int64]
    """[N] listing."""
    fields: NDArray[np.int64]
    """[N] searched field."""
    bounds: NDArray[np.int64]
    """[n, F + 1] as in `Inverted`, but without its limit."""


def _laid_out(
    advance: NDArray[np.int32], text_of: NDArray[np.int64], field_texts: NDArray[np.int64]
) -> _Layout:
    """Places chunks by what each takes, the text of each, and the texts of each field."""
    fields = len(SEARCHED)
    field_of_text = np.repeat(np.arange(len(field_texts)), field_texts)
    takes = np.bincount(text_of, weights=advance, minlength=len(field_of_text)).astype(np.int64)
    # Positions counted from the start of the batch.
    begins = _sums(takes + FIELD_GAP)[_sums(field_texts)]  # of each field of each listing
    bases = begins[:-1:fields]
    bounds = np.empty((len(bases), fields + 1), np.int64)
    bounds[:, :-1] = begins[:-1].reshape(-1, fields)
    bounds[:, -1] = begins[fields::fields]
    docs, field_of = np.divmod(field_of_text[text_of], fields)
    places = _sums(advance)[:-1] + text_of * FIELD_GAP - bases[docs]
    return _Layout(places, docs, field_of, bounds - bases[:, None])


def listing_bits(listings: int, terms: int) -> int:
    """How many bits of a sort key number the listing; the term has those above.

    Raises OverflowError where the term would not fit: never for up to 65,536 listings of
    fewer than 2²⁸ terms.
    """
    bits = max(listings - 1, 0).bit_length()
    if terms.bit_length() + bits + _LOW_BITS > 63:
        raise OverflowError(f"{terms} terms of {listings} listings are too many for one batch")
    return bits


def _inverted(
    known: Entries, names: list[str], entries: NDArray[np.int32], layout: _Layout
) -> Inverted:
    counts = known.count[entries]
    ends = np.cumsum(counts, dtype=np.int64)
    token = np.repeat(known.first[entries] - (ends - counts), counts)
    token += np.arange(len(token))
    terms, ranks = _ranked(names, known.terms[token])
    bits = listing_bits(len(layout.bounds), len(terms))
    # One number per token, sorted at once: term, listing, position, code of the weight.
    keys = np.repeat(layout.places, counts) + known.places[token]
    np.minimum(keys, _NOT_KEPT, out=keys)
    keys <<= _CODE_BITS
    keys |= np.repeat(layout.docs << _LOW_BITS | _CODE_OF_FIELD[layout.fields], counts)
    keys |= ranks << (bits + _LOW_BITS)
    keys.sort()
    return _decoded(keys, terms, bits, layout.bounds)


def _decoded(
    keys: NDArray[np.int64], terms: list[bytes], bits: int, bounds: NDArray[np.int64]
) -> Inverted:
    postings = keys >> _LOW_BITS
    begins = _changes(postings)
    codes = keys.astype(np.uint8) & np.uint8((1 << _CODE_BITS) - 1)
    weights = _TENTHS[codes]
    repeats = (postings[1:] == postings[:-1]) & (codes[1:] == codes[:-1])
    weights[1:][repeats & (codes[1:] >= len(_PLAIN))] = 0
    weights = np.minimum(np.add.reduceat(weights, begins, dtype=np.int64), _MAX_WEIGHT)
    placed = keys >> _CODE_BITS
    positions = placed.astype(np.uint16)  # the lowest bits
    # *trial-s* has its term twice at one position, which counts twice and is kept once.
    kept = positions != _NOT_KEPT
    kept[1:] &= placed[1:] != placed[:-1]
    docs = postings[begins] & ((1 << bits) - 1)
    return Inverted(
        terms=terms,
        starts=np.append(_changes(postings[begins] >> bits), len(begins)),
        docs=docs.astype(np.uint32),
        weights=weights.astype(np.uint16),
        counts=np.add.reduceat(kept, begins, dtype=np.int64).astype(np.uint16),
        positions=positions[kept],
        lengths=np.bincount(docs, weights=weights, minlength=len(bounds)).astype(np.uint32),
        bounds=np.minimum(bounds, _NOT_KEPT).astype(np.uint16),
    )


def _ranked(names: list[str], numbers: NDArray[np.int32]) -> tuple[list[bytes], NDArray[np.int64]]:
    """The distinct terms among numbered ones, ascending, and which of them each number is."""
    used = np.flatnonzero(np.bincount(numbers, minlength=len(names))).tolist()
    used.sort(key=names.__getitem__)
    ranks = np.zeros(len(names), np.int64)
    ranks[used] = np.arange(len(used))
    # Code points and UTF-8 have the same order.
    return [names[number].encode() for number in used], ranks[numbers]


def _changes(ascending: NDArray[np.int64]) -> NDArray[np.int64]:
    """[distinct] where each distinct value begins."""
    changes = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def _sums(numbers: NDArray[Any]) -> NDArray[np.int64]:
    """[n + 1] the sum of the numbers before each, and of all."""
    sums = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(numbers, out=sums[1:])
    return sums
