"""What the terms, weights, subjects and concept tags of listings are, for every engine."""

from index.terms.concept_tags import CONDITION, ConceptNames, Tag
from index.terms.inverter import Inverter, stable_order
from index.terms.listing_terms import positions_of, term_positions, weight_in, weights_of
from index.terms.name_tree import NameTree, matched_names, name_tree_of
from index.terms.subjects import is_content_term, subject_terms

__all__ = [
    "CONDITION",
    "ConceptNames",
    "Inverter",
    "NameTree",
    "Tag",
    "is_content_term",
    "matched_names",
    "name_tree_of",
    "positions_of",
    "stable_order",
    "subject_terms",
    "term_positions",
    "weight_in",
    "weights_of",
]
