"""What the terms, weights, subjects and concept tags of listings are, for every engine."""

from index.terms.concept_tags import CONDITION, ConceptNames, Tag
from index.terms.inverter import Inverter, stable_order
from index.terms.listing_terms import positions_of, term_positions, weight_in, weights_of
from index.terms.mentions import (
    LISTINGS_AT_A_TIME,
    MentionKind,
    MentionKinds,
    kinds_as_bits,
    mentions_in,
    mentions_of,
    mentions_version,
)
from index.terms.name_tree import NameTree, name_tree_of, named_concepts
from index.terms.subjects import is_content_term, subject_terms

__all__ = [
    "CONDITION",
    "LISTINGS_AT_A_TIME",
    "ConceptNames",
    "Inverter",
    "MentionKind",
    "MentionKinds",
    "NameTree",
    "Tag",
    "is_content_term",
    "kinds_as_bits",
    "mentions_in",
    "mentions_of",
    "mentions_version",
    "name_tree_of",
    "named_concepts",
    "positions_of",
    "stable_order",
    "subject_terms",
    "term_positions",
    "weight_in",
    "weights_of",
]
