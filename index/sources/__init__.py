"""Records become listings: registry records, NIH projects, YAML files and listing pages.

The kind of a file is told by its content. A record that cannot be used is refused with file, line,
field and reason, and the rest goes on.
"""

from index.sources.deduplication import Condensed, Planned, collapse
from index.sources.preparation import Prepared, prepared, size_of
from index.sources.reader import records as read_records
from index.sources.source import Attachment, Raw

__all__ = [
    "Attachment",
    "Condensed",
    "Planned",
    "Prepared",
    "Raw",
    "collapse",
    "prepared",
    "read_records",
    "size_of",
]
