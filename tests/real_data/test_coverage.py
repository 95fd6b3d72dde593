"""Every field of real records is kept, or left out on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from index.sources.source import Source
from tests.real_data.coverage.__main__ import FILES
from tests.real_data.coverage.measure import measured, records_of
from tests.real_data.coverage.purposes import Purpose, purpose_of


@pytest.mark.parametrize(
    ("file", "source", "purposes", "every"),
    [
        (file, source, purposes, 1 if "recent" in file else 40)
        for _, file, source, purposes in FILES
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_somebody_has_decided_what_becomes_of_every_field(
    shared: Path, file: str, source: Source, purposes: Mapping[str, Purpose], every: int
) -> None:
    shares = measured(records_of(shared / file, every), source, purposes)
    assert shares
    assert [path for path in shares if purpose_of(path, purposes) is None] == []


def test_contacts_of_recent_studies_come_over_whole(shared: Path) -> None:
    _, file, source, purposes = FILES[0]
    shares = measured(records_of(shared / file), source, purposes)
    lost = {
        path: share.share
        for path, share in shares.items()
        if ".locations.contacts." in path or ".centralContacts." in path
        if not path.endswith("centralContacts.role") and share.share < 1
    }
    assert lost == {}
