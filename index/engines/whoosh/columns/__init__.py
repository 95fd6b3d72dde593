"""Facets, sorts and sites of each document, column by column."""

from index.engines.whoosh.columns.columns import STATUS_NUMBER, ColumnBuilder
from index.engines.whoosh.columns.dictionary import (
    Columns,
    Places,
    Values,
    ancestor_path,
    entry_forms,
    form_counts,
    forms_of,
    merged_forms,
    order_values,
    read_table,
    read_values,
    smallest_type,
)
from index.engines.whoosh.columns.merging import merge
from index.engines.whoosh.columns.names import completion_names
from index.engines.whoosh.columns.rows import Rows, entries_of, listed, read_rows

__all__ = [
    "STATUS_NUMBER",
    "ColumnBuilder",
    "Columns",
    "Places",
    "Rows",
    "Values",
    "ancestor_path",
    "completion_names",
    "entries_of",
    "entry_forms",
    "form_counts",
    "forms_of",
    "listed",
    "merge",
    "merged_forms",
    "order_values",
    "read_rows",
    "read_table",
    "read_values",
    "smallest_type",
]
