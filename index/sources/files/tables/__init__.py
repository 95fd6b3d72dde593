"""Tables become records: text with commas, semicolons or tabs, and Excel workbooks.

Each row is ``{column: text}``, its columns in one spelling whichever program saved the table.
"""

from index.sources.files.tables.delimited import has_known_header, read_table
from index.sources.files.tables.kinds import DAY_FIRST, MONTH_FIRST, ORDER_OF_DATES
from index.sources.files.tables.workbook import read_workbook

__all__ = [
    "DAY_FIRST",
    "MONTH_FIRST",
    "ORDER_OF_DATES",
    "has_known_header",
    "read_table",
    "read_workbook",
]
