"""Files of several kinds become records, one after the other, with where each stands."""

from index.sources.files.contents import Contents
from index.sources.files.json_records import Page, one_of_many, read_json_records
from index.sources.files.kinds import foreign
from index.sources.files.yaml_nodes import (
    is_empty,
    is_null,
    looks_like_listings,
    node_at,
    node_of_value,
    read_yaml_listings,
)

__all__ = [
    "Contents",
    "Page",
    "foreign",
    "is_empty",
    "is_null",
    "looks_like_listings",
    "node_at",
    "node_of_value",
    "one_of_many",
    "read_json_records",
    "read_yaml_listings",
]
