"""Files of several kinds become records, one after the other, with where each stands."""

from index.sources.files.archive import ZIP, Member, archive_in, members_of
from index.sources.files.contents import Contents
from index.sources.files.json_records import Page, one_of_many, read_json_records
from index.sources.files.kinds import OtherKind, foreign, refuse_other_kind, refuse_zipped_kind
from index.sources.files.tables import (
    DAY_FIRST,
    MONTH_FIRST,
    ORDER_OF_DATES,
    has_known_header,
    read_table,
    read_workbook,
)
from index.sources.files.xml_records import read_xml_records
from index.sources.files.yaml_nodes import (
    is_empty,
    is_null,
    looks_like_listings,
    node_at,
    node_of_value,
    read_yaml_listings,
)

__all__ = [
    "DAY_FIRST",
    "MONTH_FIRST",
    "ORDER_OF_DATES",
    "ZIP",
    "Contents",
    "Member",
    "OtherKind",
    "Page",
    "archive_in",
    "foreign",
    "has_known_header",
    "is_empty",
    "is_null",
    "looks_like_listings",
    "members_of",
    "node_at",
    "node_of_value",
    "one_of_many",
    "read_json_records",
    "read_table",
    "read_workbook",
    "read_xml_records",
    "read_yaml_listings",
    "refuse_other_kind",
    "refuse_zipped_kind",
]
