"""*More like this*: the significant terms of some listings, by what their titles, conditions,
keywords and treatments say."""

from __future__ import annotations

import msgspec
import numpy as np

from search.engine import SIGNIFICANT_TERMS, significance, significant_weight
from search.engines.whoosh.postings import Docs, Index

CANDIDATES = 10 * SIGNIFICANT_TERMS
"""Terms of a segment that are looked at in all segments."""


class SignificantTerm(msgspec.Struct, frozen=True):
    """A term and what share of the listings that have it are among those in question."""

    text: str
    factor: float


def significant_terms(index: Index, docs: Docs) -> tuple[SignificantTerm, ...]:
    """The terms that are commoner in some ascending documents than elsewhere, the most significant
    first (`search.engine.ranking.significance`)."""
    if not len(docs):
        return ()
    counted = [part.subject_counts(docs) for part in index.parts]
    likely: dict[bytes, None] = {}
    numbers: list[dict[bytes, int]] = []
    for part, counts in zip(index.parts, counted, strict=True):
        # Most terms of a segment are in none of them: to weigh all took five times as long.
        some = np.flatnonzero(counts)
        # What is commoner among them in all is so in a segment, though it may be there only once.
        totals = part.subject_totals[some]
        weights = significance(counts[some], len(docs), totals, index.size, least=1)
        best = np.argsort(-weights, kind="stable")[:CANDIDATES]
        here = some[best[weights[best] > 0]].tolist()
        numbers.append({part.term(number): number for number in here})
        likely.update(dict.fromkeys(numbers[-1]))
    have = np.zeros(len(likely), dtype=np.int64)
    total = np.zeros(len(likely), dtype=np.int64)
    for part, counts, known in zip(index.parts, counted, numbers, strict=True):
        for i, term in enumerate(likely):
            number = known[term] if term in known else part.number(term)
            if number is not None:
                have[i] += counts[number]
                total[i] += part.subject_totals[number]
    weights = significance(have, len(docs), total, index.size)
    terms = list(likely)
    order = sorted(np.flatnonzero(weights > 0).tolist(), key=lambda i: (-weights[i], terms[i]))
    return tuple(
        SignificantTerm(terms[i].decode(), significant_weight(int(have[i]), int(total[i])))
        for i in order[:SIGNIFICANT_TERMS]
    )
