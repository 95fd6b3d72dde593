"""Records become listings: registry records, NIH projects, YAML files and listing pages.

The kind of a file is told by its content. A record that cannot be used is refused with file, line,
field and reason, and the rest goes on.
"""

from index.sources.condensed import Condensed, Prepared, prepared, size_of
from index.sources.deduplication import Listings, collapse
from index.sources.reader import records as read_records
from index.sources.source import Raw

__all__ = [
    "Condensed",
    "Listings",
    "Prepared",
    "Raw",
    "collapse",
    "prepared",
    "read_records",
    "size_of",
]
