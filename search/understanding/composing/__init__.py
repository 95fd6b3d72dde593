"""What the parts of a question ask for together, as nodes of a query."""

from search.understanding.composing.match import (
    MAX_GROUPS,
    MORE_LIKE_THIS,
    MOST_MEANINGS,
    ORDERS,
    Part,
    Read,
    all_of,
    content_terms,
    demand_of,
    first_words,
    group_node,
    name_part,
    parts_wished,
    unscored,
    with_few_runs,
    within_bounds,
)
from search.understanding.composing.numbers import Numbered, left_aside, named_ids, numbered
from search.understanding.composing.piece import Piece
from search.understanding.composing.pieces import (
    composed,
    grouping_of,
    kind_of_clause,
    kind_of_concepts,
    pieces_of_clauses,
)
from search.understanding.composing.quoted import quoted_parts
from search.understanding.composing.recognition import Recognition

__all__ = [
    "MAX_GROUPS",
    "MORE_LIKE_THIS",
    "MOST_MEANINGS",
    "ORDERS",
    "Numbered",
    "Part",
    "Piece",
    "Read",
    "Recognition",
    "all_of",
    "composed",
    "content_terms",
    "demand_of",
    "first_words",
    "group_node",
    "grouping_of",
    "kind_of_clause",
    "kind_of_concepts",
    "left_aside",
    "name_part",
    "named_ids",
    "numbered",
    "parts_wished",
    "pieces_of_clauses",
    "quoted_parts",
    "unscored",
    "with_few_runs",
    "within_bounds",
]
