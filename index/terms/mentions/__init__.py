"""How listings mention concepts, for every engine: in which section, and whether it is denied."""

from index.terms.mentions.kinds import MentionKind, kinds_as_bits
from index.terms.mentions.passages import Passage, Section, passages
from index.terms.mentions.plain import MentionKinds, mentions
from index.terms.mentions.standing import Clause, Standing, kind_of

__all__ = [
    "Clause",
    "MentionKind",
    "MentionKinds",
    "Passage",
    "Section",
    "Standing",
    "kind_of",
    "kinds_as_bits",
    "mentions",
    "passages",
]
