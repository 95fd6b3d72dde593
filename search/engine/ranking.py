"""What a query means in numbers, for every engine.

A term weighs in a listing the sum of field weight x occurrences (`index.listing.searched`). Its
score is the simple BM25F of Robertson, Zaragoza and Taylor (2004), which takes that weight for a
frequency:

    idf · (k1 + 1) · w / (w + k1 · (1 - b + b · length / average length)),
    idf = ln(N / (n + 1)) + 1

where the length of a listing is the sum of the weights of its terms, N the number of listings and
n the number of those that hold the term. Weight, length and saturation are in one unit: whole
weights, or tenths as indexes keep them. What was removed from an index may count among N and n and
in the average until its segment is written anew. The formulas take numbers and arrays alike.
"""

from __future__ import annotations

import math
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Amount = TypeVar("Amount", float, NDArray[np.float32], NDArray[np.float64])
"""A number, or one for each of some listings or terms."""

# --- how a term scores ----------------------------------------------------------------------------

K1 = 1.2
"""How soon a term that is met again and again adds no more."""

B = 0.75
"""How much the length of a listing counts."""


def idf(listings: int, holding: int) -> float:
    """What a term is worth that so many of all listings hold: ln(N / (n + 1)) + 1."""
    return math.log(listings / (holding + 1)) + 1


def saturation(relative_length: Amount) -> Amount:
    """k1 · (1 - b + b · length / average length), of a listing's length over the average one: the
    weight at which a term has half of what it can add."""
    return K1 * ((1 - B) + B * relative_length)


def term_score(idf: float, weight: Amount, saturation: Amount) -> Amount:
    """BM25F of a term that weighs so much in a listing: 0 to idf · (k1 + 1)."""
    return idf * (K1 + 1) * weight / (weight + saturation)


# --- how a concept scores -------------------------------------------------------------------------

NAMED = 0.8
"""What a name of a concept counts beside the words of the question themselves."""

NARROWER = 0.5
"""What a name of a narrower concept counts."""

IN_CONDITIONS = 1 / (K1 + 1)
"""What a name among the conditions of a listing adds, of the most that any number of them
elsewhere can: a listing whose conditions name it is about it. On judged lay questions this took
R-precision from .58 to .65."""


def concept_score(
    factor: float, idf: float, weight: Amount, saturation: Amount, in_conditions: Amount
) -> Amount:
    """BM25F of a concept as if it were one term that weighs as much as the fields in which a name
    of it begins: factor · idf · (k1 + 1) · (w / (w + saturation) + `IN_CONDITIONS`).

    `factor` is `NAMED` for its own names and `NARROWER` for those of all narrower concepts
    together; a listing has the better of both scores, and `idf` is that of the listings that have
    either. `in_conditions` is 1 where such a name stands among the conditions of the listing, 0
    where none does.
    """
    gain = weight / (weight + saturation) + IN_CONDITIONS * in_conditions
    return factor * idf * (K1 + 1) * gain  # type: ignore[no-any-return]


# --- more like this -------------------------------------------------------------------------------

ENOUGH = 200
"""Listings that tell what is like them: as many matches of the second child of `Like` are taken,
the best first, as the first is short of."""

MOST_LIKE = 3_000
"""Matches of the first child, the best of all, that tell what is like them."""

SIGNIFICANT_TERMS = 20
"""Terms of the subject fields that are taken, most significant first, then by their bytes; 40
find no more of the judged projects."""

LEAST = 2
"""Of the listings have a term, at least: one of them alone is no trait of theirs."""

RARE = 5
"""So many listings are added to those that have a term, so that one of two tells little."""

Counts = NDArray[np.int64]


def significance(have: Any, among: int, holding: Any, listings: int, least: int = LEAST) -> Any:
    """How significant terms are for some listings: p · ln(p / q), where p is the share of these
    with the term and q that of all (Kullback and Leibler, 1951). 0 for what fewer than `least` of
    them have, and for what is no commoner among them.

    `have` of the `among` listings and `holding` of all `listings` have the term: numbers, or
    arrays of numbers for many terms.
    """
    share, of_all = have / among, holding / listings
    commoner = (have >= least) & (share > of_all)
    return np.where(commoner, share * np.log(np.maximum(share, 1e-9) / np.maximum(of_all, 1e-9)), 0)


def significant_weight(have: int, holding: int) -> float:
    """What the score of a significant term counts: the share of the listings that have it which
    are among those in question, `RARE` listings added."""
    return have / (holding + RARE)
