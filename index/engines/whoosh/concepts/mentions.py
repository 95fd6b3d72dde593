"""Which documents of a segment mention which concepts, and how.

    <segment>.mentions   starts [C + 1] int64, and of each concept's documents, ascending: docs
                         uint32, own uint8, below uint8; version, as bytes

What is a mention, and the bits of its kinds, says `index.terms.mentions`. Segments get them as they
are written, and merge them as they do tags: of a document they depend on nothing but its listing,
the vocabulary and the triggers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.concepts.tags import SegmentTags, TagPart, Tags, write_tags
from index.engines.whoosh.segment import MENTIONS, Segment, part_path
from index.listing import Listing
from index.terms import (
    LISTINGS_AT_A_TIME,
    Inverter,
    NameTree,
    mentions_of,
    mentions_version,
)

RUN = 4_096
"""Documents whose mentions are written together where a segment gets them later on."""

_decoder = msgspec.json.Decoder(Listing)


class Mentioned(msgspec.Struct, frozen=True, eq=False):
    """Documents that mention a concept or a narrower one, one concept's after the other's."""

    docs: NDArray[np.uint32]
    """Ascending within a concept."""
    own: NDArray[np.uint8]
    """The sum of the bits of `MentionKind` of the concept's own names."""
    below: NDArray[np.uint8]
    """That of the names of all narrower ones, at any depth."""

    def of_kinds(self, bits: int) -> NDArray[np.uint32]:
        """The documents with one of some kinds."""
        return self.docs[((self.own | self.below) & np.uint8(bits)) > 0]


class Mentions(SegmentTags[Mentioned]):
    """Which documents of a segment mention which concepts; their version is that of the vocabulary
    and the triggers."""

    def __init__(self, directory: Path, name: str) -> None:
        super().__init__(part_path(directory, name, MENTIONS), Mentioned)


def open_mentions(directory: Path, name: str) -> Mentions | None:
    """The mentions of a segment; None where it was written without a vocabulary."""
    if not part_path(directory, name, MENTIONS).exists():
        return None
    return Mentions(directory, name)


def mention_parts(
    listings: Iterable[Listing], inverter: Inverter, tree: NameTree
) -> Iterator[TagPart]:
    """The mentions of listings, some at a time, as parts to be written."""
    version = mentions_version(tree.version)
    left = iter(listings)
    while some := list(islice(left, LISTINGS_AT_A_TIME)):
        made = mentions_of(some, inverter, tree)
        tags = Tags(version, made.starts, Mentioned(made.docs, made.own, made.below))
        yield TagPart(tags, len(some))


def mention_segment(directory: Path, name: str, tree: NameTree) -> None:
    """Writes the mentions of a segment that has none: what `mention_parts` says of its
    listings."""
    segment, inverter = Segment(directory, name), Inverter()
    written: list[TagPart] = []
    for number, first in enumerate(range(0, segment.size, RUN)):
        last = min(first + RUN, segment.size)
        listings = (_decoder.decode(segment.listing(doc)) for doc in range(first, last))
        part = f"{name}_mentions{number}"
        parts = list(mention_parts(listings, inverter, tree))
        write_tags(part_path(directory, part, MENTIONS), parts)
        written.append(TagPart(Mentions(directory, part), last - first))
    write_tags(part_path(directory, name, MENTIONS), written)
    for number in range(len(written)):
        part_path(directory, f"{name}_mentions{number}", MENTIONS).unlink()
