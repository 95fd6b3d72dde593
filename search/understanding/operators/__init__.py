"""What joins the parts of a question: negation, *or*, lists, shorthand.

Pure functions over a text and the row of items that it is cut into. None of them ever fails.
"""

from search.understanding.operators.connectives import (
    connecting,
    joining_spans,
    leading_negation,
    negating_spans,
)
from search.understanding.operators.coordination import crosses_a_mark, shared_names
from search.understanding.operators.groups import grouping
from search.understanding.operators.items import Group, Grouping, Item, ItemKind, Joined, LeftOut
from search.understanding.operators.short_forms import Shorthand, shorthand
from search.understanding.operators.states import (
    NegatedState,
    denied_people,
    negated_states,
    predicated_names,
    turned_names,
)
from search.understanding.operators.word_lists import Operator, is_treatment

__all__ = [
    "Group",
    "Grouping",
    "Item",
    "ItemKind",
    "Joined",
    "LeftOut",
    "NegatedState",
    "Operator",
    "Shorthand",
    "connecting",
    "crosses_a_mark",
    "denied_people",
    "grouping",
    "is_treatment",
    "joining_spans",
    "leading_negation",
    "negated_states",
    "negating_spans",
    "predicated_names",
    "shared_names",
    "shorthand",
    "turned_names",
]
