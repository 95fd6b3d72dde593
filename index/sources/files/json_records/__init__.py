"""JSON in all the forms people have it in becomes the bytes of its records, streamed.

Every whole record is given once, and everything else of a file is named.
"""

from index.sources.files.json_records.pages import Page, one_of_many
from index.sources.files.json_records.reading import read_json_records

__all__ = ["Page", "one_of_many", "read_json_records"]
