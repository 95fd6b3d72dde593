"""The lattice of a question: every way to cut it into known things, and the best of them.

What a room offers for a part of the question is a candidate, and candidates may overlap. The best
cut is the one whose candidates, none of which shares a character with another, weigh most
together: the shortest path through a word lattice, as segmenters of text without spaces find it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

Meaning = TypeVar("Meaning")

EXPONENT = 1.5
"""A name of n words weighs n to this: more than its words by themselves, so that *lung cancer
screening* stays whole, and less than two names that leave nothing over, so that *breast cancer
spread to bones* is cut before *spread* although *cancer spread to bones* is said as well."""

FUNCTION_WORD = 0.1
"""What a word such as *of* counts in a name, of a word."""


class Candidate(msgspec.Struct, Generic[Meaning], frozen=True):
    """What the part from `start` to `end` (exclusive) may be; the units are the caller's own:
    characters, or words."""

    start: int
    end: int
    weight: float
    meaning: Meaning


def name_weight(content: int, function_words: int) -> float:
    """What a name weighs that has so many words which tell something, and others."""
    return float((content + FUNCTION_WORD * function_words) ** EXPONENT)


def best_cut(candidates: Sequence[Candidate[Meaning]]) -> tuple[Candidate[Meaning], ...]:
    """The candidates that weigh most together, in the order of the question and apart from each
    other. Of cuts that weigh the same, the one whose first difference begins earlier, or is longer
    there."""
    by_end = sorted(candidates, key=lambda one: (one.end, -one.start))
    ends = [one.end for one in by_end]
    # best[i] is the best that can be made of the first i candidates: its weight and its last one.
    best: list[tuple[float, int]] = [(0.0, -1)]
    for number, one in enumerate(by_end):
        before = bisect_right(ends, one.start, 0, number)
        weight = best[before][0] + one.weight
        # Sums of the same weights in another order differ in their last digits.
        if weight > best[number][0] + 1e-9:
            best.append((weight, number))
        else:
            best.append(best[number])
    cut: list[Candidate[Meaning]] = []
    taken = best[-1][1]
    while taken >= 0:
        one = by_end[taken]
        cut.append(one)
        taken = best[bisect_right(ends, one.start, 0, taken)][1]
    return tuple(reversed(cut))
