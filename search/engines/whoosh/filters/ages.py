"""Who can take part by age, over the columns of ages of some segments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh import Columns, Places
from search.engine import AgeSpan
from search.engines.whoosh.facets import Mask, Part, Selection


class Ages:
    """The ages that the listings of some segments state."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._segments = [columns for _, _, columns in parts]

    def passing(self, selection: Selection, span: AgeSpan) -> Mask:
        """Which of the documents are for somebody of these ages, for all that they state."""
        passing = [
            _open_to(columns, span, docs)
            for columns, docs in zip(self._segments, selection.docs, strict=True)
        ]
        return np.concatenate([np.empty(0, dtype=np.bool_), *passing])


def _open_to(columns: Columns, span: AgeSpan, docs: Places) -> Mask:
    # No comparison holds for NaN, so an end that is not stated shuts nobody out.
    too_old = columns("age.youngest")[docs] >= np.float32(span.below)
    too_young = columns("age.oldest")[docs] < np.float32(span.youngest)
    open_to: Mask = ~(too_old | too_young)
    return open_to
