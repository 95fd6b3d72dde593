"""The kinds of a mention: where in a listing a concept is named, and how it stands there."""

from __future__ import annotations

import enum
from collections.abc import Iterable


class MentionKind(enum.IntFlag):
    """How a listing names a concept in one place. Several places make a set, which is kept as a sum
    of bits."""

    TOPIC = 1
    """In its title, conditions, keywords or treatments, or where its summary begins; in any of the
    texts of a funded project."""
    INCLUSION = 2
    """Among those who can take part."""
    EXCLUSION = 4
    """Among those who are left out."""
    DENIED = 8
    """Among those who can take part, as what they must not have: *no history of hepatitis C*."""
    HISTORY = 16
    """Among those who can take part, as what they had: *prior stroke*."""
    NAME = 32
    """In the name of a site, a sponsor or a person."""
    TEXT = 64
    """Anywhere else."""

    @property
    def words(self) -> str:
        """The kind in plain words. Raises KeyError for several at once."""
        return _WORDS[self]


_WORDS = {
    MentionKind.TOPIC: "what it is about",
    MentionKind.INCLUSION: "who can take part",
    MentionKind.EXCLUSION: "who is left out",
    MentionKind.DENIED: "what people must not have",
    MentionKind.HISTORY: "what people had before",
    MentionKind.NAME: "a name of a site, a sponsor or a person",
    MentionKind.TEXT: "mentioned elsewhere",
}


def kinds_as_bits(kinds: Iterable[MentionKind]) -> int:
    """Several kinds as one number: the sum of their bits."""
    bits = 0
    for kind in kinds:
        bits |= kind.value
    return bits
