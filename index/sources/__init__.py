"""Records become listings: registry records, NIH projects, YAML files and listing pages.

The kind of a file is told by its content. A record that cannot be used is refused with file, line,
field and reason, and the rest goes on.
"""

from index.sources.deduplication import collapse
from index.sources.reader import read
from index.sources.source import Attachment, Translation

__all__ = [
    "Attachment",
    "Translation",
    "collapse",
    "read",
]
