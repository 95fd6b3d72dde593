"""What joins the parts of a question: negation, *or*, lists, shorthand.

Pure functions over a text and the row of items that it is cut into. None of them ever fails.
"""

from search.understanding.operators.connectives import connecting
from search.understanding.operators.coordination import crosses_a_mark, shared_names
from search.understanding.operators.groups import grouping
from search.understanding.operators.items import Group, Item, ItemKind, Joined, LeftOut
from search.understanding.operators.short_forms import shorthand
from search.understanding.operators.states import negated_states

__all__ = [
    "Group",
    "Item",
    "ItemKind",
    "Joined",
    "LeftOut",
    "connecting",
    "crosses_a_mark",
    "grouping",
    "joins_nothing",
    "negated_states",
    "shared_names",
    "shorthand",
]
