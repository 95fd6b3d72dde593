"""What would mislead or endanger is not among the first of all real records."""

from __future__ import annotations

import pytest

from index.listing.facets.recruitment import samples_judged_on
from search.searcher.searcher import Searcher
from search.searcher.serving import Served
from tests.relevance.harm import Harm, read_harms


@pytest.fixture(scope="module")
def on_a_day(served: Served) -> Searcher:
    """Answers as of one day: what can be joined ages, and a test must not."""
    return Searcher.over(served, samples_judged_on)


@pytest.mark.parametrize("harm", read_harms(), ids=lambda one: one.question)
def test_nothing_that_would_mislead_is_among_the_first(on_a_day: Searcher, harm: Harm) -> None:
    failures = harm.failures(on_a_day)
    if harm.waits:
        assert failures, f"holds now: take `waits` from “{harm.question}” in harm.yml"
    else:
        assert failures == []
