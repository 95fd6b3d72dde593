from __future__ import annotations

import itertools

import pytest

from index.listing.codes import Kind, Status
from index.listing.parts import Site
from index.sources.records.consistency import Facts, disagreements, settled


@pytest.mark.parametrize(("kind", "status"), list(itertools.product(Kind, [None, *Status])))
def test_a_settled_status_fits_its_kind_and_only_a_contradiction_is_told(
    kind: Kind, status: Status | None
) -> None:
    facts = Facts(kind=kind, status=status, site=(Site(status=status),))
    found = settled(facts)
    funded = kind is Kind.FUNDED_PROJECT
    assert (found.status is Status.DOES_NOT_ENROLL) == funded
    assert not list(disagreements(found))
    told = {one.field for one in disagreements(facts)}
    contradicts = status is not None and (status is Status.DOES_NOT_ENROLL) != funded
    assert told == ({"status", "site[1].status"} if contradicts else set())
    if not contradicts and not funded:
        assert found == facts


@pytest.mark.parametrize(
    ("low", "high", "kept"),
    [
        (70.0, 20.0, (None, None)),
        (20.0, 70.0, (20.0, 70.0)),
        (18.0, 18.0, (18.0, 18.0)),
        (None, 20.0, (None, 20.0)),
        (70.0, None, (70.0, None)),
    ],
)
def test_the_youngest_age_is_not_above_the_oldest(
    low: float | None, high: float | None, kept: tuple[float | None, float | None]
) -> None:
    facts = Facts(kind=Kind.TRIAL, minimum_age=low, maximum_age=high)
    found = settled(facts)
    assert (found.minimum_age, found.maximum_age) == kept
    assert bool(list(disagreements(facts))) == (kept != (low, high))
