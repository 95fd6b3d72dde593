"""How listings mention concepts, for every engine: in which section, and whether it is denied."""

from index.terms.mentions.kinds import MentionKind, kinds_as_bits
from index.terms.mentions.matched import LISTINGS_AT_A_TIME, mentions_of
from index.terms.mentions.plain import MentionKinds, mentions_in
from index.terms.mentions.trigger_words import mentions_version

__all__ = [
    "LISTINGS_AT_A_TIME",
    "MentionKind",
    "MentionKinds",
    "kinds_as_bits",
    "mentions_in",
    "mentions_of",
    "mentions_version",
]
