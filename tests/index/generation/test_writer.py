"""How much of the machine a build may use."""

from __future__ import annotations

import pytest

from index.generation import writer as writer_port
from index.generation.writer import Effort


@pytest.mark.parametrize("effort", [Effort(processes=1, memory=1), Effort(processes=8, memory=10)])
def test_a_run_is_never_so_small_that_starting_it_costs_more(effort: Effort) -> None:
    assert effort.run_bytes == 1_000_000
    assert effort.run_listings(10) == writer_port.LEAST_LISTINGS


def test_more_memory_makes_longer_runs_and_no_run_outgrows_its_numbers() -> None:
    assert Effort(processes=2, memory=4_000).run_bytes > Effort(processes=2).run_bytes
    assert Effort(processes=4, memory=4_000).run_bytes < Effort(processes=2, memory=4_000).run_bytes
    assert (
        Effort(processes=1, memory=10**6).run_listings(10**9) == writer_port.MOST_LISTINGS == 50_000
    )
