"""What tests of the engine share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.conftest import publish_into
from tests.generated import corpus, publish_pieces
from tests.search.engines.whoosh.oracle import Case

GONE = ("T003", "T020", "T030", "T059")


@pytest.fixture(scope="session")
def case_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """The same listings in one segment, in four, or in four with some deleted: each is built once
    for all files, which takes longer than to ask it anything."""

    @cache
    def made(layout: str) -> Case:
        listings = corpus(60)
        home = tmp_path_factory.mktemp("case")
        if layout == "one segment":
            return Case(publish_into(home, listings), listings)
        pieces = [listings[:30], listings[30:31], listings[31:40], listings[40:]]
        if layout == "four segments":
            return Case(publish_pieces(home, pieces), listings)
        return Case(publish_pieces(home, pieces, removed=GONE), listings, GONE)

    return made


@pytest.fixture(params=["one segment", "four segments", "deletions"], scope="module")
def case(request: pytest.FixtureRequest, case_of: Callable[[str], Case]) -> Case:
    """The listings in each of the three."""
    return case_of(request.param)
