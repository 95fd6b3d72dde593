"""What the terms, weights, subjects and concept tags of listings are, for every engine."""

from index.terms.concept_tags import CONDITION, ConceptNames, Tag
from index.terms.inverter import Inverter, stable_order
from index.terms.listing_terms import positions_of, standing_terms, weight_in, weights_of
from index.terms.name_tree import Naming, found_names, naming_of
from index.terms.subjects import is_content_term, subject_terms

__all__ = [
    "CONDITION",
    "ConceptNames",
    "Inverter",
    "Naming",
    "Tag",
    "found_names",
    "is_content_term",
    "naming_of",
    "positions_of",
    "stable_order",
    "standing_terms",
    "subject_terms",
    "weight_in",
    "weights_of",
]
