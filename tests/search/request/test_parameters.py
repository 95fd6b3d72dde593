"""What a search may be asked with."""

from __future__ import annotations

from index.listing.schema import FACET
from search.request.parameters import PARAMETER


def test_every_parameter_says_what_it_is_for() -> None:
    assert all(parameter.label and parameter.help for parameter in PARAMETER.values())
    assert set(FACET) < set(PARAMETER)
