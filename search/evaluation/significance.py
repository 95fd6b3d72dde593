"""Whether a difference over the same questions may be chance: the paired randomization test."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PERMUTATIONS = 10_000
SEED = 20_261_123
"""Fixed, so that the same figures always give the same answer."""


def chance_of(
    differences: Sequence[float], *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> float:
    """How often a mean difference as large as this one, up or down, comes of swapping the two
    sides of each question at random: the two-sided p, above 0 and at most 1.

    Up to 13 questions that differ, every swap there is is counted (2¹³ < 10,000), so that p is
    exact; beyond, as many swaps as `permutations` says, the one that happened among them.
    """
    changed = np.array([one for one in differences if one], dtype=np.float64)
    if not len(changed):
        return 1.0
    seen = abs(changed.sum()) * (1 - 1e-9)  # sums in another order differ in their last digits
    if 2 ** len(changed) <= permutations:
        bits = np.arange(2 ** len(changed))[:, None] >> np.arange(len(changed)) & 1
        return float((np.abs((2 * bits - 1) @ changed) >= seen).mean())
    signs = np.random.default_rng(seed).choice((-1.0, 1.0), (permutations, len(changed)))
    as_large = int((np.abs(signs @ changed) >= seen).sum())
    return (as_large + 1) / (permutations + 1)


def interval_of(
    differences: Sequence[float], *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> tuple[float, float]:
    """Between what a mean difference lies, as far as swapping the two sides of each question at
    random tells: 95 of 100 such swaps move the mean by no more than half of the width."""
    every = np.array(differences, dtype=np.float64)
    if not len(every):
        return 0.0, 0.0
    changed = every[every != 0]
    signs = np.random.default_rng(seed).choice((-1.0, 1.0), (permutations, len(changed)))
    half = float(np.quantile(np.abs(signs @ changed), 0.95)) / len(every) if len(changed) else 0.0
    return float(every.mean()) - half, float(every.mean()) + half
