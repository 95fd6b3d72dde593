"""How subjects, concept tags and mentions are stored."""

from index.engines.whoosh.concepts.keys import open_concept_keys, write_concept_keys
from index.engines.whoosh.concepts.mentions import (
    Mentions,
    mention_parts,
    mention_segment,
    open_mentions,
)
from index.engines.whoosh.concepts.subjects import subject_tokens
from index.engines.whoosh.concepts.tags import (
    BELOW,
    OWN,
    Concepts,
    Tagged,
    TagPart,
    open_concepts,
    tag_parts,
    tag_segment,
    write_tags,
)

__all__ = [
    "BELOW",
    "OWN",
    "Concepts",
    "Mentions",
    "TagPart",
    "Tagged",
    "mention_parts",
    "mention_segment",
    "open_concept_keys",
    "open_concepts",
    "open_mentions",
    "subject_tokens",
    "tag_parts",
    "tag_segment",
    "write_concept_keys",
    "write_tags",
]
