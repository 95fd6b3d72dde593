"""Writes and reads segments of a true Whoosh index, held in arrays.

Stock Whoosh reads the same files and is the oracle. The build needs `WhooshWriter` alone; the rest
of this door is for `search.engines.whoosh`.
"""

from index.engines.whoosh.codec import ArraySegment, contents
from index.engines.whoosh.columns import (
    STATUS_NUMBER,
    Columns,
    Places,
    Rows,
    Values,
    ancestor_path,
    entries_of,
    entry_forms,
    form_counts,
    forms_of,
    listed,
    merged_forms,
    order_values,
    read_rows,
    read_table,
    read_values,
    smallest_type,
)
from index.engines.whoosh.concepts import (
    BELOW,
    OWN,
    Concepts,
    Mentions,
    Tagged,
    open_concept_keys,
    open_concepts,
    open_mentions,
)
from index.engines.whoosh.schema import KNOWN_AS, TEXT
from index.engines.whoosh.segment import Segment, not_self_checked
from index.engines.whoosh.writing import WhooshWriter

__all__ = [
    "BELOW",
    "KNOWN_AS",
    "OWN",
    "STATUS_NUMBER",
    "TEXT",
    "ArraySegment",
    "Columns",
    "Concepts",
    "Mentions",
    "Places",
    "Rows",
    "Segment",
    "Tagged",
    "Values",
    "WhooshWriter",
    "ancestor_path",
    "contents",
    "entries_of",
    "entry_forms",
    "form_counts",
    "forms_of",
    "listed",
    "merged_forms",
    "not_self_checked",
    "open_concept_keys",
    "open_concepts",
    "open_mentions",
    "order_values",
    "read_rows",
    "read_table",
    "read_values",
    "smallest_type",
]
