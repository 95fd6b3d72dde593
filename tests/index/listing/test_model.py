"""What a listing may hold, and how it is read back."""

from __future__ import annotations

import msgspec
import pytest

from index.listing.model import Listing
from tests.conftest import listing


def test_a_listing_is_read_back_whole_from_json() -> None:
    one = listing(
        "T1",
        phase=["phase-1", "phase-2"],
        site=[{"city": "Atlanta", "country": "United States", "latitude": 33.7}],
        funding={"mechanism": "R21", "amount": 1},
        healthy_volunteers=False,
        minimum_age=0.5,
    )
    assert msgspec.json.decode(msgspec.json.encode(one), type=Listing) == one


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "blue"),
        ("title", ""),
        ("url", "javascript:alert(1)"),
        ("url", "http://example.org"),
        ("start_date", "2024-13"),
        ("start_date", "1 March 2024"),
        ("minimum_age", -1),
        ("maximum_age", 151),
        ("phase", ["PHASE2"]),
        ("id", "../etc"),
        ("id", "a b"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        listing(**({"id": "T1"} | {field: value}))


@pytest.mark.parametrize(
    ("kind", "status"),
    [("funded-project", "recruiting"), ("funded-project", None), ("trial", "does-not-enroll")],
)
def test_a_funded_project_can_never_be_taken_for_a_study_to_join(
    kind: str, status: str | None
) -> None:
    with pytest.raises(msgspec.ValidationError, match="does-not-enroll"):
        listing("T1", kind=kind, status=status)
