"""What tests of the engine share."""

from __future__ import annotations

import pytest

from tests.conftest import publish_into
from tests.generated import corpus, publish_pieces
from tests.search.engines.whoosh.oracle import Case

GONE = ("T003", "T020", "T030", "T059")


@pytest.fixture(scope="module", params=["one segment", "four segments", "deletions"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The same listings in one segment, in four, and in four with some deleted."""
    listings = corpus(60)
    home = tmp_path_factory.mktemp("case")
    if request.param == "one segment":
        return Case(publish_into(home, listings), listings)
    pieces = [listings[:30], listings[30:31], listings[31:40], listings[40:]]
    if request.param == "four segments":
        return Case(publish_pieces(home, pieces), listings)
    return Case(publish_pieces(home, pieces, removed=GONE), listings, GONE)
