"""Which listing an id means, where several are known by it."""

from __future__ import annotations

from search.engine.ids import owner_of
from tests.conftest import listing

FUNDED = {"kind": "funded-project", "source": "nih-reporter", "status": "does-not-enroll"}
TRIAL = listing("NCT1", other_id=["R01CA1", "NIH-7"])
OTHER_TRIAL = listing("NCT2", other_id=["R01CA1", "NIH-7"])
PROJECT = listing("NIH-7", **FUNDED, other_id=["R01CA1"])
OTHER_PROJECT = listing("NIH-8", **FUNDED, other_id=["R01CA1"])


def test_the_only_listing_that_is_known_by_an_id_is_meant() -> None:
    assert owner_of("r01ca1", [TRIAL]) is TRIAL
    assert owner_of("r01ca1", []) is None


def test_a_listing_comes_before_those_that_had_its_id_or_cite_it() -> None:
    for said in ("NIH-7", "nih-7", "7"):
        assert owner_of(said, [TRIAL, OTHER_TRIAL, PROJECT]) is PROJECT


def test_a_project_holds_an_award_that_trials_cite() -> None:
    assert owner_of("R01CA1", [TRIAL, PROJECT, OTHER_TRIAL]) is PROJECT


def test_what_several_share_alike_means_none_of_them() -> None:
    assert owner_of("R01CA1", [TRIAL, OTHER_TRIAL]) is None
    assert owner_of("R01CA1", [TRIAL, PROJECT, OTHER_PROJECT]) is None
