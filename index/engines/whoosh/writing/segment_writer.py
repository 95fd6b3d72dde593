"""Listings → a segment, in one pass over arrays and without Whoosh's posting pool."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.columns import ColumnBuilder
from index.engines.whoosh.concepts import (
    mention_parts,
    subject_tokens,
    tag_parts,
    write_tags,
)
from index.engines.whoosh.schema import KNOWN_AS, TEXT
from index.engines.whoosh.segment import CONCEPTS, DIGEST_BYTES, MENTIONS, Piece, part_path
from index.generation import StringTable, WordCounts, starts_of, write_arrays
from index.listing import Listing, id_keys
from index.terms import Inverter, NameTree

_decoder = msgspec.json.Decoder(Listing)


class Written(msgspec.Struct, frozen=True, eq=False):
    """A segment that was written: how many listings it has, and their words as written."""

    listings: int
    spelled: WordCounts


def write_segment(
    directory: Path,
    name: str,
    listings: Iterable[bytes],
    inverter: Inverter,
    tree: NameTree | None = None,
) -> Written:
    """Writes listings, given as JSON, into the files of a new segment. They are tagged with
    concepts, and what they mention is kept, where the names of these are given.

    The inverter may have been used before: what it has learned of words makes it faster and
    changes nothing that is written.
    """
    columns = ColumnBuilder()
    stored: list[bytes] = []
    digests: list[bytes] = []
    known_as: dict[bytes, list[int]] = {}
    ids: list[bytes] = []
    samples: list[bool] = []
    decoded: list[Listing] = []
    for doc, raw in enumerate(listings):
        listing = _decoder.decode(raw)
        decoded.append(listing)
        inverter.add(listing)
        columns.add(listing)
        stored.append(raw)
        digests.append(digest(raw))
        own, *others = id_keys((listing.id, *listing.other_id))
        for key in {own, *others}:
            known_as.setdefault(key.encode(), []).append(doc)
        ids.append(own.encode())
        samples.append(listing.sample)
    # Before what the inverter has learned may be forgotten.
    mentions = [] if tree is None else list(mention_parts(decoded, inverter, tree))
    inverted = inverter.take()
    ascending = sorted(known_as)
    holders = [known_as[key] for key in ascending]
    keys = StringTable.of(ascending)
    id_table = StringTable.of(ids)
    terms = StringTable.of(inverted.terms)
    postings = Piece(
        0, np.diff(inverted.starts), inverted.docs, inverted.counts, inverted.positions
    )
    tokens = subject_tokens([postings], inverted.terms, inverted.bounds, 0, len(stored))
    subjects = tokens.rows()
    parts: dict[str, dict[str, NDArray[Any]]] = {
        "terms": {
            "blob": terms.blob,
            "starts": terms.starts,
            "postings": inverted.starts,
            "positions": _position_starts(inverted.counts, inverted.starts),
        },
        "docs": {TEXT: inverted.docs},
        "weights": {TEXT: inverted.weights},
        "counts": {TEXT: inverted.counts},
        "positions": {TEXT: inverted.positions},
        "keys": {
            "blob": keys.blob,
            "starts": keys.starts,
            "postings": starts_of([len(docs) for docs in holders]),
            KNOWN_AS: np.fromiter(chain.from_iterable(holders), np.uint32),
        },
        "documents": {
            "ids.blob": id_table.blob,
            "ids.starts": id_table.starts,
            "samples": np.array(samples, dtype=np.bool_),
            "lengths": inverted.lengths,
            "bounds": inverted.bounds.reshape(-1),
            "digests": np.frombuffer(b"".join(digests), dtype=np.uint8),
        },
        "listings": {
            "blob": np.frombuffer(b"".join(stored), dtype=np.uint8),
            "starts": starts_of([len(one) for one in stored]),
        },
        "columns": columns.arrays(),
        "subjects": {"terms": subjects.terms, "starts": subjects.starts},
    }
    for part, arrays in parts.items():
        write_arrays(part_path(directory, name, part), arrays)
    if tree is not None:
        write_tags(part_path(directory, name, CONCEPTS), tag_parts(tree, tokens))
        write_tags(part_path(directory, name, MENTIONS), mentions)
    return Written(len(stored), inverted.spelled)


def digest(raw: bytes) -> bytes:
    """What tells a listing from every other and from its own earlier versions."""
    return hashlib.blake2b(raw, digest_size=DIGEST_BYTES).digest()


def _position_starts(counts: NDArray[np.uint16], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the positions of each term begin, given how many each posting has."""
    return starts_of(counts)[starts]
