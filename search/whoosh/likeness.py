"""Which terms tell some listings from all others, by what their titles, conditions, keywords and
treatments say."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from search.whoosh.docsets import Docs
from search.whoosh.postings import Index

Counts = NDArray[np.int64]

TELLING = 20
"""Terms that are taken; 40 find no more of the judged projects."""

LEAST = 2
"""Of the listings have a term, at least: one of them alone is no trait of theirs."""

RARE = 5
"""So many listings are added to those that have a term, so that one of two tells little."""

CANDIDATES = 10 * TELLING
"""Terms of a segment that are looked at in all segments."""


class Telling(msgspec.Struct, frozen=True):
    """A term and what share of the listings that have it are among those in question."""

    text: str
    factor: float


def telling(index: Index, docs: Docs) -> tuple[Telling, ...]:
    """The terms that are commoner in some ascending documents than elsewhere, the most telling
    first: those of the most p · ln(p / q), where p is the share of these documents with the term
    and q that of all (Kullback and Leibler, 1951)."""
    if not len(docs):
        return ()
    counted = [part.subject_counts(docs) for part in index.parts]
    likely: dict[bytes, None] = {}
    for part, counts in zip(index.parts, counted, strict=True):
        # What is commoner among them in all is so in a segment, though it may be there only once.
        told = _told(counts, part.subject_totals, len(docs), index.size, least=1)
        best = np.argsort(-told, kind="stable")[:CANDIDATES]
        likely.update((part.term(number), None) for number in best[told[best] > 0].tolist())
    have = np.zeros(len(likely), dtype=np.int64)
    total = np.zeros(len(likely), dtype=np.int64)
    for part, counts in zip(index.parts, counted, strict=True):
        for i, term in enumerate(likely):
            number = part.number(term)
            if number is not None:
                have[i] += counts[number]
                total[i] += part.subject_totals[number]
    told = _told(have, total, len(docs), index.size, LEAST)
    terms = list(likely)
    order = sorted(np.flatnonzero(told > 0).tolist(), key=lambda i: (-told[i], terms[i]))
    return tuple(
        Telling(terms[i].decode(), float(have[i] / (total[i] + RARE))) for i in order[:TELLING]
    )


def _told(have: Counts, total: Counts, docs: int, size: int, least: int) -> NDArray[np.float64]:
    """How much each term tells: 0 for those of fewer documents than `least`, and for those that are
    no commoner among them."""
    share, of_all = have / docs, total / size
    telling = (have >= least) & (share > of_all)
    return np.where(telling, share * np.log(np.maximum(share, 1e-9) / np.maximum(of_all, 1e-9)), 0)
